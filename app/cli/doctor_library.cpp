#include "app/cli/doctor_library.h"

#include <filesystem>
#include <span>
#include <system_error>

#include "app/cli/command_context.h"
#include "app/cli/text_layout.h"
#include "core/base/path_text.h"
#include "core/media/decoder.h"
#include "core/media/picture_file.h"
#include "core/media/thumbnail.h"

namespace vidimus::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kWantedSpace = 1'000'000'000;
constexpr std::uint64_t kNeededSpace = 100'000'000;

fs::path nearestExisting(fs::path folder)
{
    std::error_code error;
    folder = fs::absolute(folder, error);
    while (!fs::exists(folder, error) && folder.has_parent_path() && folder != folder.parent_path())
        folder = folder.parent_path();
    return folder;
}

Check spaceCheck(const fs::path& library)
{
    const fs::path folder = nearestExisting(library);
    std::error_code error;
    const fs::space_info space = fs::space(folder, error);
    if (error)
        return {"disk",
                CheckStatus::Warning,
                "The free space of " + displayPath(folder) + " is not known: " + error.message() + ".",
                {}};
    Check check{"disk", CheckStatus::Ok, byteSize(space.available) + " free at " + displayPath(folder), {}};
    if (space.available < kWantedSpace) {
        check.status = space.available < kNeededSpace ? CheckStatus::Problem : CheckStatus::Warning;
        check.remedy = "Make room, or choose a library on another disk with --library.";
    }
    return check;
}

Check integrityCheck(const storage::Library& library)
{
    const char* const remedy = "Keep a copy of the folder, then restore it from a backup or import into a new library.";
    const auto problems = library.integrityProblems();
    if (!problems)
        return {"database", CheckStatus::Problem, problems.error().message, remedy};
    if (problems->empty())
        return {"database", CheckStatus::Ok, "sound", {}};
    return {"database", CheckStatus::Problem,
            counted(static_cast<std::int64_t>(problems->size()), "fault") +
                ", the first: " + displayText(problems->front()),
            remedy};
}

Check indexCheck(CommandContext& context, app::Composition& composition)
{
    search::LibraryIndex& index = composition.index();
    const auto verified = index.verify();
    if (verified)
        return {"index", CheckStatus::Ok, *verified, {}};
    if (!composition.library().writable())
        return {"index", CheckStatus::Warning, verified.error().message,
                "Run doctor again when no other program uses the library, and it is mended."};
    const auto rebuilt = index.rebuild(context.stop);
    if (!rebuilt)
        return {"index",
                CheckStatus::Problem,
                verified.error().message + " Building it again failed: " + rebuilt.error().message,
                {}};
    const auto again = index.verify();
    if (!again)
        return {"index", CheckStatus::Problem, again.error().message, "Please report it."};
    return {"index", CheckStatus::Ok, "Mended: " + verified.error().message + " It was built again. " + *again, {}};
}

/// Made from the original, as long as that still holds the same content.
bool makeThumbnailAgain(storage::Library& library, PhotoId photo, const ContentHash& hash)
{
    const auto paths = library.photos().pathsOf(photo);
    if (!paths)
        return false;
    const media::DecodeLimits limits;
    for (const fs::path& path : *paths) {
        const auto bytes = media::readFile(path, limits.maxFileBytes);
        if (!bytes || media::hashOf(*bytes) != hash)
            continue;
        const auto picture = media::decode(*bytes, media::kThumbnailSide, limits);
        if (!picture)
            continue;
        const auto made = media::makeThumbnail(*picture);
        if (!made)
            continue;
        const storage::Thumbnail thumbnail{hash, made->toStdString()};
        return library.thumbnails().add(std::span(&thumbnail, 1)).has_value();
    }
    return false;
}

