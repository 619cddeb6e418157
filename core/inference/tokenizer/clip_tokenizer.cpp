#include "core/inference/tokenizer/clip_tokenizer.h"

#include <cstddef>
#include <utility>

#include "core/inference/tokenizer/byte_pair_encoder.h"
#include "core/inference/tokenizer/clip_vocabulary.h"
#include "core/inference/tokenizer/clip_words.h"
#include "core/inference/tokenizer/text_cleaning.h"
#include "core/inference/tokenizer/utf8.h"

namespace vidimus::inference {

struct ClipTokenizer::Tables {
    explicit Tables(ClipVocabulary vocabulary)
        : encoder(vocabulary.inner, vocabulary.last, vocabulary.merges)
        , bytes(std::move(vocabulary.bytes))
        , startId(vocabulary.startId)
        , endId(vocabulary.endId)
    {}

    BytePairEncoder encoder;
    std::vector<std::string> bytes;
    int startId;
    int endId;
};

Result<ClipTokenizer> ClipTokenizer::load(const std::filesystem::path& folder, int vocabSize)
{
    auto vocabulary = readClipVocabulary(folder, vocabSize);
    if (!vocabulary)
        return fail(std::move(vocabulary.error()));
    return ClipTokenizer(std::make_shared<const Tables>(std::move(*vocabulary)));
}

std::vector<int> ClipTokenizer::encode(std::string_view text, int contextLength) const
{
    if (contextLength <= 0)
        return {};
    const auto most = static_cast<std::size_t>(contextLength);
    std::vector<int> ids{m_tables->startId};
    splitClipWords(cleanText(fromUtf8(text)), [&](std::u32string_view word) {
        const std::string bytes = toUtf8(word);
        if (bytes == kStartOfText)
            ids.push_back(m_tables->startId);
        else if (bytes == kEndOfText)
            ids.push_back(m_tables->endId);
        else
            m_tables->encoder.encode(bytes, ids);
        return ids.size() < most;
    });
    ids.push_back(m_tables->endId);
    if (ids.size() > most) {
        ids.resize(most);
        ids.back() = m_tables->endId;
    }
    return ids;
}

std::string ClipTokenizer::clean(std::string_view text)
{
    return toUtf8(cleanText(fromUtf8(text)));
}

std::string ClipTokenizer::decode(std::span<const int> ids) const
{
    std::string bytes;
    for (const int id : ids) {
        if (id >= 0 && static_cast<std::size_t>(id) < m_tables->bytes.size())
            bytes += m_tables->bytes[static_cast<std::size_t>(id)];
    }
    // A token may end inside a character, so only the whole is text.
    const std::string text = toUtf8(fromUtf8(bytes));
    constexpr std::string_view kWordEnd = "</w>";
    std::string spaced;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find(kWordEnd, at);
        spaced.append(text, at, end == std::string::npos ? end : end - at);
        if (end == std::string::npos)
            break;
        spaced.push_back(' ');
        at = end + kWordEnd.size();
    }
    return spaced;
}

int ClipTokenizer::startId() const
{
    return m_tables->startId;
}

int ClipTokenizer::endId() const
{
    return m_tables->endId;
}

} // namespace vidimus::inference
