#include "app/cli/doctor_facts.h"

#include <algorithm>
#include <system_error>

#include <QVersionNumber>

#include "app/cli/text_layout.h"
#include "core/base/path_text.h"
#include "core/models/catalogue.h"
#include "core/models/model_choice.h"

namespace vidimus::cli {

namespace {

constexpr std::uint64_t kForTheRest = 1'000'000'000; ///< the system, pictures, the window

bool has(const std::string& text, std::initializer_list<const char*> words)
{
    return std::any_of(words.begin(), words.end(),
                       [&](const char* word) { return text.find(word) != std::string::npos; });
}

/// What has changed since it was installed, as far as sizes tell; empty when nothing has.
std::string sizeProblem(const std::filesystem::path& folder, const models::InstallRecord& record)
{
    for (const models::RecordedFile& file : record.files) {
        std::error_code error;
        const std::uintmax_t size = std::filesystem::file_size(folder / pathFromBytes(file.path), error);
        if (error)
            return file.path + " is missing.";
        if (size != file.bytes)
            return file.path + " has another size than when it was installed.";
    }
    return {};
}

std::string remedyFor(const models::InstalledModel& entry, const std::optional<models::InstallRecord>& record,
                      const std::string& label)
{
    const models::CatalogueModel* listed =
        models::bundledCatalogue().find(record && !record->repository.empty() ? record->repository : label);
    if (!listed)
        return "Get the folder again, or remove it: vidimusctl models remove " + label + ".";
    const std::string install = "vidimusctl models install " + listed->name;
    // What opens is taken for sound by install: it has to go first.
    return entry.model ? "Run vidimusctl models remove " + label + ", then " + install + "."
                       : "Run " + install + ": it replaces what is damaged.";
}

} // namespace

Check libtorchCheck(const inference::RuntimeInfo& runtime)
{
    Check check{"LibTorch", CheckStatus::Ok, runtime.libtorchVersion, {}};
    if (!runtime.built) {
        check.detail = "not part of this build";
        return check;
    }
    if (!runtime.problem.empty()) {
        check.status = CheckStatus::Warning;
        check.detail = displayText(runtime.problem);
        check.remedy = has(runtime.problem, {"undefined symbol", "symbol lookup", "version `", "not defined"})
                           ? "It is another version than the one Vidimus was built with: update it (apt install "
                             "--only-upgrade libtorch-dev), or build Vidimus again."
                           : "Install what is missing (apt install libtorch-dev); the mock works without it.";
        return check;
    }
    if (QVersionNumber::fromString(QString::fromStdString(runtime.libtorchVersion)) < QVersionNumber(1, 13)) {
        check.status = CheckStatus::Warning;
        check.detail += " is too old";
        check.remedy = "Install LibTorch 1.13 or later (Debian 12 has it: apt install libtorch-dev).";
        return check;
    }
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
    return check;
}

Check processorCheck(const std::vector<std::string>& features, bool x86)
{
    Check check{"processor", CheckStatus::Ok, {}, {}};
    for (const std::string& feature : features)
        check.detail += (check.detail.empty() ? "" : " ") + feature;
    if (check.detail.empty())
        check.detail = "no features known of";
    if (x86 && std::find(features.begin(), features.end(), "avx2") == features.end()) {
        check.status = CheckStatus::Warning;
        check.detail += "; no AVX2";
        check.remedy = "Real models take many times longer here: use --mode mock, or a computer made since about 2015.";
    }
    return check;
}

std::optional<Check> memoryCheck(std::uint64_t machineBytes, const std::vector<MemoryNeed>& needs)
{
    std::uint64_t sum = 0;
    std::string names;
    for (const MemoryNeed& need : needs) {
        sum += need.bytes;
        names += (names.empty() ? "" : " and ") + need.model;
    }
    if (machineBytes == 0 || sum == 0)
        return std::nullopt;
    Check check{
        "memory", CheckStatus::Ok, names + " need about " + byteSize(sum) + " of " + byteSize(machineBytes), {}};
    if (sum + kForTheRest > machineBytes) {
        check.status = CheckStatus::Warning;
        check.remedy = "Take a smaller model (vidimusctl models list shows what each needs), or --precision int8.";
    }
    return check;
}

Check installedCheck(const models::InstalledModel& entry, const std::optional<models::InstallRecord>& record,
                     const std::string& rejected, const std::filesystem::path& folder)
{
    const std::string label = models::folderLabel(entry.path, folder);
    Check check{"model " + label, CheckStatus::Ok, {}, {}};
    const std::string changed = record ? sizeProblem(entry.path, *record) : std::string();
    if (!entry.model)
        check.detail = displayText(entry.model.error().message);
    else if (!rejected.empty())
        check.detail = displayText(rejected);
    else
        check.detail = changed;
    if (check.detail.empty()) {
        check.detail = entry.model->name + ", " + models::roleName(entry.model->role()) + ", " +
                       byteSize(models::weightBytes(*entry.model));
        return check;
    }
    check.status = CheckStatus::Warning;
    check.remedy = remedyFor(entry, record, label);
    return check;
}

} // namespace vidimus::cli
