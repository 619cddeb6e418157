#include "core/models/install_record.h"

#include <nlohmann/json.hpp>

#include "core/inference/config/json_document.h"
#include "core/models/small_file.h"

namespace vidimus::models {

namespace {

using Json = nlohmann::json;

constexpr int kVersion = 1;

std::string textOf(const Json& object, const char* key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

} // namespace

std::optional<InstallRecord> readRecord(const std::filesystem::path& modelFolder)
{
    const auto document = inference::JsonDocument::read(modelFolder / kRecordFile);
    if (!document || document->root().value("version", Json()) != Json(kVersion))
        return std::nullopt;
    const Json& root = document->root();
    InstallRecord record{
        textOf(root, "name"), textOf(root, "repository"), textOf(root, "commit"), textOf(root, "source"), {}};
    const auto files = root.find("files");
    if (files == root.end() || !files->is_array())
        return std::nullopt;
    for (const Json& entry : *files) {
        const auto bytes = entry.is_object() ? entry.find("bytes") : entry.end();
        if (!entry.is_object() || bytes == entry.end() || !bytes->is_number_unsigned())
            return std::nullopt;
        record.files.push_back(
            {textOf(entry, "path"), bytes->get<std::uint64_t>(), textOf(entry, "sha256"), textOf(entry, "vouched")});
    }
    return record;
}

Result<void> writeRecord(const std::filesystem::path& modelFolder, const InstallRecord& record)
{
    Json files = Json::array();
    for (const RecordedFile& file : record.files)
        files.push_back(
            {{"path", file.path}, {"bytes", file.bytes}, {"sha256", file.sha256}, {"vouched", file.vouched}});
    const Json root{{"version", kVersion},     {"name", record.name},     {"repository", record.repository},
                    {"commit", record.commit}, {"source", record.source}, {"files", std::move(files)}};
    return writeSmallFile(modelFolder / kRecordFile, root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

} // namespace vidimus::models
