#pragma once

#include <string_view>

namespace vidimus::models {

/// The text of models/catalogue.json, put in when the program is built.
extern const std::string_view kBundledCatalogue;

} // namespace vidimus::models
