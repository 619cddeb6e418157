#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/cli/doctor_check.h"
#include "core/inference/runtime_info.h"
#include "core/models/install_record.h"
#include "core/models/installed_models.h"

/// What doctor makes of the facts, apart from finding them out: each with its remedy in one line.
namespace vidimus::cli {

/// LibTorch missing, too old, or with a slow BLAS. Real models run on it; without them its absence costs nothing.
Check libtorchCheck(const inference::RuntimeInfo& runtime);

/// The instruction sets; `x86` processors without AVX2 take very long.
Check processorCheck(const std::vector<std::string>& features, bool x86);

/// A model in use, as far as its need of memory is known.
struct MemoryNeed {
    std::string model;
    std::uint64_t bytes = 0;
};
/// Nothing where the machine's memory is not known (0), or no model needs any.
std::optional<Check> memoryCheck(std::uint64_t machineBytes, const std::vector<MemoryNeed>& needs);

/// Whether an installed model can be used, as far as that is quickly told: it opens, and its files have the sizes they
/// had when it was installed. `rejected`: what was wrong with its weights; empty when nothing is known to be.
Check installedCheck(const models::InstalledModel& entry, const std::optional<models::InstallRecord>& record,
                     const std::string& rejected, const std::filesystem::path& folder);

} // namespace vidimus::cli
