#include "ui/keys/command.h"

#include <vector>

#include <QCoreApplication>

namespace vidimus::ui {

namespace {

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

/// Names are texts of the key map, which translates them.
struct Commands {
    Q_DECLARE_TR_FUNCTIONS(vidimus::ui::KeyMap)

public:
    static std::vector<CommandInfo> all();
};

std::vector<CommandInfo> Commands::all()
{
    constexpr auto kCtrl = Qt::CTRL;
    constexpr auto kBoth = Qt::CTRL | Qt::SHIFT;
    return {
        window(Command::Search, "search", QT_TR_NOOP("Search"), Group::Library, {kCtrl | Qt::Key_F}),
        window(Command::KeepSearch, "keepSearch", QT_TR_NOOP("Keep this search"), Group::Library, {kCtrl | Qt::Key_D}),
        window(Command::AddFiles, "addFiles", QT_TR_NOOP("Add pictures"), Group::Library, {kCtrl | Qt::Key_O}),
        window(Command::AddFolder, "addFolder", QT_TR_NOOP("Add a folder"), Group::Library, {kBoth | Qt::Key_O}),
        window(Command::PastePictures, "paste", QT_TR_NOOP("Paste pictures"), Group::Library, {kCtrl | Qt::Key_V}),
        window(Command::Reload, "reload", QT_TR_NOOP("Read the library again"), Group::Library, {Qt::Key_F5}),
        window(Command::StepBack, "stepBack", QT_TR_NOOP("Step back"), Group::Library, {Qt::Key_Escape}),
        window(Command::PauseImport, "pauseImport", QT_TR_NOOP("Pause, go on"), Group::Library, {kCtrl | Qt::Key_P}),
        window(Command::CancelImport, "cancelImport", QT_TR_NOOP("Cancel"), Group::Library, {kCtrl | Qt::Key_Period}),

        window(Command::SideBar, "sideBar", QT_TR_NOOP("Library and folders"), Group::View, {Qt::Key_F9}),
        window(Command::Details, "details", QT_TR_NOOP("Details"), Group::View, {Qt::Key_F10}),
        window(Command::Latency, "latency", QT_TR_NOOP("Latency"), Group::View, {Qt::Key_F8}),
        window(Command::Models, "models", QT_TR_NOOP("Models…"), Group::View, {kBoth | Qt::Key_M}),
        window(Command::LargerPictures, "larger", QT_TR_NOOP("Larger pictures"), Group::View,
               {kCtrl | Qt::Key_Plus, kCtrl | Qt::Key_Equal}),
        window(Command::SmallerPictures, "smaller", QT_TR_NOOP("Smaller pictures"), Group::View,
               {kCtrl | Qt::Key_Minus}),
        window(Command::CheatSheet, "cheatSheet", QT_TR_NOOP("All keys"), Group::View, {Qt::Key_F1, Qt::Key_Question}),
        window(Command::EditKeys, "editKeys", QT_TR_NOOP("Keyboard shortcuts…"), Group::View, {kBoth | Qt::Key_K}),

        pictures(Command::Loupe, "loupe", QT_TR_NOOP("Loupe, and back"), Group::Look, kPictures,
                 {Qt::Key_Return, Qt::Key_Enter}),
        pictures(Command::QuickLook, "quickLook", QT_TR_NOOP("Quick look, and back"), Group::Look, kPictures,
                 {Qt::Key_Space}),
        window(Command::FullScreen, "fullScreen", QT_TR_NOOP("Full screen"), Group::Look, {Qt::Key_F11}),
        pictures(Command::Compare, "compare", QT_TR_NOOP("Compare two to four"), Group::Look, kPictures, {Qt::Key_C}),
        pictures(Command::SlideShow, "slideShow", QT_TR_NOOP("Slide show"), Group::Look, kPictures,
                 {Qt::Key_S, Qt::SHIFT | Qt::Key_F5}),
        pictures(Command::ActualSize, "actualSize", QT_TR_NOOP("100 %, or all of it"), Group::Look, kPictures,
                 {Qt::Key_Z}),
        pictures(Command::ZoomIn, "zoomIn", QT_TR_NOOP("Nearer"), Group::Look, kLooking, {Qt::Key_Plus, Qt::Key_Equal}),
        pictures(Command::ZoomOut, "zoomOut", QT_TR_NOOP("Farther"), Group::Look, kLooking, {Qt::Key_Minus}),
        pictures(Command::Next, "next", QT_TR_NOOP("Next picture"), Group::Look, kLooking | kSlides,
                 {Qt::Key_Right, Qt::Key_PageDown}),
        pictures(Command::Previous, "previous", QT_TR_NOOP("Picture before"), Group::Look, kLooking | kSlides,
                 {Qt::Key_Left, Qt::Key_PageUp}),
        pictures(Command::First, "first", QT_TR_NOOP("First picture"), Group::Look, kLoupe | kSlides, {Qt::Key_Home}),
        pictures(Command::Last, "last", QT_TR_NOOP("Last picture"), Group::Look, kLoupe | kSlides, {Qt::Key_End}),

        pictures(Command::SlidesPause, "slidesPause", QT_TR_NOOP("Pause the slide show"), Group::Slides, kSlides,
                 {Qt::Key_Space}),
        pictures(Command::SlidesSlower, "slidesSlower", QT_TR_NOOP("Longer for each"), Group::Slides, kSlides,
                 {Qt::Key_Plus, Qt::Key_Equal}),
        pictures(Command::SlidesFaster, "slidesFaster", QT_TR_NOOP("Shorter for each"), Group::Slides, kSlides,
                 {Qt::Key_Minus}),
        pictures(Command::SlidesLoop, "slidesLoop", QT_TR_NOOP("Again from the first"), Group::Slides, kSlides,
                 {Qt::Key_L}),

        pictures(Command::Rate0, "rate0", QT_TR_NOOP("No stars"), Group::Mark, kPictures, {Qt::Key_0}),
        pictures(Command::Rate1, "rate1", QT_TR_NOOP("One star"), Group::Mark, kPictures, {Qt::Key_1}),
        pictures(Command::Rate2, "rate2", QT_TR_NOOP("Two stars"), Group::Mark, kPictures, {Qt::Key_2}),
        pictures(Command::Rate3, "rate3", QT_TR_NOOP("Three stars"), Group::Mark, kPictures, {Qt::Key_3}),
        pictures(Command::Rate4, "rate4", QT_TR_NOOP("Four stars"), Group::Mark, kPictures, {Qt::Key_4}),
        pictures(Command::Rate5, "rate5", QT_TR_NOOP("Five stars"), Group::Mark, kPictures, {Qt::Key_5}),
        pictures(Command::Favourite, "favourite", QT_TR_NOOP("Favourite"), Group::Mark, kPictures, {Qt::Key_F}),
        pictures(Command::Pick, "pick", QT_TR_NOOP("Picked"), Group::Mark, kPictures, {Qt::Key_P}),
        pictures(Command::Reject, "reject", QT_TR_NOOP("Rejected"), Group::Mark, kPictures, {Qt::Key_X}),
        pictures(Command::Unflag, "unflag", QT_TR_NOOP("Neither picked nor rejected"), Group::Mark, kPictures,
                 {Qt::Key_U}),

        window(Command::EditCaption, "editCaption", QT_TR_NOOP("Edit caption"), Group::Words, {Qt::Key_F2}),
        window(Command::EditTags, "editTags", QT_TR_NOOP("Tag"), Group::Words, {kCtrl | Qt::Key_T}),
        window(Command::EarlierInAlbum, "earlierInAlbum", QT_TR_NOOP("Earlier in the album"), Group::Words,
               {Qt::ALT | Qt::Key_Left}),
        window(Command::LaterInAlbum, "laterInAlbum", QT_TR_NOOP("Later in the album"), Group::Words,
               {Qt::ALT | Qt::Key_Right}),
        window(Command::Undo, "undo", QT_TR_NOOP("Undo"), Group::Words, {kCtrl | Qt::Key_Z}),
        window(Command::Redo, "redo", QT_TR_NOOP("Redo"), Group::Words, {kBoth | Qt::Key_Z, kCtrl | Qt::Key_Y}),

        pictures(Command::ChooseGroup, "chooseGroup", QT_TR_NOOP("Choose the whole group"), Group::Pictures, kGallery,
                 {kBoth | Qt::Key_A}),
        pictures(Command::MoreLike, "moreLike", QT_TR_NOOP("More like this"), Group::Pictures, kPictures,
                 {kCtrl | Qt::Key_L}),
        pictures(Command::LessLike, "lessLike", QT_TR_NOOP("Less like this"), Group::Pictures, kPictures,
                 {kBoth | Qt::Key_L}),
        pictures(Command::OpenWithSystem, "openWithSystem", QT_TR_NOOP("Open in its program"), Group::Pictures,
                 kPictures, {kCtrl | Qt::Key_Return, kCtrl | Qt::Key_Enter}),
        pictures(Command::Reveal, "reveal", QT_TR_NOOP("Show in the file manager"), Group::Pictures, kPictures,
                 {kCtrl | Qt::Key_R}),
        pictures(Command::Copy, "copy", QT_TR_NOOP("Copy"), Group::Pictures, kPictures, {kCtrl | Qt::Key_C}),
        pictures(Command::CopyCaption, "copyCaption", QT_TR_NOOP("Copy caption"), Group::Pictures, kPictures,
                 {kBoth | Qt::Key_C}),
        pictures(Command::Remove, "remove", QT_TR_NOOP("Remove from the library"), Group::Pictures, kPictures,
                 {Qt::Key_Delete}),
    };
}

} // namespace

std::span<const CommandInfo> allCommands()
{
    static const std::vector<CommandInfo> all = Commands::all();
    return all;
}

const CommandInfo& infoOf(Command command)
{
    const CommandInfo& info = allCommands()[static_cast<std::size_t>(command)];
    Q_ASSERT(info.command == command);
    return info;
}

} // namespace vidimus::ui
