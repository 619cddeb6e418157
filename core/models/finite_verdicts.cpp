#include "core/models/finite_verdicts.h"

#include <optional>
#include <span>
#include <string>
#include <system_error>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/base/path_text.h"
#include "core/inference/checkpoint/new_file.h"
#include "core/inference/config/json_document.h"

namespace vidimus::models {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr int kVersion = 1;
constexpr std::size_t kMostRemembered = 64;
constexpr std::size_t kLargestFile = 1 << 20;

/// What identifies the weights without reading them; nothing where a file cannot be asked.
std::optional<Json> signatureOf(const inference::ModelFolder& model)
{
    Json files = Json::array();
    for (const inference::SafetensorsFile& file : model.checkpoint.files()) {
        std::error_code error;
        const fs::path path = fs::canonical(file.path(), error);
        const std::uintmax_t size = error ? 0 : fs::file_size(path, error);
        const fs::file_time_type changed = error ? fs::file_time_type() : fs::last_write_time(path, error);
        if (error)
            return std::nullopt;
        // Paths are bytes, JSON is text: as numbers they survive whatever they are.
        const std::string bytes = pathToBytes(path);
        files.push_back({{"path", std::vector<unsigned char>(bytes.begin(), bytes.end())},
                         {"bytes", size},
                         {"changed", changed.time_since_epoch().count()}});
    }
    return files.empty() ? std::nullopt : std::optional(std::move(files));
}

/// The list of what was found; empty for anything that was not written by us.
Json readList(const fs::path& file)
{
    const auto document = inference::JsonDocument::read(file, kLargestFile);
    if (!document || document->root().value("version", Json()) != Json(kVersion))
        return Json::array();
    const auto list = document->root().find("checked");
    return list != document->root().end() && list->is_array() ? *list : Json::array();
}

void writeList(const fs::path& file, Json list)
{
    while (list.size() > kMostRemembered)
        list.erase(list.begin());
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    const std::string text =
        Json{{"version", kVersion}, {"checked", std::move(list)}}.dump(-1, ' ', false, Json::error_handler_t::replace);
    (void)inference::writeNewFile(file, std::as_bytes(std::span(text))); // what is not kept is found out again
}

} // namespace

Result<void> FiniteVerdicts::check(const inference::ModelFolder& model)
{
    const std::optional<Json> signature = m_file.empty() ? std::nullopt : signatureOf(model);
    if (!signature)
        return inference::checkFinite(model.checkpoint);

    Json list = readList(m_file);
    for (const Json& entry : list) {
        if (!entry.is_object() || entry.value("files", Json()) != *signature)
            continue;
        const Json problem = entry.value("problem", Json());
        if (!problem.is_string())
            break;
        if (problem.get_ref<const std::string&>().empty())
            return {};
        return fail(ErrorCode::Corrupt, problem.get<std::string>());
    }
    const Result<void> found = inference::checkFinite(model.checkpoint);
    if (!found && found.error().code != ErrorCode::Corrupt)
        return found; // not a property of the weights
    list.push_back({{"files", *signature}, {"problem", found ? std::string() : found.error().message}});
    writeList(m_file, std::move(list));
    return found;
}

} // namespace vidimus::models
