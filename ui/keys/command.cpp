#include "ui/keys/command.h"

#include <vector>

#include <QtGlobal>

namespace vidimus::ui {

namespace {

#define NAME(text) QT_TRANSLATE_NOOP("vidimus::ui::KeyMap", text)

using Keys = QList<QKeySequence>;
using Group = CommandGroup;

CommandInfo window(Command command, const char* id, const char* name, Group group, Keys keys)
{
    return {command, id, name, group, kEverywhere, true, std::move(keys)};
}

CommandInfo pictures(Command command, const char* id, const char* name, Group group, unsigned places, Keys keys)
{
    return {command, id, name, group, places, false, std::move(keys)};
}

std::vector<CommandInfo> makeAll()
{
    constexpr auto kCtrl = Qt::CTRL;
    constexpr auto kBoth = Qt::CTRL | Qt::SHIFT;
    return {
        window(Command::Search, "search", NAME("Search"), Group::Library, {kCtrl | Qt::Key_F}),
        window(Command::KeepSearch, "keepSearch", NAME("Keep this search"), Group::Library, {kCtrl | Qt::Key_D}),
        window(Command::AddFiles, "addFiles", NAME("Add pictures"), Group::Library, {kCtrl | Qt::Key_O}),
        window(Command::AddFolder, "addFolder", NAME("Add a folder"), Group::Library, {kBoth | Qt::Key_O}),
        window(Command::PastePictures, "paste", NAME("Paste pictures"), Group::Library, {kCtrl | Qt::Key_V}),
        window(Command::Reload, "reload", NAME("Read the library again"), Group::Library, {Qt::Key_F5}),
        window(Command::StepBack, "stepBack", NAME("Step back"), Group::Library, {Qt::Key_Escape}),
        window(Command::PauseImport, "pauseImport", NAME("Pause, go on"), Group::Library, {kCtrl | Qt::Key_P}),
        window(Command::CancelImport, "cancelImport", NAME("Cancel"), Group::Library, {kCtrl | Qt::Key_Period}),

        window(Command::SideBar, "sideBar", NAME("Library and folders"), Group::View, {Qt::Key_F9}),
        window(Command::Details, "details", NAME("Details"), Group::View, {Qt::Key_F10}),
        window(Command::Latency, "latency", NAME("Latency"), Group::View, {Qt::Key_F8}),
        window(Command::Models, "models", NAME("Models…"), Group::View, {kBoth | Qt::Key_M}),
        window(Command::LargerPictures, "larger", NAME("Larger pictures"), Group::View,
               {kCtrl | Qt::Key_Plus, kCtrl | Qt::Key_Equal}),
        window(Command::SmallerPictures, "smaller", NAME("Smaller pictures"), Group::View, {kCtrl | Qt::Key_Minus}),
        window(Command::CheatSheet, "cheatSheet", NAME("All keys"), Group::View, {Qt::Key_F1, Qt::Key_Question}),
        window(Command::EditKeys, "editKeys", NAME("Keyboard shortcuts…"), Group::View, {kBoth | Qt::Key_K}),

        pictures(Command::Loupe, "loupe", NAME("Loupe, and back"), Group::Look, kPictures,
                 {Qt::Key_Return, Qt::Key_Enter}),
        pictures(Command::QuickLook, "quickLook", NAME("Quick look, and back"), Group::Look, kPictures,
                 {Qt::Key_Space}),
        window(Command::FullScreen, "fullScreen", NAME("Full screen"), Group::Look, {Qt::Key_F11}),
        pictures(Command::Compare, "compare", NAME("Compare two to four"), Group::Look, kPictures, {Qt::Key_C}),
        pictures(Command::SlideShow, "slideShow", NAME("Slide show"), Group::Look, kPictures,
                 {Qt::Key_S, Qt::SHIFT | Qt::Key_F5}),
        pictures(Command::ActualSize, "actualSize", NAME("100 %, or all of it"), Group::Look, kPictures, {Qt::Key_Z}),
        pictures(Command::ZoomIn, "zoomIn", NAME("Nearer"), Group::Look, kLooking, {Qt::Key_Plus, Qt::Key_Equal}),
        pictures(Command::ZoomOut, "zoomOut", NAME("Farther"), Group::Look, kLooking, {Qt::Key_Minus}),
        pictures(Command::Next, "next", NAME("Next picture"), Group::Look, kLooking | kSlides,
                 {Qt::Key_Right, Qt::Key_PageDown}),
        pictures(Command::Previous, "previous", NAME("Picture before"), Group::Look, kLooking | kSlides,
                 {Qt::Key_Left, Qt::Key_PageUp}),
        pictures(Command::First, "first", NAME("First picture"), Group::Look, kLoupe | kSlides, {Qt::Key_Home}),
        pictures(Command::Last, "last", NAME("Last picture"), Group::Look, kLoupe | kSlides, {Qt::Key_End}),

        pictures(Command::SlidesPause, "slidesPause", NAME("Pause the slide show"), Group::Slides, kSlides,
                 {Qt::Key_Space}),
        pictures(Command::SlidesSlower, "slidesSlower", NAME("Longer for each"), Group::Slides, kSlides,
                 {Qt::Key_Plus, Qt::Key_Equal}),
        pictures(Command::SlidesFaster, "slidesFaster", NAME("Shorter for each"), Group::Slides, kSlides,
                 {Qt::Key_Minus}),
        pictures(Command::SlidesLoop, "slidesLoop", NAME("Again from the first"), Group::Slides, kSlides, {Qt::Key_L}),

        pictures(Command::Rate0, "rate0", NAME("No stars"), Group::Mark, kPictures, {Qt::Key_0}),
        pictures(Command::Rate1, "rate1", NAME("One star"), Group::Mark, kPictures, {Qt::Key_1}),
        pictures(Command::Rate2, "rate2", NAME("Two stars"), Group::Mark, kPictures, {Qt::Key_2}),
        pictures(Command::Rate3, "rate3", NAME("Three stars"), Group::Mark, kPictures, {Qt::Key_3}),
        pictures(Command::Rate4, "rate4", NAME("Four stars"), Group::Mark, kPictures, {Qt::Key_4}),
        pictures(Command::Rate5, "rate5", NAME("Five stars"), Group::Mark, kPictures, {Qt::Key_5}),
        pictures(Command::Favourite, "favourite", NAME("Favourite"), Group::Mark, kPictures, {Qt::Key_F}),
        pictures(Command::Pick, "pick", NAME("Picked"), Group::Mark, kPictures, {Qt::Key_P}),
        pictures(Command::Reject, "reject", NAME("Rejected"), Group::Mark, kPictures, {Qt::Key_X}),
        pictures(Command::Unflag, "unflag", NAME("Neither picked nor rejected"), Group::Mark, kPictures, {Qt::Key_U}),

        window(Command::EditCaption, "editCaption", NAME("Edit caption"), Group::Words, {Qt::Key_F2}),
        window(Command::EditTags, "editTags", NAME("Tag"), Group::Words, {kCtrl | Qt::Key_T}),
        window(Command::EarlierInAlbum, "earlierInAlbum", NAME("Earlier in the album"), Group::Words,
               {Qt::ALT | Qt::Key_Left}),
        window(Command::LaterInAlbum, "laterInAlbum", NAME("Later in the album"), Group::Words,
               {Qt::ALT | Qt::Key_Right}),
        window(Command::Undo, "undo", NAME("Undo"), Group::Words, {kCtrl | Qt::Key_Z}),
        window(Command::Redo, "redo", NAME("Redo"), Group::Words, {kBoth | Qt::Key_Z, kCtrl | Qt::Key_Y}),

        pictures(Command::MoreLike, "moreLike", NAME("More like this"), Group::Pictures, kPictures,
                 {kCtrl | Qt::Key_L}),
        pictures(Command::LessLike, "lessLike", NAME("Less like this"), Group::Pictures, kPictures,
                 {kBoth | Qt::Key_L}),
        pictures(Command::OpenWithSystem, "openWithSystem", NAME("Open in its program"), Group::Pictures, kPictures,
                 {kCtrl | Qt::Key_Return, kCtrl | Qt::Key_Enter}),
        pictures(Command::Reveal, "reveal", NAME("Show in the file manager"), Group::Pictures, kPictures,
                 {kCtrl | Qt::Key_R}),
        pictures(Command::Copy, "copy", NAME("Copy"), Group::Pictures, kPictures, {kCtrl | Qt::Key_C}),
        pictures(Command::CopyCaption, "copyCaption", NAME("Copy caption"), Group::Pictures, kPictures,
                 {kBoth | Qt::Key_C}),
        pictures(Command::Remove, "remove", NAME("Remove from the library"), Group::Pictures, kPictures,
                 {Qt::Key_Delete}),
    };
}

#undef NAME

} // namespace

std::span<const CommandInfo> allCommands()
{
    static const std::vector<CommandInfo> all = makeAll();
    return all;
}

const CommandInfo& infoOf(Command command)
{
    const CommandInfo& info = allCommands()[static_cast<std::size_t>(command)];
    Q_ASSERT(info.command == command);
    return info;
}

} // namespace vidimus::ui
