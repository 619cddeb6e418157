#include "tests/golden/tokenizer_cases.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>

#include "core/inference/tokenizer/clip_tokenizer.h"
#include "core/inference/tokenizer/wordpiece_tokenizer.h"
#include "tests/golden/golden_json.h"
#include "tests/golden/vocabulary_forms.h"

namespace vidimus::golden {

namespace {

namespace fs = std::filesystem;
using inference::ClipTokenizer;
using inference::WordPieceTokenizer;
using nlohmann::json;
using Ids = std::vector<int>;

constexpr const char* kClipVocabulary = "bpe_simple_vocab_16e6.txt.gz";
constexpr const char* kBertVocabulary = "bert-base-uncased-vocab.txt";

/// The original repairs text that was decoded with the wrong encoding; this project does not (few people type it, and
/// the guess is sometimes wrong). These are all the strings that differ for it, and what becomes of them instead.
struct Misdecoded {
    std::string_view text;
    std::string_view cleaned;
};
constexpr std::array<Misdecoded, 4> kMisdecoded = {{
    {"sch\u00C3\u00B6n mojibake \u00C3\u00A9", "sch\u00E3\u00B6n mojibake \u00E3\u00A9"},
    {"\u00E2\u20AC\u0153mojibake quotes\u00E2\u20AC\u009D", "\u00E2\u20AC\u0153mojibake quotes\u00E2\u20AC\u009D"},
    {"\u00E2\u0153\u201D check", "\u00E2\u0153\" check"},
    {"It\u00C3\u00A2\u00E2\u201A\u00AC\u00E2\u201E\u00A2s double", "it\u00E3\u00A2\u00E2'\u00AC\u00E2\"\u00A2s double"},
}};

std::string shown(const json& value)
{
    constexpr std::size_t kLongest = 160;
    std::string text = value.dump(-1, ' ', true, json::error_handler_t::replace);
    if (text.size() > kLongest)
        text = text.substr(0, kLongest) + "...";
    return text;
}

/// Collects what differs in one string; passes when nothing does.
class Comparison {
public:
    template <typename Value>
    void same(std::string_view what, const Value& ours, const json& theirs)
    {
        if (json(ours) == theirs)
            return;
        m_detail += m_detail.empty() ? "" : "; ";
        m_detail += std::string(what) + ": " + shown(ours) + " instead of " + shown(theirs);
    }

