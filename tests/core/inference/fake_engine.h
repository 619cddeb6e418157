#pragma once

#include <functional>
#include <mutex>
#include <semaphore>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "core/inference/engine.h"

namespace vidimus::inference {

/// What happened to a fake engine, and the gates that hold its calls. Outlives the engine, which the queue owns.
struct EngineLog {
    /// Called by the engine inside each call, with "caption 3" for a batch of three, "text hello", "image 1", "warm up" or
    /// "unload". May block, and may throw.
    std::function<void(const std::string&, std::stop_token)> onCall = [](const std::string&, std::stop_token) {};

    std::vector<std::string> calls() const
    {
        const std::lock_guard lock(mutex);
        return names;
    }
    void note(const std::string& name, std::stop_token stop = {})
    {
        {
            const std::lock_guard lock(mutex);
            names.push_back(name);
            thread = std::this_thread::get_id();
        }
        onCall(name, std::move(stop));
    }

    mutable std::mutex mutex;
    std::vector<std::string> names;
    std::thread::id thread;
};

/// Answers with the width of the picture or the length of the text, so that a test sees whose answer it got.
class FakeEngine final : public Engine {
public:
    explicit FakeEngine(EngineLog& log, int batch = 4) : m_log(log), m_batch(batch) {}

    EngineInfo info() const override
    {
        EngineInfo info;
        info.captionModel = {"fake-caption", "fake", Origin::Mock};
        info.embeddingModel = {"fake-embed", "fake", Origin::Mock};
        info.embeddingDimension = 1;
        info.preferredBatch = m_batch;
        return info;
    }
    Result<void> warmUp(std::stop_token stop) override
    {
        m_log.note("warm up", stop);
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Cancelled.");
        return {};
    }
    std::vector<Result<CaptionResult>> caption(std::span<const RgbImage* const> images, const CaptionOptions& options,
                                               std::stop_token stop) override
    {
        m_log.note("caption " + std::to_string(images.size()), stop);
        std::vector<Result<CaptionResult>> results;
        for (const RgbImage* const image : images) {
            CaptionResult result;
            result.caption.text = options.prompt + std::to_string(image->width);
            result.times = {10, 20, 30};
            if (stop.stop_requested())
                results.push_back(fail(ErrorCode::Cancelled, "Cancelled."));
            else
                results.emplace_back(std::move(result));
        }
        return results;
    }
    std::vector<Result<EmbeddingResult>> embedImages(std::span<const RgbImage* const> images,
                                                     std::stop_token stop) override
    {
        m_log.note("image " + std::to_string(images.size()), stop);
        std::vector<Result<EmbeddingResult>> results;
        for (const RgbImage* const image : images)
            results.push_back(answer(static_cast<float>(image->width), stop));
        return results;
    }
    std::vector<Result<EmbeddingResult>> embedTexts(std::span<const std::string> texts, std::stop_token stop) override
    {
        std::vector<Result<EmbeddingResult>> results;
        for (const std::string& text : texts) {
            m_log.note("text " + text, stop);
            results.push_back(answer(static_cast<float>(text.size()), stop));
        }
        return results;
    }
    void unload() override { m_log.note("unload"); }

private:
    static Result<EmbeddingResult> answer(float value, const std::stop_token& stop)
    {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Cancelled.");
        EmbeddingResult result;
        result.vector = {value};
        result.times = {5, 15, 0};
        return result;
    }

    EngineLog& m_log;
    const int m_batch;
};

} // namespace vidimus::inference
