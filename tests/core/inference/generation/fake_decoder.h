#pragma once

#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

#include "core/inference/generation/caption_decoder.h"

namespace vidimus::inference::test {

/// The raw logits after a sequence, prompt included.
using LanguageModel = std::function<std::vector<float>(int picture, const std::vector<int>& sequence)>;

/// A decoder whose rows are sequences and whose model is a function of them.
class FakeDecoder : public CaptionDecoder {
public:
    FakeDecoder(LanguageModel model, int pictures, int vocabSize, int maxPositions = 512)
        : m_model(std::move(model)), m_pictures(pictures), m_vocabSize(vocabSize), m_maxPositions(maxPositions)
    {}

    int vocabSize() const override { return m_vocabSize; }
    int maxPositions() const override { return m_maxPositions; }

    Result<std::span<const float>> start(std::span<const int> prompt, std::stop_token stop) override
    {
        m_rows.clear();
        for (int picture = 0; picture < m_pictures; ++picture)
            m_rows.push_back({picture, {prompt.begin(), prompt.end()}});
        return answer(stop);
    }

    Result<std::span<const float>> step(std::span<const int> token, std::span<const int> sourceRow,
                                        std::stop_token stop) override
    {
        std::vector<Row> rows;
        for (std::size_t i = 0; i < token.size(); ++i) {
            rows.push_back(m_rows.at(static_cast<std::size_t>(sourceRow[i])));
            rows.back().sequence.push_back(token[i]);
        }
        m_rows = std::move(rows);
        return answer(stop);
    }

    std::vector<std::size_t> rowsOfCalls; ///< how many rows each call was about
    std::function<void()> afterCall = [] {};

private:
    struct Row {
        int picture = 0;
        std::vector<int> sequence;
    };

    Result<std::span<const float>> answer(const std::stop_token& stop)
    {
        rowsOfCalls.push_back(m_rows.size());
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Cancelled.");
        m_logits.clear();
        for (const Row& row : m_rows) {
            const auto logits = m_model(row.picture, row.sequence);
            m_logits.insert(m_logits.end(), logits.begin(), logits.end());
        }
        afterCall();
        return std::span<const float>(m_logits);
    }

    LanguageModel m_model;
    int m_pictures;
    int m_vocabSize;
    int m_maxPositions;
    std::vector<Row> m_rows;
    std::vector<float> m_logits;
};

} // namespace vidimus::inference::test
