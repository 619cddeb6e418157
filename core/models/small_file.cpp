#include "core/models/small_file.h"

#include <span>
#include <system_error>

#include "core/inference/checkpoint/new_file.h"

namespace vidimus::models {

Result<void> writeSmallFile(const std::filesystem::path& file, const std::string& text)
{
    std::error_code ignored; // writing says what is wrong
    std::filesystem::create_directories(file.parent_path(), ignored);
    return inference::writeNewFile(file, std::as_bytes(std::span(text)));
}

} // namespace vidimus::models
