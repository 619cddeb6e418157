#include "core/models/staging.h"

#include <system_error>

#include "core/base/file_handle.h"
#include "core/base/make_folder.h"
#include "core/base/path_text.h"

namespace vidimus::models {

namespace {

namespace fs = std::filesystem;

constexpr const char* kDownloads = ".downloads";
constexpr const char* kRemoved = "removed-";

/// A name that nobody has yet.
fs::path freeName(const fs::path& modelsFolder)
{
    std::error_code ignored;
    for (int i = 0;; ++i) {
        fs::path name = modelsFolder / kDownloads / (kRemoved + std::to_string(i));
        if (!fs::exists(name, ignored))
            return name;
    }
}

/// What a program that died while it deleted has left.
void sweep(const fs::path& modelsFolder)
{
    std::error_code error;
    for (fs::directory_iterator walk(modelsFolder / kDownloads, error), end; !error && walk != end;
         walk.increment(error))
        if (std::error_code ignored; pathToBytes(walk->path().filename()).starts_with(kRemoved))
            fs::remove_all(walk->path(), ignored);
}

} // namespace

fs::path Staging::folderOf(const fs::path& modelsFolder, const std::string& name)
{
    std::string plain;
    for (const char c : name)
        plain += c == '/' ? std::string("--") : std::string(1, c);
    return modelsFolder / kDownloads / pathFromBytes(plain);
}

fs::path Staging::pinsFile(const fs::path& modelsFolder)
{
    return modelsFolder / kDownloads / "pins.json";
}

Result<Staging> Staging::open(const fs::path& modelsFolder, const std::string& name)
{
    const fs::path folder = folderOf(modelsFolder, name);
    if (auto made = makeFolder(folder, "The folder"); !made)
        return fail(made.error());
    auto hold = ModelHold::exclusive(folder);
    if (!hold && hold.error().code == ErrorCode::Busy)
        return fail(ErrorCode::Busy, name + " is being installed already, here or by another program.");
    if (!hold)
        return fail(hold.error());
    sweep(modelsFolder);
    return Staging(modelsFolder, folder, std::move(*hold));
}

Result<void> Staging::publish(const fs::path& target)
{
    if (auto made = makeFolder(target.parent_path(), "The folder"); !made)
        return made;
    std::error_code error;
    if (fs::exists(target, error)) {
        if (auto away = takeAway(target, m_modelsFolder); !away)
            return away;
        if (auto made = makeFolder(target.parent_path(), "The folder"); !made) // which went with it when it was empty
            return made;
    }
    return renameDurably(m_folder, target);
}

void Staging::clear()
{
    std::error_code error;
    for (fs::directory_iterator walk(m_folder, error), end; !error && walk != end; walk.increment(error))
        if (std::error_code ignored; true)
            fs::remove_all(walk->path(), ignored);
}

Result<void> takeAway(const fs::path& folder, const fs::path& modelsFolder)
{
    const auto alone = ModelHold::exclusive(folder);
    if (!alone)
        return fail(alone.error());
    if (auto made = makeFolder(modelsFolder / kDownloads, "The folder"); !made)
        return made;
    const fs::path away = freeName(modelsFolder);
    if (auto renamed = renameDurably(folder, away); !renamed)
        return renamed;
    std::error_code ignored;
    fs::remove_all(away, ignored); // what stays is swept later
    if (folder.parent_path() != modelsFolder)
        fs::remove(folder.parent_path(), ignored); // the owner's folder, when that was its last model
    return {};
}

} // namespace vidimus::models
