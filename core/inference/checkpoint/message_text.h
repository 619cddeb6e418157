#pragma once

#include <string>
#include <string_view>

#include "core/base/path_text.h"

namespace vidimus::inference {

/// A name from a file, in quotation marks, fit for a message.
inline std::string inQuotes(std::string_view text)
{
    return "\u201c" + displayText(text, 160) + "\u201d";
}

} // namespace vidimus::inference
