#include "app/cli/json_output.h"

#include <array>
#include <charconv>
#include <cmath>
#include <ostream>
#include <string>

#include "core/base/path_text.h"

namespace vidimus::cli {

void writeJson(std::ostream& out, const Json& document, bool compact)
{
    out << document.dump(compact ? -1 : 2, ' ', false, Json::error_handler_t::replace) << '\n';
}

std::string jsonText(const Json& document)
{
    return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json jsonPath(const std::filesystem::path& path)
{
    return pathToBytes(path);
}

Json jsonFloat(float value)
{
    if (!std::isfinite(value))
        return nullptr;
    std::array<char, 32> digits{};
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    double shortest = 0;
    std::from_chars(digits.data(), written.ptr, shortest);
    return shortest;
}

Json jsonMilliseconds(double milliseconds)
{
    return std::round(milliseconds * 1000) / 1000;
}

} // namespace vidimus::cli
