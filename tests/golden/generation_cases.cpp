#include "tests/golden/generation_cases.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>
#include <vector>

#include <ATen/ops/tensor.h>
#include <nlohmann/json.hpp>

#include "core/inference/generation/generate.h"

namespace vidimus::golden {

namespace {

using namespace inference;
using nlohmann::json;

// As reference's README states them.
constexpr double kLogits = 5e-4;
constexpr double kScores = 1e-4;

/// Keeps the logits of every step of the first row.
class RecordingDecoder final : public CaptionDecoder {
public:
    explicit RecordingDecoder(CaptionDecoder& decoder) : m_decoder(decoder) {}

    int vocabSize() const override { return m_decoder.vocabSize(); }
    int maxPositions() const override { return m_decoder.maxPositions(); }
    Result<std::span<const float>> start(std::span<const int> prompt, std::stop_token stop) override
    {
        return recorded(m_decoder.start(prompt, std::move(stop)));
    }
    Result<std::span<const float>> step(std::span<const int> token, std::span<const int> sourceRow,
                                        std::stop_token stop) override
    {
        return recorded(m_decoder.step(token, sourceRow, std::move(stop)));
    }

    const std::vector<float>& logits() const { return m_logits; }

private:
    Result<std::span<const float>> recorded(Result<std::span<const float>> logits)
    {
        if (logits)
            m_logits.insert(m_logits.end(), logits->begin(), logits->begin() + vocabSize());
        return logits;
    }

    CaptionDecoder& m_decoder;
    std::vector<float> m_logits;
};

/// An option that nobody here knows must not be passed over: the entry would be compared with something else.
void refuseUnknownKeys(const json& entry)
{
    static const std::set<std::string> known{"image",
                                             "prompt",
                                             "num_beams",
                                             "max_length",
                                             "num_return_sequences",
                                             "length_penalty",
                                             "early_stopping",
                                             "min_length",
                                             "repetition_penalty",
                                             "ids",
                                             "sequences_scores",
                                             "chosen_log_softmax_of_raw_logits",
                                             "min_top1_top2_logit_gap",
                                             "same_ids_in_float64",
                                             "equal_to_singles_up_to_right_padding"};
    for (const auto& [key, value] : entry.items()) {
        if (!known.contains(key) && !key.starts_with("transformers_"))
            throw std::runtime_error("the entry has an option that is not known here: " + key);
    }
}

GenerationOptions optionsOf(const json& entry, const BlipTextConfig& config)
{
    refuseUnknownKeys(entry);
    GenerationOptions options;
    options.beams = entry.at("num_beams").get<int>();
    options.maxLength = entry.at("max_length").get<int>();
    options.minLength = entry.value("min_length", 0);
    options.lengthPenalty = entry.value("length_penalty", 1.0);
    options.repetitionPenalty = entry.value("repetition_penalty", 1.0);
    options.returned = entry.value("num_return_sequences", 1);
    options.endId = config.sepId;
    const json early = entry.value("early_stopping", json(false));
    if (early.is_boolean())
        options.earlyStopping = early.get<bool>() ? EarlyStopping::WhenFull : EarlyStopping::Heuristic;
    else if (early == "never")
        options.earlyStopping = EarlyStopping::Never;
    else
        throw std::runtime_error("early_stopping is neither a boolean nor \"never\"");
    return options;
}

/// Without the prompt, up to and including the first end id: what follows is filler.
std::vector<int> generatedPart(const json& ids, std::size_t prompt, int endId)
{
    const auto all = ids.get<std::vector<int>>();
    const auto first = all.begin() + static_cast<std::ptrdiff_t>(prompt);
    const auto end = std::find(first, all.end(), endId);
    return {first, end == all.end() ? end : end + 1};
}

std::string listed(const std::vector<int>& ids)
{
    std::string text;
    for (const int id : ids) {
        text += text.empty() ? "" : " ";
        text += std::to_string(id);
    }
    return text;
}

GoldenCheck sameIds(const std::string& name, const std::vector<int>& got, const std::vector<int>& want)
{
    return {name, got == want, got == want ? "the same ids" : listed(got) + " instead of " + listed(want)};
}

class GenerationRun {
public:
    GenerationRun(const BlipTextConfig& config, const CaseDecoders& decoders, const json& described, std::string prefix)
        : m_config(config), m_decoders(decoders), m_described(described), m_prefix(std::move(prefix))
    {}

    void greedy(const json& entry, std::size_t number, const GoldenTensors& golden, GoldenChecks& checks) const
    {
        const int image = entry.at("image").get<int>();
        const std::vector<int> prompt = promptOf(entry);
        const auto blip = m_decoders.make(image, 1);
        RecordingDecoder decoder(*blip);
        const auto hypotheses = generate(decoder, 1, prompt, optionsOf(entry, m_config), {}).value();
        const Hypothesis& got = hypotheses.at(0).at(0);
        const std::string name = nameOf("greedy", entry, number);
        checks.push_back(sameIds(name, got.ids, generatedPart(entry.at("ids"), prompt.size(), m_config.sepId)));

        const auto logs = entry.at("chosen_log_softmax_of_raw_logits").get<std::vector<double>>();
        double difference = logs.size() == got.probabilities.size() ? 0 : INFINITY;
        for (std::size_t i = 0; i < std::min(logs.size(), got.probabilities.size()); ++i)
            difference = worse(difference, std::abs(std::log(got.probabilities[i]) - logs[i]));
        checks.push_back(closeEnough(name + " probabilities", difference, kLogits));

        const std::string steps = "greedy.image" + std::to_string(image) + "." + entry.at("prompt").get<std::string>() +
                                  ".raw_logits_per_step";
        if (golden.has(steps) && plain(entry)) {
            const std::int64_t vocab = m_config.vocabSize;
            const at::Tensor logits = at::tensor(decoder.logits(), at::kFloat).view({-1, vocab});
            golden.compare(checks, steps, logits, kLogits);
        }
    }

