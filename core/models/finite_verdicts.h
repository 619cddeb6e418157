#pragma once

#include <filesystem>

#include "core/base/error.h"
#include "core/inference/config/model_folder.h"

namespace vidimus::models {

/// Whether a model's weights are all numbers, found out once for each set of weight files: reading a gigabyte at every
/// start would cost more than the start. What was found is kept in a small JSON file with the paths, sizes and times of
/// change of the files, and holds only while all of them are equal; a file that is damaged or cannot be written only
/// costs the next start its time. Thread: one at a time.
class FiniteVerdicts {
public:
    /// `file` need not be there, nor its folder. Empty: nothing is remembered.
    explicit FiniteVerdicts(std::filesystem::path file) : m_file(std::move(file)) {}

    /// Corrupt, naming the tensor, for weights that are not all numbers; what checkFinite() says.
    Result<void> check(const inference::ModelFolder& model);

private:
    std::filesystem::path m_file;
};

} // namespace vidimus::models
