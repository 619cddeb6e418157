// Any bytes as a text for both tokenizers, or as one of their vocabulary files. The first byte says which (Mode), the
// second is a length or size where one is needed. Seeds: make_tokenizer_seeds.py FOLDER

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <unistd.h>

#include <zlib.h>

#include "core/inference/tokenizer/clip_tokenizer.h"
#include "core/inference/tokenizer/utf8.h"
#include "core/inference/tokenizer/wordpiece_tokenizer.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;
using namespace vidimus::inference;
using Ids = std::vector<int>;

enum class Mode { Text, VocabJson, Merges, ClipJson, Packed, PackedText, Words, BertJson, Ids, Count };

constexpr int kClipSize = 624;
constexpr int kBertSize = 180;
constexpr int kNoLimit = std::numeric_limits<int>::max();

void require(bool holds, const char* what)
{
    if (holds)
        return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

std::string small(const char* name)
{
    std::ifstream in(fs::path(VIDIMUS_TEST_DATA) / "tokenizers" / name, std::ios::binary);
    require(in.is_open(), "the small vocabularies are there");
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Each kind of folder the loaders are given, so that every run writes only the file at test.
class Folders {
public:
    Folders() : m_root(fs::temp_directory_path() / ("fuzz_tokenizers-" + std::to_string(getpid()))) {}
    ~Folders()
    {
        std::error_code ignored;
        fs::remove_all(m_root, ignored);
    }
    Folders(const Folders&) = delete;
    Folders& operator=(const Folders&) = delete;

    fs::path with(const char* folder, const char* name, std::string_view text) const
    {
        fs::create_directories(m_root / folder);
        std::ofstream out(m_root / folder / name, std::ios::binary | std::ios::trunc);
        out.write(text.data(), static_cast<std::streamsize>(text.size()));
        require(static_cast<bool>(out.flush()), "the file can be written");
        return m_root / folder;
    }

private:
    fs::path m_root;
};

const Folders& folders()
{
    static const Folders kFolders;
    return kFolders;
}

const ClipTokenizer& clip()
{
    static const ClipTokenizer kClip = [] {
        folders().with("clip", "vocab.json", small("clip-small/vocab.json"));
        auto tokenizer =
            ClipTokenizer::load(folders().with("clip", "merges.txt", small("clip-small/merges.txt")), kClipSize);
        require(tokenizer.has_value(), "clip-small loads");
        return *tokenizer;
    }();
    return kClip;
}

const WordPieceTokenizer& bert()
{
    static const WordPieceTokenizer kBert = [] {
        auto tokenizer =
            WordPieceTokenizer::load(folders().with("bert", "vocab.txt", small("bert-small/vocab.txt")), kBertSize + 2);
        require(tokenizer.has_value(), "bert-small loads");
        return *tokenizer;
    }();
    return kBert;
}

/// Without spaces, and without the one character that CLIP drops.
std::string dense(std::string_view text)
{
    std::u32string characters = fromUtf8(text);
    std::erase_if(characters, [](char32_t c) { return c == U' ' || c == 0x345; });
    return toUtf8(characters);
}

void checkClean(const std::string& cleaned)
{
    require(isValidUtf8(cleaned), "clean text is UTF-8");
    require(cleaned.find("  ") == std::string::npos, "spaces are single");
    require(cleaned.empty() || (cleaned.front() != ' ' && cleaned.back() != ' '), "no space at either end");
    require(std::none_of(cleaned.begin(), cleaned.end(), [](char c) { return c >= 'A' && c <= 'Z'; }), "lower case");
    const bool plain =
        std::all_of(cleaned.begin(), cleaned.end(), [](char c) { return c >= 0x20 && c < 0x7F && c != '&'; });
    if (plain)
        require(ClipTokenizer::clean(cleaned) == cleaned, "plain text that is clean stays as it is");
}

void checkClip(const ClipTokenizer& tokenizer, int vocabSize, std::string_view text, int context, bool decodes)
{
    const std::string cleaned = ClipTokenizer::clean(text);
    checkClean(cleaned);
    const Ids whole = tokenizer.encode(text, kNoLimit);
    require(whole.size() >= 2 && whole.front() == tokenizer.startId() && whole.back() == tokenizer.endId(),
            "CLIP's ids begin and end");
    require(std::all_of(whole.begin(), whole.end(), [&](int id) { return id >= 0 && id < vocabSize; }),
            "CLIP's ids are in the vocabulary");
    const Ids cut = tokenizer.encode(text, context);
    require(cut.size() == std::min(whole.size(), static_cast<std::size_t>(context)), "CLIP's ids are cut");
    require(cut.back() == tokenizer.endId(), "what is cut ends");
    require(std::equal(cut.begin(), cut.end() - 1, whole.begin()), "what is cut is the beginning");
    const std::string decoded = tokenizer.decode(std::span(whole).subspan(1, whole.size() - 2));
    require(isValidUtf8(decoded), "decoded text is UTF-8");
    if (decodes)
        require(dense(decoded) == dense(cleaned), "decoding gives the clean text");
}

void checkBert(const WordPieceTokenizer& tokenizer, int vocabSize, std::string_view text)
{
    const Ids ids = tokenizer.encode(text);
    require(ids.size() >= 2 && ids.front() == tokenizer.clsId() && ids.back() == tokenizer.sepId(),
            "BERT's ids begin and end");
    require(std::all_of(ids.begin(), ids.end(),
                        [&](int id) { return id >= 0 && id < vocabSize && !tokenizer.token(id).empty(); }),
            "BERT's ids are in the vocabulary");
    require(isValidUtf8(tokenizer.decode(ids)), "decoded text is UTF-8");
}

void tryClip(const fs::path& folder, int vocabSize)
{
    const auto tokenizer = ClipTokenizer::load(folder, vocabSize);
    if (!tokenizer) {
        require(!tokenizer.error().message.empty() && isValidUtf8(tokenizer.error().message),
                "an error says what is wrong");
        return;
    }
    // A vocabulary may make one token of what is not one character, so only the bytes of usual ones decode to the text.
    checkClip(*tokenizer, vocabSize, "a photo of the caf\u00E9, \U0001F600 qz <end_of_text>", 5, false);
}

void tryBert(const fs::path& folder, int vocabSize)
{
    const auto tokenizer = WordPieceTokenizer::load(folder, vocabSize);
    if (!tokenizer) {
        require(!tokenizer.error().message.empty() && isValidUtf8(tokenizer.error().message),
                "an error says what is wrong");
        return;
    }
    checkBert(*tokenizer, vocabSize, "a photo of [MASK] surfboarding caf\u00E9s, \U0001F600 don't");
}

std::string gzip(std::string_view text)
{
    z_stream stream{};
    require(deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) == Z_OK, "zlib starts");
    std::string input(text);
    std::string out(deflateBound(&stream, static_cast<uLong>(input.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    require(deflate(&stream, Z_FINISH) == Z_STREAM_END, "zlib packs");
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

int lines(std::string_view text)
{
    return static_cast<int>(std::count(text.begin(), text.end(), '\n'));
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2)
        return 0;
    const auto mode = static_cast<Mode>(data[0] % static_cast<int>(Mode::Count));
    const int number = data[1];
    const std::string_view rest(reinterpret_cast<const char*>(data) + 2, size - 2);
    constexpr const char* kPacked = "bpe_simple_vocab_16e6.txt.gz";
    switch (mode) {
    case Mode::Text:
        checkClip(clip(), kClipSize, rest, 1 + number % 80, true);
        checkBert(bert(), kBertSize, rest);
        break;
    case Mode::VocabJson:
        folders().with("vocab", "merges.txt", "#version: 0.2\nh e</w>\nt he</w>\n");
        tryClip(folders().with("vocab", "vocab.json", rest), number % 2 == 0 ? kClipSize : 516);
        break;
    case Mode::Merges:
        static_cast<void>(clip());
        tryClip(folders().with("clip", "merges.txt", rest), kClipSize);
        break;
    case Mode::ClipJson:
        tryClip(folders().with("clip-fast", "tokenizer.json", rest), number % 2 == 0 ? kClipSize : 516);
        break;
    case Mode::Packed:
        tryClip(folders().with("packed", kPacked, rest), 514 + number);
        break;
    case Mode::PackedText:
        tryClip(folders().with("packed", kPacked, gzip(rest)), 514 + std::max(0, lines(rest) - 1));
        break;
    case Mode::Words:
        tryBert(folders().with("words", "vocab.txt", rest), lines(rest) + number % 4);
        break;
    case Mode::BertJson:
        tryBert(folders().with("bert-fast", "tokenizer.json", rest), number % 2 == 0 ? kBertSize + 2 : 20);
        break;
    default: {
        Ids ids;
        for (std::size_t i = 0; i + 1 < rest.size(); i += 2) // signed, so that some are below and above all
            ids.push_back(static_cast<std::int16_t>(static_cast<unsigned char>(rest[i]) |
                                                    (static_cast<unsigned char>(rest[i + 1]) << 8)));
        require(isValidUtf8(clip().decode(ids)), "decoded text is UTF-8");
        require(isValidUtf8(bert().decode(ids)), "decoded text is UTF-8");
    }
    }
    return 0;
}