    void beam(const json& entry, std::size_t number, GoldenChecks& checks) const
    {
        const std::vector<int> prompt = promptOf(entry);
        const auto decoder = m_decoders.make(entry.at("image").get<int>(), 1);
        const auto hypotheses = generate(*decoder, 1, prompt, optionsOf(entry, m_config), {}).value();
        compareBeams(nameOf("beam", entry, number), hypotheses.at(0), entry.at("ids"), entry.at("sequences_scores"),
                     entry, prompt.size(), checks);
    }

    /// All pictures at once.
    void batch(const json& entry, std::size_t number, GoldenChecks& checks) const
    {
        const std::vector<int> prompt = promptOf(entry);
        const int pictures = m_decoders.pictures;
        const auto decoder = m_decoders.make(0, pictures);
        const auto hypotheses = generate(*decoder, pictures, prompt, optionsOf(entry, m_config), {}).value();
        for (std::size_t i = 0; i < hypotheses.size(); ++i) {
            const std::string name = nameOf("batch", entry, number) + " picture " + std::to_string(i);
            const json scores =
                entry.contains("sequences_scores") ? json::array({entry["sequences_scores"].at(i)}) : json();
            compareBeams(name, hypotheses[i], json::array({entry.at("ids").at(i)}), scores, entry, prompt.size(),
                         checks);
        }
    }

private:
    std::vector<int> promptOf(const json& entry) const
    {
        return m_described.at("prompts_fed_to_decoder")
            .at(entry.at("prompt").get<std::string>())
            .get<std::vector<int>>();
    }

    static bool plain(const json& entry)
    {
        return !entry.contains("min_length") && !entry.contains("repetition_penalty");
    }

    std::string nameOf(const char* kind, const json& entry, std::size_t number) const
    {
        return m_prefix + kind + "[" + std::to_string(number) + "], " +
               std::to_string(entry.at("num_beams").get<int>()) + " beams, prompt " +
               entry.at("prompt").get<std::string>();
    }

    void compareBeams(const std::string& name, const std::vector<Hypothesis>& got, const json& ids, const json& scores,
                      const json& entry, std::size_t prompt, GoldenChecks& checks) const
    {
        if (got.size() != ids.size()) {
            checks.push_back(
                {name, false, std::to_string(got.size()) + " hypotheses instead of " + std::to_string(ids.size())});
            return;
        }
        double difference = 0;
        for (std::size_t i = 0; i < got.size(); ++i) {
            checks.push_back(
                sameIds(name + " #" + std::to_string(i), got[i].ids, generatedPart(ids[i], prompt, m_config.sepId)));
            if (scores.is_null())
                continue;
            // A negative penalty multiplies sums of logarithms by the length: such scores are compared relatively.
            const double want = scores[i].get<double>();
            const double unit = entry.value("length_penalty", 1.0) < 0 ? std::max(1.0, std::abs(want)) : 1.0;
            difference = worse(difference, std::abs(got[i].score - want) / unit);
        }
        if (!scores.is_null())
            checks.push_back(closeEnough(name + " scores", difference, kScores));
    }

    const BlipTextConfig& m_config;
    const CaseDecoders& m_decoders;
    const json& m_described;
    std::string m_prefix;
};

} // namespace

void checkGeneration(const BlipTextConfig& config, const CaseDecoders& decoders, const json& described,
                     const GoldenTensors& golden, GoldenChecks& checks)
{
    const GenerationRun run(config, decoders, described, golden.prefix());
    std::size_t number = 0;
    for (const json& entry : described.at("greedy"))
        run.greedy(entry, number++, golden, checks);
    number = 0;
    for (const json& entry : described.at("beam"))
        run.beam(entry, number++, checks);
    number = 0;
    for (const json& entry : described.at("batch3"))
        run.batch(entry, number++, checks);
}

void checkGreedyOfAll(const BlipTextConfig& config, const CaseDecoders& decoders, const json& described,
                      const std::string& prefix, GoldenChecks& checks)
{
    const std::string key = "greedy_ids_per_image_no_prompt_max_length_20";
    GenerationOptions options;
    options.endId = config.sepId;
    const std::vector<int> prompt{config.bosId};
    const auto captions = decoders.make(0, decoders.pictures);
    const auto got = generate(*captions, decoders.pictures, prompt, options, {}).value();
    for (std::size_t i = 0; i < got.size(); ++i)
        checks.push_back(sameIds(prefix + key + " " + std::to_string(i), got[i].at(0).ids,
                                 generatedPart(described.at(key).at(i), prompt.size(), config.sepId)));
}

} // namespace vidimus::golden
