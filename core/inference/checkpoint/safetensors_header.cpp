#include "core/inference/checkpoint/safetensors_header.h"

#include <limits>
#include <optional>
#include <set>

#include <nlohmann/json.hpp>

#include "core/inference/checkpoint/message_text.h"

namespace vidimus::inference {

namespace {

constexpr std::string_view kMetadataKey = "__metadata__";
/// No tensor library knows more; a header of 100 MB could otherwise ask for one of fifty million sizes.
constexpr std::size_t kMostDimensions = 64;

/// Takes the events of the parser; the first breach of a rule stops it.
class HeaderReader {
public:
    using number_integer_t = nlohmann::json::number_integer_t;
    using number_unsigned_t = nlohmann::json::number_unsigned_t;
    using number_float_t = nlohmann::json::number_float_t;
    using string_t = nlohmann::json::string_t;
    using binary_t = nlohmann::json::binary_t;

    bool null() { return misplaced("null"); }
    bool boolean(bool) { return misplaced("a truth value"); }
    /// The parser calls this only for numbers with a minus sign, -0 among them.
    bool number_integer(number_integer_t) { return badNumber("negative"); }
    /// Also whole numbers beyond 64 bits.
    bool number_float(number_float_t, const string_t&) { return badNumber("not a whole number of at most 64 bits"); }
    bool binary(binary_t&) { return misplaced("binary data"); }

    bool number_unsigned(number_unsigned_t value)
    {
        switch (m_place) {
        case Place::Shape:
            if (value > static_cast<number_unsigned_t>(std::numeric_limits<std::int64_t>::max()))
                return badNumber("too large");
            if (m_entry.shape.size() == kMostDimensions)
                return stop(ErrorCode::Unsupported, "Tensor " + inQuotes(m_entry.name) + " has more than " +
                                                        std::to_string(kMostDimensions) + " dimensions.");
            m_entry.shape.push_back(static_cast<std::int64_t>(value));
            return true;
        case Place::Offsets:
            if (m_offsets.size() == 2)
                return corrupt("Tensor " + inQuotes(m_entry.name) + " has more than two data offsets.");
            m_offsets.push_back(value);
            return true;
        default:
            return misplaced("a number");
        }
    }

    bool string(string_t& value)
    {
        switch (m_place) {
        case Place::Metadata:
            m_header.metadata[m_key] = value;
            return true;
        case Place::Dtype: {
            const std::optional<Dtype> dtype = dtypeFromName(value);
            if (!dtype)
                return stop(ErrorCode::Unsupported, "Tensor " + inQuotes(m_entry.name) + " has the element type " +
                                                        inQuotes(value) + ", which Vidimus does not read.");
            m_entry.dtype = *dtype;
            m_place = Place::Entry;
            return true;
        }
        default:
            return misplaced("a text");
        }
    }

    bool start_object(std::size_t)
    {
        switch (m_place) {
        case Place::Start:
            m_place = Place::Top;
            return true;
        case Place::Top:
            m_keys.clear();
            m_place = m_key == kMetadataKey ? Place::Metadata : Place::Entry;
            m_entry = {};
            m_entry.name = m_key;
            return true;
        default:
            return misplaced("an object");
        }
    }

    bool key(string_t& value)
    {
        std::set<std::string, std::less<>>& known = m_place == Place::Top ? m_names : m_keys;
        if (!known.insert(value).second)
            return corrupt("The header has the key " + inQuotes(value) + " twice" +
                           (m_place == Place::Top ? "." : " in " + inQuotes(m_entry.name) + "."));
        m_key = value;
        if (m_place != Place::Entry)
            return true;
        if (value == "dtype")
            m_place = Place::Dtype;
        else if (value == "shape")
            m_place = Place::BeforeShape;
        else if (value == "data_offsets")
            m_place = Place::BeforeOffsets;
        else
            return corrupt("Tensor " + inQuotes(m_entry.name) + " has the unknown key " + inQuotes(value) + ".");
        return true;
    }

