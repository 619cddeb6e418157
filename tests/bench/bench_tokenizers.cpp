// A query, and the longest text that anyone could paste, through both tokenizers (with the small vocabularies of
// tests/data/tokenizers, or with those of TOKENIZERS_CLIP and TOKENIZERS_BERT: folders of 49408 and 30522 tokens).

#include <cstdlib>
#include <string>

#include <benchmark/benchmark.h>

#include "core/inference/tokenizer/clip_tokenizer.h"
#include "core/inference/tokenizer/wordpiece_tokenizer.h"

namespace {

using namespace vidimus::inference;

constexpr const char* kQuery = "a photo of two cats sleeping outside";
constexpr int kContext = 77;
constexpr int kNoLimit = 1 << 30;

std::string given(const char* name)
{
    const char* value = std::getenv(name); // NOLINT(concurrency-mt-unsafe): nobody sets it
    return value ? value : "";
}

const ClipTokenizer& clip()
{
    static const ClipTokenizer kClip = [] {
        const std::string real = given("TOKENIZERS_CLIP");
        const auto tokenizer = real.empty() ? ClipTokenizer::load(VIDIMUS_TEST_DATA "/tokenizers/clip-small", 624)
                                            : ClipTokenizer::load(real, 49408);
        return tokenizer.value();
    }();
    return kClip;
}

const WordPieceTokenizer& bert()
{
    static const WordPieceTokenizer kBert = [] {
        const std::string real = given("TOKENIZERS_BERT");
        const auto tokenizer = real.empty() ? WordPieceTokenizer::load(VIDIMUS_TEST_DATA "/tokenizers/bert-small", 180)
                                            : WordPieceTokenizer::load(real, 30522);
        return tokenizer.value();
    }();
    return kBert;
}

std::string repeated(const std::string& text, std::size_t characters)
{
    std::string all;
    while (all.size() < characters)
        all += text;
    return all.substr(0, characters);
}

void clipText(benchmark::State& state, const std::string& text, int context)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(clip().encode(text, context));
}

void bertText(benchmark::State& state, const std::string& text)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(bert().encode(text));
}

constexpr std::size_t kLong = 100'000;
constexpr const char* kSentences = "A photo of two cats, sleeping \u2014 it\u2019s \u201Cnice\u201D! ";

BENCHMARK_CAPTURE(clipText, query, kQuery, kContext)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(clipText, longTextCut, repeated(kSentences, kLong), kContext)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(clipText, longText, repeated(kSentences, kLong), kNoLimit)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(clipText, longWord, repeated("photograph", kLong), kNoLimit)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(clipText, nestedReferences, repeated("&amp;amp;amp;amp;", kLong), kNoLimit)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(bertText, query, kQuery)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(bertText, longText, repeated(kSentences, kLong))->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
