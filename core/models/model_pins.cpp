#include "core/models/model_pins.h"

#include <nlohmann/json.hpp>

#include "core/inference/config/json_document.h"
#include "core/models/small_file.h"
#include "core/net/file_digest.h"

namespace vidimus::models {

namespace {

using Json = nlohmann::json;

constexpr int kVersion = 1;

Json readAll(const std::filesystem::path& file)
{
    const auto document = inference::JsonDocument::read(file);
    if (!document || document->root().value("version", Json()) != Json(kVersion))
        return Json::object();
    const Json pins = document->root().value("pins", Json());
    return pins.is_object() ? pins : Json::object();
}

} // namespace

ModelPin ModelPins::find(const std::string& repository) const
{
    const Json pins = readAll(m_file);
    const auto found = pins.find(repository);
    if (found == pins.end() || !found->is_object())
        return {};
    ModelPin pin;
    if (const Json commit = found->value("commit", Json());
        commit.is_string() && net::isSha1(commit.get<std::string>()))
        pin.commit = commit.get<std::string>();
    const Json files = found->value("sha256", Json());
    if (files.is_object())
        for (const auto& [path, hash] : files.items())
            if (hash.is_string() && net::isSha256(hash.get<std::string>()))
                pin.sha256[path] = hash.get<std::string>();
    return pin;
}

Result<void> ModelPins::keep(const std::string& repository, const ModelPin& pin)
{
    Json pins = readAll(m_file);
    pins[repository] = {{"commit", pin.commit}, {"sha256", pin.sha256}};
    return write(std::move(pins));
}

Result<void> ModelPins::forget(const std::string& repository)
{
    Json pins = readAll(m_file);
    return pins.erase(repository) > 0 ? write(std::move(pins)) : Result<void>();
}

Result<void> ModelPins::write(Json pins)
{
    const Json root{{"version", kVersion}, {"pins", std::move(pins)}};
    return writeSmallFile(m_file, root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

} // namespace vidimus::models