    bool end_object()
    {
        if (m_place == Place::Metadata) {
            m_place = Place::Top;
        } else if (m_place == Place::Entry) {
            for (const std::string_view wanted : {"dtype", "shape", "data_offsets"}) {
                if (!m_keys.contains(wanted))
                    return corrupt("Tensor " + inQuotes(m_entry.name) + " has no " + inQuotes(wanted) + ".");
            }
            m_header.entries.push_back(std::move(m_entry));
            m_place = Place::Top;
        } else {
            m_place = Place::End;
        }
        return true;
    }

    bool start_array(std::size_t)
    {
        if (m_place == Place::BeforeShape) {
            m_place = Place::Shape;
        } else if (m_place == Place::BeforeOffsets) {
            m_offsets.clear();
            m_place = Place::Offsets;
        } else {
            return misplaced("a list");
        }
        return true;
    }

    bool end_array()
    {
        if (m_place == Place::Offsets) {
            if (m_offsets.size() != 2)
                return corrupt("Tensor " + inQuotes(m_entry.name) + " has " + std::to_string(m_offsets.size()) +
                               " data offsets instead of two.");
            m_entry.begin = m_offsets[0];
            m_entry.end = m_offsets[1];
        }
        m_place = Place::Entry;
        return true;
    }

    bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception& problem)
    {
        // 101 is a breach of the grammar or of UTF-8; nothing else can occur without a document being built.
        return corrupt("The header is not valid JSON in UTF-8 (at byte " + std::to_string(position) + ", error " +
                       std::to_string(problem.id) + ").");
    }

    Result<SafetensorsHeader> take(bool complete)
    {
        if (m_error)
            return fail(std::move(*m_error));
        if (!complete || m_place != Place::End)
            return fail(ErrorCode::Corrupt, "The header is not a JSON object.");
        return std::move(m_header);
    }

private:
    enum class Place { Start, Top, Metadata, Entry, Dtype, BeforeShape, Shape, BeforeOffsets, Offsets, End };

    bool stop(ErrorCode code, std::string message)
    {
        m_error = Error{code, std::move(message)};
        return false;
    }

    bool corrupt(std::string message) { return stop(ErrorCode::Corrupt, std::move(message)); }

    bool misplaced(std::string_view what)
    {
        if (m_place == Place::Start)
            return corrupt("The header is not a JSON object.");
        return corrupt(
            "The header has " + std::string(what) + " as the value of " + inQuotes(m_key) +
            (m_place == Place::Top || m_place == Place::Start ? std::string() : " in " + inQuotes(m_entry.name)) +
            ", where it may not stand.");
    }

    bool badNumber(std::string_view how)
    {
        if (m_place != Place::Shape && m_place != Place::Offsets)
            return misplaced("a number");
        return corrupt("Tensor " + inQuotes(m_entry.name) + " has a " +
                       (m_place == Place::Shape ? "size" : "data offset") + " that is " + std::string(how) + ".");
    }

    Place m_place = Place::Start;
    std::string m_key;
    std::set<std::string, std::less<>> m_names; ///< keys of the top object
    std::set<std::string, std::less<>> m_keys;  ///< keys of the object inside it
    HeaderEntry m_entry;
    std::vector<std::uint64_t> m_offsets;
    SafetensorsHeader m_header;
    std::optional<Error> m_error;
};

} // namespace

Result<SafetensorsHeader> parseSafetensorsHeader(std::string_view json)
{
    // The parser takes a zero byte for the end of the text, and would overlook what stands behind it.
    if (const std::size_t zero = json.find('\0'); zero != std::string_view::npos)
        return fail(ErrorCode::Corrupt,
                    "The header is not valid JSON in UTF-8 (a zero byte at byte " + std::to_string(zero + 1) + ").");
    HeaderReader reader;
    const bool complete = nlohmann::json::sax_parse(json, &reader);
    return reader.take(complete);
}

} // namespace vidimus::inference
