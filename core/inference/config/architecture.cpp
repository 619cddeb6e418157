#include "core/inference/config/architecture.h"

#include <algorithm>
#include <string>

#include <nlohmann/json.hpp>

#include "core/base/path_text.h"

namespace vidimus::inference {

void checkArchitecture(ConfigReader& reader, const JsonDocument& document, std::string_view modelType,
                       std::string_view architecture, std::string_view meant)
{
    std::string type;
    reader.text("model_type", type);
    if (reader.failed())
        return;
    if (type != modelType)
        return reader.unsupported("the model is of type \u201c" + displayText(type, 80) + "\u201d, not " +
                                  std::string(meant));
    const auto found = document.root().find("architectures");
    if (found == document.root().end() || found->is_null())
        return;
    if (!found->is_array())
        return reader.corrupt(reader.path("architectures") + " is not a list");
    const bool listed = std::any_of(found->begin(), found->end(), [&](const nlohmann::json& entry) {
        return entry.is_string() && entry.get_ref<const std::string&>() == architecture;
    });
    if (!listed)
        reader.unsupported("the model is a " +
                           displayText(found->empty() || !found->front().is_string()
                                           ? "model of no named kind"
                                           : found->front().get_ref<const std::string&>(),
                                       80) +
                           ", not " + std::string(meant) + " (" + std::string(architecture) + ")");
}

} // namespace vidimus::inference
