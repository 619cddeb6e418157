#pragma once

#include <string>
#include <vector>

#include "core/base/error.h"

namespace vidimus::test {

/// A file that breaks one rule of the format.
struct MalformedFile {
    std::string name; ///< of the test's row
    std::string bytes;
    ErrorCode code = ErrorCode::Corrupt;
    std::string message; ///< a part of it
};

std::vector<MalformedFile> malformedSafetensors();

/// Files that keep all rules, some only just.
struct WellFormedFile {
    std::string name;
    std::string bytes;
    std::size_t tensors = 0;
};

std::vector<WellFormedFile> wellFormedSafetensors();

} // namespace vidimus::test
