#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "app/cli/command_context.h"
#include "app/cli/json_output.h"
#include "core/base/error.h"
#include "core/base/rgb_image.h"

namespace vidimus::cli {

struct DecodedPicture {
    std::shared_ptr<const RgbImage> image;
    double decodeMs = 0; ///< reading, decoding and colour conversion
};

/// A file as the models want it; no library is involved.
Result<DecodedPicture> decodePicture(const std::filesystem::path& file, int shortSide, std::stop_token stop);

/// Runs body(0) … body(count - 1) on up to `threads` threads (0: one per core) and waits for all of them.
void inParallel(std::size_t count, int threads, const std::function<void(std::size_t)>& body);

/// A file that could not be done: its line for stderr, its object for `failed`.
struct FailedInput {
    std::string input; ///< byte for byte as given
    Error error;
};
void reportFailed(CommandContext& context, const FailedInput& failed);
Json failedToJson(std::span<const FailedInput> failed);

/// What became of the operands, each in its order.
template <typename Answer>
struct DescribedInputs {
    struct Done {
        std::string input;
        Answer answer;
    };
    std::vector<Done> done;
    std::vector<FailedInput> failed;
    std::optional<Error> stoppedBy; ///< interrupted, or the model cannot be loaded: no fault of an input
};

/// Asks `describe(input)` for each operand, several at once, and reports those that failed.
template <typename Answer>
DescribedInputs<Answer> describeOperands(CommandContext& context,
                                         const std::function<Result<Answer>(const std::string&)>& describe)
{
    const std::vector<std::string>& inputs = context.operands;
    std::vector<Result<Answer>> answers(inputs.size(), fail(ErrorCode::Cancelled, "Cancelled."));
    inParallel(inputs.size(), context.options.threads, [&](std::size_t i) { answers[i] = describe(inputs[i]); });
    DescribedInputs<Answer> described;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        if (answers[i])
            described.done.push_back({inputs[i], std::move(*answers[i])});
        else if (const ErrorCode code = answers[i].error().code;
                 code == ErrorCode::Cancelled || code == ErrorCode::ModelUnavailable)
            described.stoppedBy = answers[i].error();
        else
            described.failed.push_back({inputs[i], answers[i].error()});
    }
    for (const FailedInput& item : described.failed)
        reportFailed(context, item);
    return described;
}

/// The exit code that belongs to it; says why, when it was stopped.
template <typename Answer>
ExitCode endOf(CommandContext& context, const DescribedInputs<Answer>& described)
{
    if (described.stoppedBy)
        return cannotRun(context, *described.stoppedBy);
    return described.failed.empty() ? ExitCode::Done : ExitCode::SomeFailed;
}

} // namespace vidimus::cli
