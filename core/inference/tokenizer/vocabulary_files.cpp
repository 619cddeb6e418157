#include "core/inference/tokenizer/vocabulary_files.h"

#include <algorithm>
#include <array>

#include <zlib.h>

#include "core/base/path_text.h"
#include "core/inference/config/json_document.h"
#include "core/inference/tokenizer/utf8.h"

namespace vidimus::inference {

namespace {

Result<std::string> checkedUtf8(Result<std::string> text, const std::string& name)
{
    if (text && !isValidUtf8(*text))
        return fail(ErrorCode::Corrupt, name + " is not a text file in UTF-8.");
    return text;
}

class Inflater {
public:
    Inflater()
    {
        constexpr int kLargestWindow = 15;
        constexpr int kGzipOnly = 16;
        m_ready = inflateInit2(&m_stream, kLargestWindow + kGzipOnly) == Z_OK;
    }
    ~Inflater()
    {
        if (m_ready)
            inflateEnd(&m_stream);
    }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    bool ready() const { return m_ready; }
    z_stream& stream() { return m_stream; }

private:
    z_stream m_stream{};
    bool m_ready = false;
};

} // namespace

Result<std::string> readVocabulary(const std::filesystem::path& file)
{
    return checkedUtf8(readTextFile(file, kLargestVocabularyFile), displayPath(file));
}

Result<std::string> readCompressedVocabulary(const std::filesystem::path& file)
{
    const auto bytes = readTextFile(file, kLargestVocabularyFile);
    if (!bytes)
        return bytes;
    return checkedUtf8(unpackGzip(*bytes, displayPath(file)), displayPath(file));
}

Result<std::string> unpackGzip(std::string_view bytes, const std::string& name, std::size_t maxBytes)
{
    Inflater inflater;
    if (!inflater.ready())
        return fail(ErrorCode::Internal, name + " cannot be unpacked: there is no memory for it.");
    z_stream& stream = inflater.stream();
    std::string input(bytes); // zlib's interface knows no const
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    std::string text;
    std::array<char, std::size_t{64} << 10> block{};
    for (int state = Z_OK; state != Z_STREAM_END;) {
        stream.next_out = reinterpret_cast<Bytef*>(block.data());
        stream.avail_out = static_cast<uInt>(block.size());
        state = inflate(&stream, Z_NO_FLUSH);
        const std::size_t unpacked = block.size() - stream.avail_out;
        text.append(block.data(), unpacked);
        if (text.size() > maxBytes)
            return fail(ErrorCode::TooLarge, name + " unpacks to more than " + std::to_string(maxBytes >> 20) +
                                                 " MiB, too large for a vocabulary.");
        if (state == Z_BUF_ERROR || (state == Z_OK && unpacked == 0 && stream.avail_in == 0))
            return fail(ErrorCode::Corrupt, name + " is cut off: its compressed data have no end.");
        if (state != Z_OK && state != Z_STREAM_END)
            return fail(ErrorCode::Corrupt, name + " is not an undamaged gzip file.");
    }
    if (stream.avail_in > 0)
        return fail(ErrorCode::Corrupt, name + " has data behind its compressed end.");
    return text;
}

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        lines.push_back(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::string lineName(const std::string& file, std::size_t line)
{
    return file + " line " + std::to_string(line);
}

std::string tokenName(std::string_view token)
{
    constexpr std::size_t kLongest = 60;
    return "\u201C" + displayText(token, kLongest) + "\u201D";
}

tl::unexpected<Error> failForAnotherModel(const std::string& file, std::size_t tokens, int modelTokens)
{
    return fail(ErrorCode::Corrupt, file + " holds " + std::to_string(tokens) + " tokens, but the model has " +
                                        std::to_string(modelTokens) + ": it is the vocabulary of another model.");
}

} // namespace vidimus::inference
