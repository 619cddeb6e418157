#include "app/cli/doctor_system.h"

#include <algorithm>
#include <string>
#include <string_view>

#include <QLibraryInfo>
#include <QVersionNumber>
#include <QtGlobal>

#include "app/cli/command_context.h"
#include "app/cli/system_info.h"
#include "app/cli/text_layout.h"
#include "app/composition/choice_words.h"
#include "core/base/path_text.h"
#include "core/inference/runtime_info.h"
#include "core/media/decoder.h"
#include "core/media/metadata.h"
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

/// LibTorch is what real models run on; without them its absence costs nothing.
Check libtorchCheck(const inference::RuntimeInfo& runtime)
{
    Check check{"LibTorch", CheckStatus::Ok, runtime.libtorchVersion, {}};
    if (!runtime.built) {
        check.detail = "not part of this build";
    } else if (!runtime.problem.empty()) {
        check.status = CheckStatus::Warning;
        check.detail = displayText(runtime.problem);
        check.remedy = "Install libtorch-dev; the mock works without it.";
    } else {
        if (!runtime.blas.empty())
            check.detail += ", " + displayText(runtime.blas);
        if (!runtime.openmp.empty())
            check.detail += ", " + displayText(runtime.openmp);
        if (runtime.intraOpThreads > 0)
            check.detail += ", " + counted(runtime.intraOpThreads, "thread");
        if (!runtime.blas.empty() && !runtime.blasUsesOpenMp) {
            check.status = CheckStatus::Warning;
            check.remedy = "Install libopenblas0-openmp: a BLAS that is quick and shares LibTorch's threads.";
        }
    }
    return check;
}

Check installedCheck(const models::InstalledModel& entry, const std::filesystem::path& folder)
{
    Check check{"model " + models::folderLabel(entry.path, folder), CheckStatus::Ok, {}, {}};
    if (entry.model) {
        check.detail = entry.model->name + ", " + models::roleName(entry.model->role()) + ", " +
                       byteSize(models::weightBytes(*entry.model));
    } else {
        check.status = CheckStatus::Warning;
        check.detail = displayText(entry.model.error().message);
        check.remedy = "Download the folder again, or remove it; vidimusctl models verify reads every weight.";
    }
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
    const app::MissingModels missing{status.captions.origin == Origin::Mock, status.vectors.origin == Origin::Mock};
    if (!missing.captioner && !missing.embedder)
        return check;
    if (anyInstalled)
        check.status = CheckStatus::Warning;
    check.remedy = "For real answers, " + app::howToGetText(missing, folder) + ".";
    return check;
}

Check processorCheck(const inference::RuntimeInfo& runtime)
{
    Check check{"processor", CheckStatus::Ok, {}, {}};
    for (const std::string& feature : runtime.cpuFeatures)
        check.detail += (check.detail.empty() ? "" : " ") + feature;
    if (check.detail.empty())
        check.detail = "no features known of";
    return check;
}

} // namespace

void checkSystem(Checks& checks)
{
    checks.push_back({"program", CheckStatus::Ok, "Vidimus " VIDIMUS_VERSION, {}});
    checks.push_back(machineCheck());
    const inference::RuntimeInfo runtime = inference::runtimeInfo();
    checks.push_back(processorCheck(runtime));
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
    for (const models::InstalledModel& entry : installed)
        checks.push_back(installedCheck(entry, folder));

    const auto choice = app::chooseEngine(engineRequest(context));
    if (!choice) {
        checks.push_back({"models", CheckStatus::Problem, choice.error().message,
                          "Install what is missing, or choose --mode auto or mock."});
        return false;
    }
    checks.push_back(choiceCheck(choice->status, !installed.empty(), folder));
    return true;
}

} // namespace vidimus::cli
