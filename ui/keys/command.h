#pragma once

#include <span>

#include <QKeySequence>
#include <QList>

namespace vidimus::ui {

/// What can be done by a key.
enum class Command {
    Search,
    KeepSearch,
    AddFiles,
    AddFolder,
    PastePictures,
    Reload,
    StepBack,
    PauseImport,
    CancelImport,

    SideBar,
    Details,
    Latency,
    Models,
    LargerPictures,
    SmallerPictures,
    CheatSheet,
    EditKeys,

    Loupe,
    QuickLook,
    FullScreen,
    Compare,
    SlideShow,
    ActualSize,
    ZoomIn,
    ZoomOut,
    Next,
    Previous,
    First,
    Last,

    SlidesPause,
    SlidesSlower,
    SlidesFaster,
    SlidesLoop,

    Rate0,
    Rate1,
    Rate2,
    Rate3,
    Rate4,
    Rate5,
    Favourite,
    Pick,
    Reject,
    Unflag,

    EditCaption,
    EditTags,
    EarlierInAlbum,
    LaterInAlbum,
    Undo,
    Redo,

    ChooseGroup,
    MoreLike,
    LessLike,
    OpenWithSystem,
    Reveal,
    Copy,
    CopyCaption,
    Remove,
};

enum class CommandGroup { Library, View, Look, Slides, Mark, Words, Pictures };

/// Where a key has its meaning. Two commands get in each other's way only when they share a place.
enum Place : unsigned {
    kGallery = 1,
    kLoupe = 2,
    kCompare = 4,
    kSlides = 8,
    kLooking = kLoupe | kCompare,
    kPictures = kGallery | kLoupe | kCompare,
    kEverywhere = kGallery | kLoupe | kCompare | kSlides,
};

struct CommandInfo {
    Command command;
    const char* id;   ///< as the settings have it; never to be changed
    const char* name; ///< English, translated in the context of KeyMap
    CommandGroup group;
    unsigned places;
    bool inWindow; ///< a shortcut of the whole window; else a key of the pictures that have the focus
    QList<QKeySequence> keys;
};

/// All of them, in the order of the enumeration.
std::span<const CommandInfo> allCommands();
const CommandInfo& infoOf(Command command);

} // namespace vidimus::ui
