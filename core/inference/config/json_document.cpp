#include "core/inference/config/json_document.h"

#include <cerrno>
#include <fstream>
#include <limits>
#include <string>
#include <system_error>
#include <unordered_set>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/path_text.h"
#include "core/inference/checkpoint/message_text.h"

namespace vidimus::inference {

namespace {

/// A model's files are a few levels deep. The limit keeps every recursive user of a document (its printing, its copy)
/// from running out of stack.
constexpr std::size_t kDeepest = 64;

/// Lets everything pass but depth and repeated names, of which a parsed document would keep only the last; remembers
/// where the grammar was broken.
class RuleChecker : public nlohmann::json_sax<nlohmann::json> {
public:
    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override { return true; }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return true; }
    bool start_object(std::size_t) override
    {
        m_names.emplace_back();
        return enter();
    }
    bool key(string_t& name) override
    {
        if (m_names.back().insert(name).second)
            return true;
        problem = "holds " + inQuotes(name) + " twice";
        return false;
    }
    bool end_object() override
    {
        m_names.pop_back();
        return leave();
    }
    bool start_array(std::size_t) override { return enter(); }
    bool end_array() override { return leave(); }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception&) override
    {
        problem = "is not valid JSON in UTF-8 (at byte " + std::to_string(position) + ")";
        return false;
    }

    std::string problem;

private:
    bool enter()
    {
        if (++m_depth <= kDeepest)
            return true;
        problem = "is nested more than " + std::to_string(kDeepest) + " levels deep";
        return false;
    }

    bool leave()
    {
        --m_depth;
        return true;
    }

    std::size_t m_depth = 0;
    std::vector<std::unordered_set<std::string>> m_names; ///< of each object around the place
};

} // namespace

Result<JsonDocument> JsonDocument::parse(std::string_view text, std::string name)
{
    // The parser takes a zero byte for the end of the text, and would overlook what stands behind it.
    if (text.find('\0') != std::string_view::npos)
        return fail(ErrorCode::Corrupt, name + " is not valid JSON in UTF-8 (it has a zero byte).");
    RuleChecker checker;
    if (!nlohmann::json::sax_parse(text, &checker))
        return fail(ErrorCode::Corrupt, name + " " + checker.problem + ".");
    auto root = std::make_shared<nlohmann::json>(nlohmann::json::parse(text, nullptr, false));
    if (!root->is_object())
        return fail(ErrorCode::Corrupt, name + " is not a JSON object.");
    JsonDocument document;
    document.m_name = std::move(name);
    document.m_root = std::move(root);
    return document;
}

Result<JsonDocument> JsonDocument::read(const std::filesystem::path& file, std::size_t maxBytes)
{
    Result<std::string> text = readTextFile(file, maxBytes);
    if (!text)
        return fail(std::move(text.error()));
    return parse(*text, displayPath(file));
}

Result<std::string> readTextFile(const std::filesystem::path& file, std::size_t maxBytes)
{
    const std::string name = displayPath(file);
    std::error_code problem;
    const std::filesystem::file_status status = std::filesystem::status(file, problem);
    if (status.type() == std::filesystem::file_type::not_found)
        return fail(ErrorCode::NotFound, name + " does not exist.");
    if (status.type() == std::filesystem::file_type::directory)
        return fail(ErrorCode::Unreadable, name + " is a folder, not a file.");
    if (!problem && status.type() != std::filesystem::file_type::regular)
        return fail(ErrorCode::Unreadable, name + " is not a file.");
    errno = 0;
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        if (errno == EACCES || problem == std::errc::permission_denied)
            return fail(ErrorCode::PermissionDenied, name + " may not be read: permission denied.");
        return fail(ErrorCode::Unreadable, name + " cannot be opened.");
    }
    std::string text;
    std::string block(std::size_t{64} << 10, '\0');
    while (stream) {
        stream.read(block.data(), static_cast<std::streamsize>(block.size()));
        text.append(block, 0, static_cast<std::size_t>(stream.gcount()));
        if (text.size() > maxBytes)
            return fail(ErrorCode::TooLarge, name + " is larger than " + std::to_string(maxBytes >> 20) +
                                                 " MiB, too large for what it should be.");
    }
    if (stream.bad())
        return fail(ErrorCode::Unreadable, name + " cannot be read to its end.");
    return text;
}

} // namespace vidimus::inference
