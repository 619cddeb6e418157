#include "core/services/model_scan.h"

#include <algorithm>

#include "core/base/clock.h"
#include "core/base/path_text.h"
#include "core/models/install_record.h"
#include "core/models/installed_models.h"
#include "core/models/model_installer.h"

namespace vidimus::services {

namespace {

namespace fs = std::filesystem;
using State = ModelEntry::State;

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text;
}

ModelEntry offered(const models::CatalogueModel& model, std::uint64_t unfinished)
{
    ModelEntry entry;
    entry.key = model.name;
    entry.title = model.title;
    entry.purpose = model.purpose;
    entry.note = model.note;
    entry.licence = model.licence;
    entry.languages = joined(model.languages);
    entry.captions = model.role == inference::ModelRole::Captioner;
    entry.inCatalogue = true;
    entry.bytes = model.aboutBytes();
    entry.bytesAreExact = model.bytesAreExact();
    entry.memoryBytes = model.aboutMemoryBytes;
    entry.unfinishedBytes = unfinished;
    entry.state = unfinished > 0 ? State::Paused : State::Available;
    return entry;
}

/// What is on disk, put over what is known of it already.
void takeInstalled(ModelEntry& entry, const models::InstalledModel& installed)
{
    entry.folder = installed.path;
    entry.bytes = models::bytesOnDisk(installed.path);
    entry.bytesAreExact = true;
    entry.unfinishedBytes = 0;
    if (installed.model) {
        entry.state = State::Installed;
        entry.id = installed.model->id;
        entry.captions = installed.model->role() == inference::ModelRole::Captioner;
        if (entry.title.empty())
            entry.title = installed.model->name;
        return;
    }
    entry.state = State::Broken;
    entry.problem = installed.model.error().message;
    const auto role = models::statedRole(installed.path);
    entry.knowsRole = role.has_value() || entry.inCatalogue;
    if (role)
        entry.captions = *role == inference::ModelRole::Captioner;
}

} // namespace

void addSaid(ModelList& list, const std::vector<storage::ModelTally>& tallies)
{
    for (const storage::ModelTally& tally : tallies) {
        if (tally.photos == 0)
            continue;
        auto said = std::find_if(list.entries.begin(), list.entries.end(),
                                 [&](const ModelEntry& entry) { return entry.id == tally.model.id; });
        if (said == list.entries.end()) {
            ModelEntry gone;
            gone.key = "said/" + tally.model.id;
            gone.title = tally.model.name;
            gone.id = tally.model.id;
            gone.captions = tally.model.dimension == 0;
            gone.state = State::Gone;
            said = list.entries.insert(list.entries.end(), std::move(gone));
        }
        said->photosDescribed = tally.photos;
        said->bytesDescribed = tally.bytes;
        said->stillShown = tally.stillShown;
    }
    std::stable_partition(list.entries.begin(), list.entries.end(),
                          [](const ModelEntry& entry) { return entry.captions; });
}

ModelList scanModels(const models::Catalogue& catalogue, const fs::path& folder, const fs::path& starter)
{
    ModelList list;
    list.folder = folder;
    list.bytesOnDisk = models::bytesOnDisk(folder);
    const SystemClock clock;
    models::InstallerOptions options;
    options.folder = folder;
    const models::ModelInstaller installer(options, clock);
    for (const models::CatalogueModel& model : catalogue.models)
        list.entries.push_back(offered(model, installer.unfinishedBytes(model)));

    for (const models::InstalledModel& installed : models::scanInstalled(folder)) {
        const std::string label = models::folderLabel(installed.path, folder);
        const auto record = models::readRecord(installed.path);
        const auto listed =
            std::find_if(catalogue.models.begin(), catalogue.models.end(), [&](const models::CatalogueModel& model) {
                return label == model.repository || label == displayPath(model.relativeFolder().filename()) ||
                       (record && record->repository == model.repository);
            });
        if (listed != catalogue.models.end()) {
            ModelEntry& entry = list.entries[static_cast<std::size_t>(listed - catalogue.models.begin())];
            if (entry.folder.empty()) { // else it is there twice
                takeInstalled(entry, installed);
                continue;
            }
        }
        ModelEntry own;
        own.key = label;
        takeInstalled(own, installed);
        if (own.title.empty())
            own.title = label;
        else if (own.title != label)
            own.purpose = label;
        list.entries.push_back(std::move(own));
    }
    for (const models::InstalledModel& installed : models::scanInstalled(starter)) {
        ModelEntry entry;
        entry.key = "starter/" + pathToBytes(installed.path.filename());
        entry.title = "starter: drawn scenes";
        entry.starter = true;
        takeInstalled(entry, installed);
        list.entries.push_back(std::move(entry));
    }
    std::stable_partition(list.entries.begin(), list.entries.end(),
                          [](const ModelEntry& entry) { return entry.captions; });
    return list;
}

} // namespace vidimus::services
