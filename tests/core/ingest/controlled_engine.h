#pragma once

#include <condition_variable>
#include <limits>
#include <memory>
#include <mutex>
#include <vector>

#include "core/inference/mock_engine.h"

namespace vidimus::test {

/// What a test may do to an engine that a pipeline owns, and what it saw of it.
struct EngineControl {
    std::mutex mutex;
    std::condition_variable_any changed;
    bool open = true;      ///< closed: calls wait here (and end when cancelled)
    int captions = 0;      ///< pictures captioned
    int waiting = 0;       ///< calls at the closed gate
    int failWidth = -1;    ///< pictures of this width cannot be captioned
    bool captioner = true; ///< false: the model that captions cannot be loaded
    bool embedder = true;  ///< the same of the one that embeds
    bool nonsense = false; ///< confidences are not numbers
    int batch = 4;
    std::vector<int> widths; ///< of the captioned pictures, in order

    void setOpen(bool value)
    {
        const std::lock_guard lock(mutex);
        open = value;
        changed.notify_all();
    }
    void waitUntilCallWaits()
    {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return waiting > 0; });
    }
    int captionCount()
    {
        const std::lock_guard lock(mutex);
        return captions;
    }
};

/// The mock, with a gate before it.
class ControlledEngine : public inference::Engine {
public:
    explicit ControlledEngine(std::shared_ptr<EngineControl> control)
        : m_mock(inference::makeMockEngine()), m_control(std::move(control))
    {}

    inference::EngineInfo info() const override
    {
        auto info = m_mock->info();
        info.preferredShortSide = 32;
        info.preferredBatch = m_control->batch;
        return info;
    }
    Result<void> warmUp(std::stop_token stop) override { return m_mock->warmUp(stop); }

    std::vector<Result<inference::CaptionResult>> caption(std::span<const RgbImage* const> images,
                                                          const inference::CaptionOptions& options,
                                                          std::stop_token stop) override
    {
        std::unique_lock lock(m_control->mutex);
        ++m_control->waiting;
        m_control->changed.notify_all();
        const bool passed = m_control->changed.wait(lock, stop, [&] { return m_control->open; });
        --m_control->waiting;
        if (!passed)
            return std::vector<Result<inference::CaptionResult>>(images.size(),
                                                                 fail(ErrorCode::Cancelled, "Cancelled."));
        auto results = m_mock->caption(images, options, stop);
        for (std::size_t i = 0; i < images.size(); ++i) {
            if (!m_control->captioner) {
                results[i] = fail(ErrorCode::ModelUnavailable, "The captioner cannot be loaded.");
                continue;
            }
            ++m_control->captions;
            m_control->widths.push_back(images[i]->width);
            if (images[i]->width == m_control->failWidth)
                results[i] = fail(ErrorCode::Internal, "The model stumbled.");
            else if (m_control->nonsense && results[i])
                results[i]->caption.confidence = std::numeric_limits<float>::quiet_NaN();
        }
        return results;
    }
    std::vector<Result<inference::EmbeddingResult>> embedImages(std::span<const RgbImage* const> images,
                                                                std::stop_token stop) override
    {
        const std::lock_guard lock(m_control->mutex);
        if (!m_control->embedder)
            return std::vector<Result<inference::EmbeddingResult>>(
                images.size(), fail(ErrorCode::ModelUnavailable, "The embedder cannot be loaded."));
        return m_mock->embedImages(images, stop);
    }
    std::vector<Result<inference::EmbeddingResult>> embedTexts(std::span<const std::string> texts,
                                                               std::stop_token stop) override
    {
        return m_mock->embedTexts(texts, stop);
    }
    void unload() override { m_mock->unload(); }

private:
    std::unique_ptr<inference::Engine> m_mock;
    std::shared_ptr<EngineControl> m_control;
};

} // namespace vidimus::test
