#include "core/inference/guarded_engine.h"

#include <algorithm>
#include <exception>
#include <functional>
#include <new>
#include <utility>

#include "core/base/path_text.h"

namespace vidimus::inference {

namespace {

/// Runs what may throw.
template <typename T>
Result<T> guarded(const std::function<T()>& call)
{
    try {
        return call();
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::Internal, "The model ran out of memory.");
    } catch (const std::exception& error) {
        return fail(ErrorCode::Internal, "The model failed: " + displayText(error.what()));
    } catch (...) {
        return fail(ErrorCode::Internal, "The model failed for an unknown reason.");
    }
}

/// One call of the engine for several inputs, with one answer for each of them whatever happens.
template <typename Answer, typename Input>
std::vector<Result<Answer>> answerEach(std::span<const Input> inputs, const std::stop_token& stop,
                                       const std::function<std::vector<Result<Answer>>(std::span<const Input>)>& call)
{
    using Answers = std::vector<Result<Answer>>;
    if (inputs.empty())
        return {};
    Result<Answers> answers = guarded<Answers>([&] { return call(inputs); });
    if (answers && answers->size() == inputs.size())
        return std::move(*answers);
    if (inputs.size() == 1) {
        Error error = answers ? Error{ErrorCode::Internal, "The model gave no answer."} : answers.error();
        return Answers(1, fail(std::move(error)));
    }
    Answers one;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (stop.stop_requested())
            one.push_back(fail(ErrorCode::Cancelled, "Cancelled."));
        else
            one.push_back(std::move(answerEach<Answer>(inputs.subspan(i, 1), stop, call).front()));
    }
    return one;
}

class GuardedEngine final : public Engine {
public:
    explicit GuardedEngine(std::unique_ptr<Engine> engine) : m_engine(std::move(engine)) {}

    EngineInfo info() const override { return m_engine->info(); }

    Result<void> warmUp(std::stop_token stop) override
    {
        const Result<Result<void>> done = guarded<Result<void>>([&] { return m_engine->warmUp(stop); });
        return done ? *done : fail(done.error());
    }

    std::vector<Result<CaptionResult>> caption(std::span<const RgbImage* const> images, const CaptionOptions& options,
                                               std::stop_token stop) override
    {
        return answerPictures<CaptionResult>(images, stop, [&](std::span<const RgbImage* const> some) {
            return m_engine->caption(some, options, stop);
        });
    }

    std::vector<Result<EmbeddingResult>> embedImages(std::span<const RgbImage* const> images,
                                                     std::stop_token stop) override
    {
        return answerPictures<EmbeddingResult>(
            images, stop, [&](std::span<const RgbImage* const> some) { return m_engine->embedImages(some, stop); });
    }

    std::vector<Result<EmbeddingResult>> embedTexts(std::span<const std::string> texts, std::stop_token stop) override
    {
        return answerEach<EmbeddingResult, std::string>(
            texts, stop, [&](std::span<const std::string> some) { return m_engine->embedTexts(some, stop); });
    }

    void unload() override
    {
        // An engine that cannot let go of its memory is not a reason to stop working.
        static_cast<void>(guarded<bool>([&] {
            m_engine->unload();
            return true;
        }));
    }

private:
    /// Answers pictures without pixels itself and hands the others on, in order.
    template <typename Answer, typename Call>
    std::vector<Result<Answer>> answerPictures(std::span<const RgbImage* const> images, const std::stop_token& stop,
                                               const Call& call)
    {
        const auto hasPixels = [](const RgbImage* image) {
            return image && image->width > 0 && image->height > 0 &&
                   image->pixels.size() ==
                       static_cast<std::size_t>(image->width) * static_cast<std::size_t>(image->height) * 3;
        };
        std::vector<const RgbImage*> sound;
        std::copy_if(images.begin(), images.end(), std::back_inserter(sound), hasPixels);
        std::vector<Result<Answer>> answers = answerEach<Answer, const RgbImage*>(sound, stop, call);
        auto next = answers.begin();
        std::vector<Result<Answer>> all;
        all.reserve(images.size());
        for (const RgbImage* const image : images) {
            if (hasPixels(image))
                all.push_back(std::move(*next++));
            else
                all.push_back(fail(ErrorCode::InvalidArgument, "A picture without pixels cannot be described."));
        }
        return all;
    }

    std::unique_ptr<Engine> m_engine;
};

} // namespace

std::unique_ptr<Engine> makeGuardedEngine(std::unique_ptr<Engine> engine)
{
    return std::make_unique<GuardedEngine>(std::move(engine));
}

} // namespace vidimus::inference
