#include "core/models/catalogue.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "core/base/path_text.h"
#include "core/inference/config/json_document.h"
#include "core/models/bundled_catalogue.h"
#include "core/net/file_digest.h"

namespace vidimus::models {

namespace {

using Json = nlohmann::json;

constexpr int kVersion = 1;

bool isPlain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
}

/// A name that stays where it is put: no separators, nothing hidden, nothing a system treats as its own.
bool isPlainName(std::string_view text)
{
    return !text.empty() && text.size() <= 100 && text.front() != '.' && std::all_of(text.begin(), text.end(), isPlain);
}

bool isRepository(std::string_view text)
{
    const std::size_t slash = text.find('/');
    return slash != std::string_view::npos && isPlainName(text.substr(0, slash)) && isPlainName(text.substr(slash + 1));
}

bool isRevision(std::string_view text)
{
    return !text.empty() && text.size() <= 100 && text.find("..") == std::string_view::npos &&
           std::all_of(text.begin(), text.end(), [](char c) { return isPlain(c) || c == '/'; });
}

/// Takes values out of the document; the first thing wrong is kept.
class Reader {
public:
    explicit Reader(std::string name) : m_name(std::move(name)) {}

    const std::string& problem() const { return m_problem; }
    void wrong(const std::string& what)
    {
        if (m_problem.empty())
            m_problem = m_name + ": " + what + ".";
    }

    std::string text(const Json& object, const char* key, bool needed = true)
    {
        const auto found = object.find(key);
        if (found != object.end() && found->is_string())
            return found->get<std::string>();
        if (needed || found != object.end())
            wrong(std::string("\u201c") + key + "\u201d is missing or no text");
        return {};
    }

    std::optional<std::uint64_t> number(const Json& object, const char* key)
    {
        const auto found = object.find(key);
        if (found == object.end())
            return std::nullopt;
        if (found->is_number_unsigned())
            return found->get<std::uint64_t>();
        wrong(std::string("\u201c") + key + "\u201d is no number");
        return std::nullopt;
    }

    std::vector<std::string> texts(const Json& object, const char* key)
    {
        std::vector<std::string> list;
        const auto found = object.find(key);
        if (found != object.end() && found->is_array())
            for (const Json& entry : *found)
                list.push_back(entry.is_string() ? entry.get<std::string>() : std::string());
        if (list.empty() || std::find(list.begin(), list.end(), std::string()) != list.end())
            wrong(std::string("\u201c") + key + "\u201d is no list of texts");
        return list;
    }

    CatalogueFile file(const Json& json)
    {
        CatalogueFile file;
        if (!json.is_object()) {
            wrong("a file is no object");
            return file;
        }
        file.path = text(json, "path");
        if (!isPlainName(file.path))
            wrong("\u201c" + displayText(file.path) + "\u201d is no name for a file in a model folder");
        file.bytes = number(json, "bytes");
        file.aboutBytes = file.bytes ? *file.bytes : number(json, "about_bytes").value_or(0);
        file.sha256 = text(json, "sha256", false);
        if (!file.sha256.empty() && !net::isSha256(file.sha256))
            wrong("the sha256 of " + file.path + " is none");
        return file;
    }

    CatalogueModel model(const Json& json)
    {
        CatalogueModel model;
        if (!json.is_object()) {
            wrong("a model is no object");
            return model;
        }
        model.name = text(json, "name");
        if (!isPlainName(model.name))
            wrong("\u201c" + displayText(model.name) + "\u201d is no name for a model");
        model.title = text(json, "title");
        const std::string role = text(json, "role");
        if (role != "captioner" && role != "embedder")
            wrong(model.name + " is neither captioner nor embedder");
        model.role = role == "embedder" ? inference::ModelRole::Embedder : inference::ModelRole::Captioner;
        model.purpose = text(json, "purpose");
        model.note = text(json, "note", false);
        model.repository = text(json, "repository");
        if (!isRepository(model.repository))
            wrong("\u201c" + displayText(model.repository) + "\u201d is no repository");
        model.revisions = texts(json, "revisions");
        for (const std::string& revision : model.revisions)
            if (!isRevision(revision))
                wrong("\u201c" + displayText(revision) + "\u201d is no revision");
        const Json licence = json.value("licence", Json::object());
        model.licence = licence.is_object() ? text(licence, "name") : std::string();
        model.licenceUrl = licence.is_object() ? text(licence, "url") : std::string();
        model.languages = texts(json, "languages");
        model.aboutMemoryBytes = number(json, "about_memory_mb").value_or(0) * 1'000'000;
        files(json, model);
        return model;
    }

private:
    void files(const Json& json, CatalogueModel& model)
    {
        const auto list = json.find("files");
        if (list == json.end() || !list->is_array() || list->empty()) {
            wrong(model.name + " has no files");
            return;
        }
        std::set<std::string> paths;
        for (const Json& entry : *list) {
            model.files.push_back(file(entry));
            if (!paths.insert(model.files.back().path).second)
                wrong(model.name + " has " + model.files.back().path + " twice");
        }
    }

    const std::string m_name;
    std::string m_problem;
};

} // namespace

std::uint64_t CatalogueModel::aboutBytes() const
{
    std::uint64_t sum = 0;
    for (const CatalogueFile& file : files)
        sum += file.aboutBytes;
    return sum;
}

bool CatalogueModel::bytesAreExact() const
{
    return std::all_of(files.begin(), files.end(), [](const CatalogueFile& file) { return file.bytes.has_value(); });
}

std::filesystem::path CatalogueModel::relativeFolder() const
{
    return pathFromBytes(repository);
}

const CatalogueModel* Catalogue::find(std::string_view name) const
{
    const auto found = std::find_if(models.begin(), models.end(), [name](const CatalogueModel& model) {
        return model.name == name || model.repository == name;
    });
    return found == models.end() ? nullptr : &*found;
}

Result<Catalogue> parseCatalogue(std::string_view text, const std::string& name)
{
    const auto document = inference::JsonDocument::parse(text, name);
    if (!document)
        return fail(document.error());
    const Json& root = document->root();
    Reader reader(name);
    if (root.value("version", Json()) != Json(kVersion))
        return fail(ErrorCode::NewerVersion, name + " is of another version of Vidimus.");
    Catalogue catalogue;
    catalogue.hub = reader.text(root, "hub");
    const auto models = root.find("models");
    if (models == root.end() || !models->is_array())
        reader.wrong("there are no models");
    else
        for (const Json& entry : *models)
            catalogue.models.push_back(reader.model(entry));
    std::set<std::string> names;
    for (const CatalogueModel& model : catalogue.models)
        if (!names.insert(model.name).second || !names.insert(model.repository).second)
            reader.wrong(model.name + " is there twice");
    if (!reader.problem().empty())
        return fail(ErrorCode::Corrupt, reader.problem());
    return catalogue;
}

const Catalogue& bundledCatalogue()
{
    // A test reads it too: what is built in cannot be wrong.
    static const Catalogue catalogue =
        parseCatalogue(kBundledCatalogue, "The built-in catalogue").value_or(Catalogue{});
    return catalogue;
}

} // namespace vidimus::models
