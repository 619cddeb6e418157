#include "core/inference/config/config_reader.h"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/base/path_text.h"

namespace vidimus::inference {

struct ConfigReader::Outcome {
    std::string file;
    std::optional<Error> error;
};

namespace {

std::string shown(const nlohmann::json& value)
{
    return displayText(value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), 80);
}

std::optional<std::int64_t> asInteger(const nlohmann::json& value)
{
    if (value.is_number_unsigned() && value.get<std::uint64_t>() > std::uint64_t{1} << 62)
        return std::int64_t{1} << 62;
    if (value.is_number_integer())
        return value.get<std::int64_t>();
    return std::nullopt;
}

} // namespace

ConfigReader::ConfigReader(const JsonDocument& document)
    : m_outcome(std::make_shared<Outcome>(Outcome{document.name(), std::nullopt}))
    , m_object(std::make_shared<const nlohmann::json>(document.root()))
{}

ConfigReader::ConfigReader(std::shared_ptr<Outcome> outcome, std::shared_ptr<const nlohmann::json> object,
                           std::string prefix)
    : m_outcome(std::move(outcome)), m_object(std::move(object)), m_prefix(std::move(prefix))
{}

ConfigReader ConfigReader::section(std::string_view key) const
{
    const std::string prefix = m_prefix + std::string(key) + ".";
    const auto found = m_object->find(key);
    if (found == m_object->end() || found->is_null())
        return {m_outcome, std::make_shared<const nlohmann::json>(nlohmann::json::object()), prefix};
    if (!found->is_object()) {
        ConfigReader(*this).wrongType(key, "an object");
        return {m_outcome, std::make_shared<const nlohmann::json>(nlohmann::json::object()), prefix};
    }
    return {m_outcome, std::shared_ptr<const nlohmann::json>(m_object, &*found), prefix};
}

bool ConfigReader::has(std::string_view key) const
{
    const auto found = m_object->find(key);
    return found != m_object->end() && !found->is_null();
}

const nlohmann::json* ConfigReader::find(std::string_view key) const
{
    if (failed())
        return nullptr;
    const auto found = m_object->find(key);
    // The original libraries write null for what they leave to their defaults.
    return found == m_object->end() || found->is_null() ? nullptr : &*found;
}

bool ConfigReader::isList(std::string_view key) const
{
    const auto found = m_object->find(key);
    return found != m_object->end() && found->is_array();
}

void ConfigReader::integer(std::string_view key, int& value, int least, int most)
{
    const nlohmann::json* found = find(key);
    if (!found)
        return;
    const std::optional<std::int64_t> number = asInteger(*found);
    if (!number)
        return wrongType(key, "a whole number");
    if (*number < least || *number > most)
        return corrupt(path(key) + " is " + shown(*found) + ", but must lie between " + std::to_string(least) +
                       " and " + std::to_string(most));
    value = static_cast<int>(*number);
}

void ConfigReader::side(std::string_view key, int& value, int least, int most)
{
    const nlohmann::json* found = find(key);
    if (!found || !found->is_array())
        return integer(key, value, least, most);
    if (found->size() != 2 || !asInteger((*found)[0]) || !asInteger((*found)[1]))
        return wrongType(key, "a whole number or a list of two");
    if ((*found)[0] != (*found)[1])
        return unsupported(path(key) + " is " + shown(*found) + ", and only square ones are built here");
    const std::int64_t number = *asInteger((*found)[0]);
    if (number < least || number > most)
        return corrupt(path(key) + " is " + shown(*found) + ", but must lie between " + std::to_string(least) +
                       " and " + std::to_string(most));
    value = static_cast<int>(number);
}

void ConfigReader::number(std::string_view key, double& value, double above, double most)
{
    const nlohmann::json* found = find(key);
    if (!found)
        return;
    if (!found->is_number())
        return wrongType(key, "a number");
    const double read = found->get<double>();
    if (!(read > above && read <= most))
        return corrupt(path(key) + " is " + shown(*found) + ", which makes no sense there");
    value = read;
}

void ConfigReader::boolean(std::string_view key, bool& value)
{
    const nlohmann::json* found = find(key);
    if (!found)
        return;
    if (!found->is_boolean())
        return wrongType(key, "true or false");
    value = found->get<bool>();
}

void ConfigReader::text(std::string_view key, std::string& value)
{
    const nlohmann::json* found = find(key);
    if (!found)
        return;
    if (!found->is_string())
        return wrongType(key, "a text");
    value = found->get<std::string>();
}

void ConfigReader::activation(std::string_view key, Activation& value)
{
    std::string name = value == Activation::Gelu ? "gelu" : "quick_gelu";
    text(key, name);
    if (failed())
        return;
    if (name == "gelu")
        value = Activation::Gelu;
    else if (name == "quick_gelu")
        value = Activation::QuickGelu;
    else
        unsupported(path(key) + " is \u201c" + displayText(name, 80) +
                    "\u201d; only gelu and quick_gelu are built here");
}

void ConfigReader::only(std::string_view key, const nlohmann::json& value)
{
    const nlohmann::json* found = find(key);
    if (found && !found->is_null() && *found != value)
        unsupported(path(key) + " is " + shown(*found) + ", a kind of model that is not built here");
}

void ConfigReader::noOthers(std::initializer_list<std::span<const std::string_view>> known)
{
    for (const auto& item : m_object->items()) {
        const std::string& key = item.key();
        const bool found = std::any_of(known.begin(), known.end(), [&](std::span<const std::string_view> list) {
            return std::find(list.begin(), list.end(), key) != list.end();
        });
        if (!found)
            return unsupported(path(key) + " is not known here, and may ask for another kind of model");
    }
}

void ConfigReader::corrupt(std::string what)
{
    if (!failed())
        m_outcome->error = Error{ErrorCode::Corrupt, m_outcome->file + ": " + std::move(what) + "."};
}

void ConfigReader::unsupported(std::string what)
{
    if (!failed())
        m_outcome->error = Error{ErrorCode::Unsupported, m_outcome->file + ": " + std::move(what) + "."};
}

void ConfigReader::wrongType(std::string_view key, std::string_view wanted)
{
    const auto found = m_object->find(key);
    corrupt(path(key) + " is " + (found == m_object->end() ? std::string("absent") : shown(*found)) + ", but must be " +
            std::string(wanted));
}

std::string ConfigReader::path(std::string_view key) const
{
    return "\u201c" + m_prefix + displayText(key, 80) + "\u201d";
}

bool ConfigReader::failed() const
{
    return m_outcome->error.has_value();
}

Result<void> ConfigReader::result() const
{
    if (m_outcome->error)
        return fail(*m_outcome->error);
    return {};
}

} // namespace vidimus::inference