Check thumbnailCheck(CommandContext& context, storage::Library& library)
{
    const auto photos = library.query().all(storage::SortOrder::RecentlyAdded);
    if (!photos)
        return {"thumbnails", CheckStatus::Problem, photos.error().message, {}};
    std::int64_t missing = 0;
    std::int64_t mended = 0;
    for (const storage::PhotoRef& photo : *photos) {
        if (context.stop.stop_requested())
            break;
        const auto hash = library.photos().hashOf(photo.id);
        if (!hash || !*hash)
            continue;
        if (const auto found = library.thumbnails().find(**hash); found && *found)
            continue;
        ++missing;
        if (library.writable() && makeThumbnailAgain(library, photo.id, **hash))
            ++mended;
    }
    const auto all = static_cast<std::int64_t>(photos->size());
    if (missing == 0)
        return {"thumbnails", CheckStatus::Ok, "all " + grouped(all) + " there", {}};
    if (missing == mended)
        return {"thumbnails",
                CheckStatus::Ok,
                "Mended: " + grouped(missing) + " were missing and have been made again.",
                {}};
    return {"thumbnails", CheckStatus::Warning,
            grouped(missing - mended) + " of " + grouped(all) + " are missing" +
                (mended > 0 ? ", " + grouped(mended) + " more have been made again." : "."),
            library.writable() ? "Their files are gone or changed: put them back, or remove the pictures."
                               : "Run doctor again when no other program uses the library, and they are made again."};
}

Check contentsCheck(CommandContext& context, const storage::Library& library)
{
    const auto counts = library.query().counts();
    if (!counts)
        return {"library", CheckStatus::Problem, counts.error().message, {}};
    Check check{"library",
                CheckStatus::Ok,
                displayPath(context.options.library) + ": " + counted(counts->photos, "picture") + ", " +
                    grouped(counts->described) + " described",
                {}};
    if (counts->failures > 0) {
        check.status = CheckStatus::Warning;
        check.detail += ", " + grouped(counts->failures) + " failed";
        check.remedy = "vidimus lists the failures with their reasons and can try again.";
    }
    return check;
}

/// For writing where that is possible; says who or what stands in the way.
Result<std::unique_ptr<app::Composition>> openBest(CommandContext& context, Checks& checks)
{
    auto composition = openWithoutModels(context, storage::LibraryAccess::ReadWrite);
    if (composition) {
        checks.push_back({"writing", CheckStatus::Ok, "the library can be written and no other program holds it", {}});
        return composition;
    }
    const Error& error = composition.error();
    if (error.code == ErrorCode::Busy)
        checks.push_back({"writing", CheckStatus::Ok, error.message, {}});
    else if (error.code == ErrorCode::ReadOnly || error.code == ErrorCode::PermissionDenied)
        checks.push_back({"writing", CheckStatus::Warning, error.message,
                          "Nothing can be imported until the folder may be written."});
    else
        return composition;
    return openWithoutModels(context, storage::LibraryAccess::ReadOnly);
}

} // namespace

void checkLibrary(CommandContext& context, bool models, Checks& checks)
{
    const fs::path& folder = context.options.library;
    checks.push_back(spaceCheck(folder));
    {
        const auto reading = storage::Library::open(folder, {storage::LibraryAccess::ReadOnly, 0});
        if (!reading && reading.error().code == ErrorCode::NotFound) {
            checks.push_back({"library", CheckStatus::Ok, "none yet in " + displayPath(folder),
                              "vidimusctl import FOLDER makes one."});
            return;
        }
        // A schema that needs a step is brought up to date by the opening for writing below.
        if (!reading && reading.error().code != ErrorCode::Unsupported) {
            checks.push_back({"library", CheckStatus::Problem, reading.error().message, {}});
            return;
        }
        if (reading)
            checks.push_back(integrityCheck(**reading));
    }
    if (checks.back().status == CheckStatus::Problem || !models)
        return;
    const auto composition = openBest(context, checks);
    if (!composition) {
        checks.push_back({"library", CheckStatus::Problem, composition.error().message, {}});
        return;
    }
    checks.push_back(contentsCheck(context, (*composition)->library()));
    checks.push_back(indexCheck(context, **composition));
    checks.push_back(thumbnailCheck(context, (*composition)->library()));
}

} // namespace vidimus::cli
