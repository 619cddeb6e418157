#include "tests/core/inference/checkpoint/malformed_safetensors.h"

#include "tests/core/inference/checkpoint/safetensors_bytes.h"

namespace vidimus::test {

namespace {

/// Not with + behind a literal, which GCC 12 warns of without reason.
std::string join(std::initializer_list<std::string_view> parts)
{
    std::string text;
    for (const std::string_view part : parts)
        text += part;
    return text;
}

std::string braces(std::string_view inside)
{
    return join({"{", inside, "}"});
}

std::string entry(const std::string& name, const std::string& dtype, const std::string& shape,
                  const std::string& offsets)
{
    return join({"\"", name, R"(":{"dtype":")", dtype, R"(","shape":)", shape, R"(,"data_offsets":)", offsets, "}"});
}

/// One tensor "t" of type F32 in `data` bytes.
std::string one(const std::string& shape, const std::string& offsets, std::size_t data)
{
    return safetensorsBytes(braces(entry("t", "F32", shape, offsets)), std::string(data, '\x01'));
}

std::string two(const std::string& offsetsA, const std::string& offsetsB, std::size_t data)
{
    return safetensorsBytes(braces(entry("a", "F32", "[2]", offsetsA) + "," + entry("b", "F32", "[2]", offsetsB)),
                            std::string(data, '\x01'));
}

std::string header(const std::string& text, std::size_t data = 0)
{
    return safetensorsBytes(text, std::string(data, '\x01'));
}

std::string repeated(const std::string& text, std::size_t times)
{
    std::string result;
    for (std::size_t i = 0; i < times; ++i)
        result += text;
    return result;
}

void addLengths(std::vector<MalformedFile>& files)
{
    constexpr ErrorCode kCorrupt = ErrorCode::Corrupt;
    files.push_back({"nothing", "", kCorrupt, "Only 0 bytes"});
    files.push_back({"seven bytes", std::string(7, '\0'), kCorrupt, "Only 7 bytes"});
    files.push_back({"no header", safetensorsBytes(""), kCorrupt, "does not begin with"});
    files.push_back({"header longer than the file", safetensorsBytes(100, "{}", ""), kCorrupt,
                     "should be 100 bytes long, but only 2 follow"});
    files.push_back({"header one byte too long", safetensorsBytes(3, "{}", ""), kCorrupt, "the file was cut short"});
    files.push_back(
        {"header over 100 MB", safetensorsBytes(100'000'001, "{}", ""), kCorrupt, "over the limit of 100 MB"});
    // Added to the eight bytes of the length, these wrap around to a small sum.
    files.push_back({"header length wraps to 0", safetensorsBytes(0xFFFFFFFFFFFFFFF8u, "{}", ""), kCorrupt, "100 MB"});
    files.push_back({"header length wraps to 2", safetensorsBytes(0xFFFFFFFFFFFFFFFAu, "{}", ""), kCorrupt, "100 MB"});
    files.push_back({"largest header length", safetensorsBytes(0xFFFFFFFFFFFFFFFFu, "{}", ""), kCorrupt, "100 MB"});
    files.push_back({"negative as signed", safetensorsBytes(0x8000000000000000u, "{}", ""), kCorrupt, "100 MB"});
    files.push_back(
        {"header cut off", safetensorsBytes(10, R"({"t":{"dtype":"F32"})", ""), kCorrupt, "not valid JSON"});
}

void addJson(std::vector<MalformedFile>& files)
{
    constexpr ErrorCode kCorrupt = ErrorCode::Corrupt;
    const std::string good = entry("t", "F32", "[1]", "[0,4]");
    files.push_back({"begins with a space", header(" {}"), kCorrupt, "does not begin with"});
    files.push_back({"a list", header("[]"), kCorrupt, "does not begin with"});
    files.push_back({"not closed", header(join({"{", good}), 4), kCorrupt, "not valid JSON"});
    files.push_back({"text behind it", header(braces(good) + "x", 4), kCorrupt, "not valid JSON"});
    files.push_back({"a second object", header(braces(good) + "{}", 4), kCorrupt, "not valid JSON"});
    files.push_back({"zero bytes as padding", header(braces(good) + std::string(3, '\0'), 4), kCorrupt, "zero byte"});
    files.push_back(
        {"something behind a zero byte", header(braces(good) + std::string("\0PK", 3), 4), kCorrupt, "zero byte"});
    files.push_back({"not UTF-8", header(braces(entry("t\xFF", "F32", "[1]", "[0,4]")), 4), kCorrupt, "UTF-8"});
    files.push_back({"overlong UTF-8", header(braces(entry("\xC0\xAF", "F32", "[1]", "[0,4]")), 4), kCorrupt, "UTF-8"});
    files.push_back(
        {"half a surrogate", header(braces(entry("\\ud800", "F32", "[1]", "[0,4]")), 4), kCorrupt, "UTF-8"});
    files.push_back({"the same tensor twice", header(braces(good + "," + good), 4), kCorrupt, "“t” twice"});
    files.push_back({"twice, once escaped", header(braces(good + "," + entry("\\u0074", "F32", "[1]", "[0,4]")), 4),
                     kCorrupt, "“t” twice"});
    files.push_back(
        {"metadata twice", header(R"({"__metadata__":{},"__metadata__":{}})"), kCorrupt, "“__metadata__” twice"});
    files.push_back({"a key twice in a tensor",
                     header(R"({"t":{"dtype":"F32","dtype":"F16","shape":[1],"data_offsets":[0,4]}})", 4), kCorrupt,
                     "“dtype” twice in “t”"});
    files.push_back(
        {"a key twice in metadata", header(R"({"__metadata__":{"a":"1","a":"2"}})"), kCorrupt, "“a” twice"});
    files.push_back({"metadata of a number", header(R"({"__metadata__":{"a":1}})"), kCorrupt, "“a”"});
    files.push_back({"metadata is a text", header(R"({"__metadata__":"pt"})"), kCorrupt, "“__metadata__”"});
    files.push_back({"metadata in metadata", header(R"({"__metadata__":{"a":{}}})"), kCorrupt, "“a”"});
    files.push_back({"a tensor is null", header(R"({"t":null})"), kCorrupt, "null as the value of “t”"});
    files.push_back({"a tensor is a list", header(R"({"t":[0,4]})"), kCorrupt, "a list as the value of “t”"});
    files.push_back({"a million lists deep", header(join({"{\"t\":", repeated("[", 1'000'000)})), kCorrupt, "a list"});
    files.push_back(
        {"a million objects deep", header(join({"{", repeated("\"t\":{", 1'000'000)})), kCorrupt, "unknown key"});
    files.push_back({"shape nested", one("[[1]]", "[0,4]", 4), kCorrupt, "a list as the value of “shape” in “t”"});
    files.push_back({"unknown key",
                     header(R"({"t":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"strides":[1]}})", 4), kCorrupt,
                     "unknown key “strides”"});
    for (const std::string missing : {"dtype", "shape", "data_offsets"}) {
        std::string text = R"({"t":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})";
        const std::size_t place = text.find(missing);
        text.erase(place, missing.size());
        text.insert(place, 1, 'x');
        // Renamed it would be an unknown key; what is left out has to be missed as well.
        std::string without = "{\"t\":{";
        for (const auto& [key, value] :
             {std::pair<std::string, std::string>{"dtype", "\"F32\""}, {"shape", "[1]"}, {"data_offsets", "[0,4]"}}) {
            if (key != missing)
                without += join({without.back() == '{' ? "\"" : ",\"", key, "\":", value});
        }
        files.push_back(
            {join({"without ", missing}), header(without + "}}", 4), kCorrupt, join({"has no “", missing, "”"})});
        files.push_back({join({"misspelt ", missing}), header(text, 4), kCorrupt, "unknown key “x”"});
    }
}

void addTypes(std::vector<MalformedFile>& files)
{
    for (const std::string dtype : {"F8_E4M3", "F4", "f32", "float32", "", "C64", "F32 "})
        files.push_back({join({"element type '", dtype, "'"}), header(braces(entry("t", dtype, "[1]", "[0,4]")), 4),
                         ErrorCode::Unsupported, join({"element type “", dtype, "”"})});
    files.push_back({"element type is a number", header(R"({"t":{"dtype":32,"shape":[1],"data_offsets":[0,4]}})", 4),
                     ErrorCode::Corrupt, "a number as the value of “dtype”"});
    files.push_back({"no element type at all, sizes right", header(R"({"t":{"shape":[1],"data_offsets":[0,4]}})", 4),
                     ErrorCode::Corrupt, "has no “dtype”"});
}

void addShapes(std::vector<MalformedFile>& files)
{
    constexpr ErrorCode kCorrupt = ErrorCode::Corrupt;
    files.push_back({"negative size", one("[-1]", "[0,4]", 4), kCorrupt, "a size that is negative"});
    files.push_back({"minus zero", one("[-0]", "[0,0]", 0), kCorrupt, "a size that is negative"});
    files.push_back({"two negative sizes", one("[-1,-1]", "[0,4]", 4), kCorrupt, "negative"});
    files.push_back({"fractional size", one("[1.5]", "[0,4]", 4), kCorrupt, "not a whole number"});
    files.push_back({"fraction of nothing", one("[1.0]", "[0,4]", 4), kCorrupt, "not a whole number"});
    files.push_back({"size in powers", one("[1e0]", "[0,4]", 4), kCorrupt, "not a whole number"});
    files.push_back({"size beyond 64 bits", one("[18446744073709551616]", "[0,4]", 4), kCorrupt, "not a whole number"});
    files.push_back({"size beyond 63 bits", one("[9223372036854775808]", "[0,4]", 4), kCorrupt, "too large"});
    files.push_back({"size in quotes", one("[\"1\"]", "[0,4]", 4), kCorrupt, "a text"});
    files.push_back({"size null", one("[null]", "[0,4]", 4), kCorrupt, "null"});
    files.push_back({"shape a number", one("1", "[0,4]", 4), kCorrupt, "a number as the value of “shape”"});
    // Products that a reader which multiplies without care takes for 0, for 4, or for what the offsets say.
    files.push_back({"product wraps to 0", one("[4294967296,4294967296]", "[0,0]", 0), kCorrupt, "impossible shape"});
    files.push_back(
        {"product wraps to 0, with data", one("[4294967296,4294967296]", "[0,4]", 4), kCorrupt, "impossible"});
    files.push_back(
        {"product wraps to a small number", one("[4611686018427387905]", "[0,4]", 4), kCorrupt, "impossible"});
    files.push_back(
        {"product wraps to a fitting number", one("[2,9223372036854775807]", "[0,4]", 4), kCorrupt, "impossible"});
    files.push_back({"product wraps in 32 bits", one("[65536,65537]", "[0,262144]", 262144), kCorrupt,
                     "needs 17180131328 bytes, but has 262144"});
    files.push_back({"wraps before a zero", one("[4294967296,4294967296,0]", "[0,0]", 0), kCorrupt, "impossible"});
    files.push_back({"shape larger than its bytes", one("[100]", "[0,4]", 4), kCorrupt, "needs 400 bytes, but has 4"});
    files.push_back({"shape smaller than its bytes", one("[1]", "[0,8]", 8), kCorrupt, "needs 4 bytes, but has 8"});
    files.push_back({"bytes for nothing", one("[0]", "[0,4]", 4), kCorrupt, "needs 0 bytes, but has 4"});
    files.push_back({"a scalar without bytes", one("[]", "[0,0]", 0), kCorrupt, "needs 4 bytes, but has 0"});
    files.push_back({"65 dimensions", one(join({"[", repeated("1,", 64), "1]"}), "[0,4]", 4), ErrorCode::Unsupported,
                     "more than 64 dimensions"});
}

void addOffsets(std::vector<MalformedFile>& files)
{
    constexpr ErrorCode kCorrupt = ErrorCode::Corrupt;
    files.push_back(
        {"cut short by a byte", one("[2]", "[0,8]", 7), kCorrupt, "there are only 7: the file was cut short"});
    files.push_back({"ends before it begins", one("[1]", "[4,0]", 4), kCorrupt, "ends before it begins"});
    files.push_back({"begins far away", one("[1]", "[1099511627776,1099511627780]", 4), kCorrupt, "cut short"});
    files.push_back(
        {"offset wraps", one("[1]", "[18446744073709551612,18446744073709551615]", 4), kCorrupt, "cut short"});
    files.push_back(
        {"end wraps to the front", one("[1]", "[18446744073709551612,0]", 4), kCorrupt, "ends before it begins"});
    files.push_back({"negative offset", one("[1]", "[-4,0]", 4), kCorrupt, "data offset that is negative"});
    files.push_back(
        {"fractional offset", one("[1]", "[0,4.0]", 4), kCorrupt, "data offset that is not a whole number"});
    files.push_back({"one offset", one("[1]", "[0]", 4), kCorrupt, "1 data offsets instead of two"});
    files.push_back({"no offsets", one("[1]", "[]", 4), kCorrupt, "0 data offsets instead of two"});
    files.push_back({"three offsets", one("[1]", "[0,4,4]", 4), kCorrupt, "more than two data offsets"});
    files.push_back({"bytes at the end of nobody", one("[1]", "[0,4]", 5), kCorrupt, "1 bytes at the end"});
    files.push_back({"bytes of nobody at all", header("{}", 16), kCorrupt, "16 bytes at the end"});
    files.push_back(
        {"a hole at the front", one("[1]", "[4,8]", 8), kCorrupt, "begins at byte 4, but what is before it ends at 0"});
    files.push_back(
        {"a hole", two("[0,8]", "[12,20]", 20), kCorrupt, "“b” begins at byte 12, but what is before it ends at 8"});
    files.push_back({"an overlap", two("[0,8]", "[4,12]", 12), kCorrupt, "“b” begins at byte 4, inside another"});
    files.push_back({"the same bytes twice", two("[0,8]", "[0,8]", 8), kCorrupt, "inside another"});
    files.push_back(
        {"one inside the other, the rest uncovered", two("[0,8]", "[0,8]", 16), kCorrupt, "inside another"});
    files.push_back({"an empty one inside another",
                     header(braces(entry("a", "F32", "[2]", "[0,8]") + "," + entry("b", "F32", "[0]", "[4,4]")), 8),
                     kCorrupt, "“b” begins at byte 4, inside another"});
    files.push_back({"an empty one behind the end",
                     header(braces(entry("a", "F32", "[1]", "[0,4]") + "," + entry("b", "F32", "[0]", "[8,8]")), 4),
                     kCorrupt, "cut short"});
}

void addOtherFormats(std::vector<MalformedFile>& files)
{
    files.push_back(
        {"PyTorch archive", join({"PK\x03\x04", std::string(60, '\x08')}), ErrorCode::Unsupported, "pickle"});
    files.push_back({"pickle", join({"\x80\x02}q", std::string(60, 'X')}), ErrorCode::Unsupported, "pickle"});
    files.push_back({"short pickle", "\x80\x04.", ErrorCode::Unsupported, "pickle"});
    files.push_back({"Git LFS pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n",
                     ErrorCode::Corrupt, "Git LFS pointer"});
    files.push_back({"web page", "<!DOCTYPE html><html><body>404</body></html>", ErrorCode::Corrupt, "web page"});
    files.push_back({"GGUF", join({"GGUF", std::string(40, '\x03')}), ErrorCode::Unsupported, "GGUF"});
    files.push_back({"zeros", std::string(64, '\0'), ErrorCode::Corrupt, "does not begin with"});
}

} // namespace

std::vector<MalformedFile> malformedSafetensors()
{
    std::vector<MalformedFile> files;
    addLengths(files);
    addJson(files);
    addTypes(files);
    addShapes(files);
    addOffsets(files);
    addOtherFormats(files);
    return files;
}

std::vector<WellFormedFile> wellFormedSafetensors()
{
    const std::string a = entry("a", "F32", "[2]", "[0,8]");
    const std::string b = entry("b", "BF16", "[1,2]", "[8,12]");
    return {
        {"no tensors", header("{}"), 0},
        {"metadata only", header(R"({"__metadata__":{"format":"pt"}})"), 0},
        {"two", header(braces(a + "," + b), 12), 2},
        {"not in the order of the file", header(braces(b + "," + a), 12), 2},
        {"padded with spaces", header(braces(a + "," + b) + "    ", 12), 2},
        {"white space inside", header(join({"{ ", a, " ,\n\t", b, "\r\n}"}), 12), 2},
        {"a scalar", one("[]", "[0,4]", 4), 1},
        {"an empty tensor", one("[0]", "[0,0]", 0), 1},
        {"an empty tensor with a huge side", one("[0,9223372036854775807]", "[0,0]", 0), 1},
        {"empty tensors between and behind others",
         header(
             braces(a + "," + entry("x", "I64", "[3,0]", "[8,8]") + "," + b + "," + entry("y", "U8", "[0]", "[12,12]")),
             12),
         4},
        {"64 dimensions", one(join({"[", repeated("1,", 63), "1]"}), "[0,4]", 4), 1},
        {"an odd header, so that nothing is aligned", header(braces(a + "," + b) + " ", 12), 2},
        {"odd names",
         header(braces(entry("", "U8", "[1]", "[0,1]") + "," + entry("\\u0000\\n\xC3\xA9/..", "BOOL", "[2]", "[1,3]")),
                3),
         2},
        {"a tensor called dtype", header(braces(entry("dtype", "I8", "[3]", "[0,3]")), 3), 1}};
}

} // namespace vidimus::test