    GoldenCheck result(std::string name) const { return {std::move(name), m_detail.empty(), m_detail}; }

private:
    std::string m_detail;
};

Ids inner(Ids ids)
{
    return ids.size() < 2 ? Ids() : Ids(ids.begin() + 1, ids.end() - 1);
}

template <typename Tokenizer>
Tokenizer loaded(const VocabularyForm& form, int vocabSize)
{
    auto tokenizer = Tokenizer::load(form.folder, vocabSize);
    if (!tokenizer)
        throw std::runtime_error(form.name + ": " + tokenizer.error().message);
    return *tokenizer;
}

std::string rowName(const std::string& tokenizer, const VocabularyForm& form, const json& text)
{
    return tokenizer + " (" + form.name + ") " + shown(text);
}

GoldenCheck clipRow(const ClipTokenizer& tokenizer, const VocabularyForm& form, const json& golden, const json& row)
{
    const auto text = row.at("text").get<std::string>();
    const Ids whole = tokenizer.encode(text, std::numeric_limits<int>::max());
    const Ids cut = tokenizer.encode(text, golden.at("context_length").get<int>());
    Comparison comparison;
    comparison.same("start", whole.front(), golden.at("sot"));
    comparison.same("end", whole.back(), golden.at("eot"));
    const auto* misdecoded = std::find_if(kMisdecoded.begin(), kMisdecoded.end(),
                                          [&](const Misdecoded& listed) { return listed.text == text; });
    if (misdecoded != kMisdecoded.end()) {
        comparison.same("clean text", ClipTokenizer::clean(text), misdecoded->cleaned);
        comparison.same("ids", whole, tokenizer.encode(misdecoded->cleaned, std::numeric_limits<int>::max()));
        comparison.same("cut ids", cut.size() <= golden.at("context_length").get<std::size_t>(), true);
        if (json(ClipTokenizer::clean(text)) == row.at("cleaned"))
            comparison.same("listed as misdecoded, but read as the original does", false, true);
    } else {
        comparison.same("clean text", ClipTokenizer::clean(text), row.at("cleaned"));
        comparison.same("ids", inner(whole), row.at("ids"));
        comparison.same("cut ids", cut, row.at("padded77_prefix"));
    }
    comparison.same("decoded", tokenizer.decode(row.at("ids").get<Ids>()), row.at("decoded"));
    return comparison.result(rowName("clip", form, row.at("text")));
}

void runClip(const json& golden, const fs::path& vocabularies, GoldenChecks& checks)
{
    const ScratchFolder scratch;
    const int vocabSize = golden.at("vocab_size").get<int>();
    for (const VocabularyForm& form : clipForms(vocabularies / kClipVocabulary, vocabSize, scratch)) {
        const auto tokenizer = loaded<ClipTokenizer>(form, vocabSize);
        for (const json& row : golden.at("rows"))
            checks.push_back(clipRow(tokenizer, form, golden, row));
    }
}

GoldenCheck bertRow(const WordPieceTokenizer& tokenizer, const VocabularyForm& form, const json& row)
{
    const Ids ids = tokenizer.encode(row.at("text").get<std::string>());
    Comparison comparison;
    comparison.same("ids", ids, row.at("ids"));
    std::vector<std::string> tokens;
    for (const int id : inner(ids))
        tokens.emplace_back(tokenizer.token(id));
    comparison.same("tokens", tokens, row.at("tokens"));
    comparison.same("decoded", tokenizer.decode(row.at("ids").get<Ids>()), row.at("decoded_skip_special"));
    return comparison.result(rowName("bert", form, row.at("text")));
}

void runBert(const json& golden, const fs::path& vocabularies, GoldenChecks& checks)
{
    const ScratchFolder scratch;
    const int vocabSize = golden.at("vocab_size").get<int>();
    for (const VocabularyForm& form : wordPieceForms(vocabularies / kBertVocabulary, {}, scratch)) {
        const auto tokenizer = loaded<WordPieceTokenizer>(form, vocabSize);
        Comparison special;
        special.same("cls", tokenizer.clsId(), golden.at("cls"));
        special.same("sep", tokenizer.sepId(), golden.at("sep"));
        special.same("pad", tokenizer.padId(), golden.at("pad"));
        for (const char* name : {"unk", "cls", "sep", "pad", "mask"})
            special.same(name, tokenizer.isSpecial(golden.at(name).get<int>()), true);
        checks.push_back(special.result("bert (" + form.name + ") special tokens"));
        for (const json& row : golden.at("rows"))
            checks.push_back(bertRow(tokenizer, form, row));
    }
}

std::size_t tokensIn(const fs::path& vocabFile)
{
    const std::string text = readText(vocabFile);
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) +
           (text.empty() || text.back() == '\n' ? 0 : 1);
}

void runBertDecode(const json& rows, const fs::path& vocabularies, GoldenChecks& checks)
{
    const ScratchFolder scratch;
    const int vocabSize = static_cast<int>(tokensIn(vocabularies / kBertVocabulary));
    for (const VocabularyForm& form : wordPieceForms(vocabularies / kBertVocabulary, {}, scratch)) {
        const auto tokenizer = loaded<WordPieceTokenizer>(form, vocabSize);
        for (const json& row : rows) {
            Comparison comparison;
            comparison.same("decoded", tokenizer.decode(row.at("ids").get<Ids>()), row.at("skip_special"));
            checks.push_back(comparison.result(rowName("bert decode", form, row.at("ids"))));
        }
    }
}

/// Two ids behind the vocabulary: outside it, or added to it.
void runBertOutside(const json& golden, const fs::path& vocabularies, GoldenChecks& checks)
{
    const std::size_t extra = golden.at("ids_DEC_ENC").size();
    const int vocabSize = static_cast<int>(tokensIn(vocabularies / kBertVocabulary) + extra);
    for (const bool added : {false, true}) {
        const ScratchFolder scratch;
        const std::vector<std::string> names =
            added ? std::vector<std::string>{"[DEC]", "[ENC]"} : std::vector<std::string>{};
        for (const VocabularyForm& form : wordPieceForms(vocabularies / kBertVocabulary, names, scratch)) {
            const auto tokenizer = loaded<WordPieceTokenizer>(form, vocabSize);
            for (const json& row : golden.at("rows")) {
                Comparison comparison;
                comparison.same("decoded", tokenizer.decode(row.at("ids").get<Ids>()),
                                row.at(added ? "with_DEC_ENC_added.skip_special" : "plain_vocab.skip_special"));
                checks.push_back(comparison.result(rowName("bert decode", form, row.at("ids"))));
            }
        }
    }
}

} // namespace

std::optional<fs::path> findVocabularies(const std::vector<fs::path>& places)
{
    for (const fs::path& place : places) {
        std::error_code ignored;
        if (fs::exists(place / kClipVocabulary, ignored) && fs::exists(place / kBertVocabulary, ignored))
            return place;
    }
    return std::nullopt;
}

GoldenChecks runTokenizerCases(const fs::path& folder, const fs::path& vocabularies)
{
    using Run = void (*)(const json&, const fs::path&, GoldenChecks&);
    constexpr std::array<std::pair<const char*, Run>, 4> kFiles = {{{"clip_bpe_golden.json", runClip},
                                                                    {"bert_wordpiece_golden.json", runBert},
                                                                    {"bert_decode_golden.json", runBertDecode},
                                                                    {"bert_decode_bos_golden.json", runBertOutside}}};
    GoldenChecks all;
    for (const auto& [name, run] : kFiles) {
        const fs::path file = folder / name;
        if (!fs::exists(file))
            continue;
        GoldenChecks checks =
            guarded(file, [&, run = run](GoldenChecks& into) { run(readJson(file), vocabularies, into); });
        all.insert(all.end(), checks.begin(), checks.end());
    }
    return all;
}

} // namespace vidimus::golden
