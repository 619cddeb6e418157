#include "app/cli/doctor_system.h"

#include <algorithm>
#include <string>
#include <string_view>

#include <QLibraryInfo>
#include <QVersionNumber>
#include <QtGlobal>

#include "app/cli/command_context.h"
#include "app/cli/doctor_facts.h"
#include "app/cli/system_info.h"
#include "app/cli/text_layout.h"
#include "app/composition/choice_words.h"
#include "core/base/path_text.h"
#include "core/inference/runtime_info.h"
#include "core/media/decoder.h"
#include "core/media/metadata.h"
#include "core/models/catalogue.h"
#include "core/models/finite_verdicts.h"
#include "core/models/installed_models.h"
#include "core/models/model_choice.h"
#include "core/storage/library.h"

namespace vidimus::cli {

namespace {

constexpr std::uint64_t kLeastMemory = 2'000'000'000;

bool reads(std::string_view extension)
{
    const auto& extensions = media::pictureExtensions();
    return std::find(extensions.begin(), extensions.end(), extension) != extensions.end();
}

Check qtCheck()
{
    Check check{"Qt", CheckStatus::Ok, std::string(qVersion()) + " (built with " QT_VERSION_STR ")", {}};
    if (QLibraryInfo::version() < QVersionNumber(6, 4)) {
        check.status = CheckStatus::Problem;
        check.remedy = "Install Qt 6.4 or later.";
    }
    return check;
}

Check picturesCheck()
{
    media::initialise();
    Check check{"pictures", CheckStatus::Ok, "exiv2 " + media::exiv2Version() + "; reads", {}};
    for (const std::string& extension : media::pictureExtensions())
        check.detail += " " + extension;
    std::string missing;
    const auto need = [&](std::string_view extension, const char* package) {
        if (!reads(extension))
            missing += (missing.empty() ? "" : ", ") + std::string(package);
    };
    need("webp", "qt6-image-formats-plugins (WebP, TIFF)");
    need("heic", "libheif (HEIC, AVIF)");
    need("dng", "libraw (camera RAW)");
    if (!missing.empty()) {
        check.status = CheckStatus::Warning;
        check.remedy = "For more formats, install " + missing + " and build again.";
    }
    return check;
}

Check machineCheck()
{
    const MachineInfo machine = machineInfo();
    Check check{"machine", CheckStatus::Ok, machine.cpu + ", " + counted(machine.cores, "core"), {}};
    if (machine.memoryBytes > 0) {
        check.detail += ", " + byteSize(machine.memoryBytes) + " of memory";
        if (machine.memoryBytes < kLeastMemory) {
            check.status = CheckStatus::Warning;
            check.remedy = "Large pictures need memory: use --threads 1.";
        }
    }
    check.detail += ", " + machine.system;
    return check;
}

/// Nothing is wrong with the mock where nobody installed a model; something is where one is and cannot be used.
Check choiceCheck(const services::EngineStatus& status, bool anyInstalled, const std::filesystem::path& folder)
{
    const auto by = [](const services::RoleStatus& role) {
        return role.model + " (" + std::string(originName(role.origin)) + ")";
    };
    Check check{"models",
                CheckStatus::Ok,
                "captions by " + by(status.captions) + ", vectors by " + by(status.vectors) + ". " + status.reason(),
                {}};
    if (status.mode == services::ModelMode::Mock)
        return check;
    const auto standsIn = [](const services::RoleStatus& role) {
        return role.origin == Origin::Mock || role.origin == Origin::Starter;
    };
    const app::MissingModels missing{standsIn(status.captions), standsIn(status.vectors)};
    if (!missing.captioner && !missing.embedder)
        return check;
    if (anyInstalled)
        check.status = CheckStatus::Warning;
    check.remedy = "For real answers, " + app::howToGetText(missing, folder) + ".";
    return check;
}

constexpr bool kX86 =
#if defined(__x86_64__) || defined(_M_X64)
    true;
#else
    false;
#endif

/// Of the models taken: as the catalogue says, else a half more than their weights.
std::vector<MemoryNeed> needsOf(const services::EngineStatus& status,
                                const std::vector<models::InstalledModel>& installed,
                                const std::filesystem::path& folder)
{
    std::vector<MemoryNeed> needs;
    for (const models::InstalledModel& entry : installed) {
        if (!entry.model || (entry.model->id != status.captions.id && entry.model->id != status.vectors.id))
            continue;
        const models::CatalogueModel* listed = models::bundledCatalogue().find(models::folderLabel(entry.path, folder));
        const std::uint64_t weights = models::weightBytes(*entry.model);
        needs.push_back({entry.model->name, listed ? listed->aboutMemoryBytes : weights + weights / 2});
    }
    return needs;
}

/// What a first look through the weights found; only what is installed is asked.
std::string rejectionOf(models::FiniteVerdicts& verdicts, const models::InstalledModel& entry)
{
    if (!entry.model)
        return {};
    const auto finite = verdicts.check(*entry.model);
    return finite ? std::string() : finite.error().message;
}

} // namespace

void checkSystem(Checks& checks)
{
    checks.push_back({"program", CheckStatus::Ok, "Vidimus " VIDIMUS_VERSION, {}});
    checks.push_back(machineCheck());
    const inference::RuntimeInfo runtime = inference::runtimeInfo();
    checks.push_back(processorCheck(runtime.cpuFeatures, kX86));
    checks.push_back({"GPU",
                      CheckStatus::Ok,
                      runtime.cuda ? "one that LibTorch can use (CUDA)" : "none that LibTorch can use; not needed",
                      {}});
    checks.push_back(qtCheck());
    checks.push_back(libtorchCheck(runtime));
    checks.push_back({"SQLite", CheckStatus::Ok, storage::sqliteVersion(), {}});
    checks.push_back(picturesCheck());
}

bool checkModels(CommandContext& context, Checks& checks)
{
    const std::filesystem::path& folder = context.options.models;
    const std::vector<models::InstalledModel> installed = models::scanInstalled(folder);
    const std::filesystem::path& given = context.options.cache;
    models::FiniteVerdicts verdicts((given.empty() ? services::Settings::cacheFolder() : given) / "models.json");
    for (const models::InstalledModel& entry : installed)
        checks.push_back(installedCheck(entry, models::readRecord(entry.path), rejectionOf(verdicts, entry), folder));

    const auto choice = app::chooseEngine(engineRequest(context));
    if (!choice) {
        checks.push_back({"models", CheckStatus::Problem, choice.error().message,
                          "Install what is missing, or choose --mode auto or mock."});
        return false;
    }
    checks.push_back(choiceCheck(choice->status, !installed.empty(), folder));
    if (auto memory = memoryCheck(machineInfo().memoryBytes, needsOf(choice->status, installed, folder)))
        checks.push_back(std::move(*memory));
    return true;
}

} // namespace vidimus::cli
