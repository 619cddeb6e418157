#include "core/inference/runtime/open_backend.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <thread>

#include "core/inference/onednn/choose_numeric.h"
#include "core/inference/onednn/packed_backends.h"
#include "core/inference/runtime/int8_agreement.h"
#include "core/inference/torch/eager_backends.h"

namespace vidimus::inference {

namespace {

int threadsOf(const RunOptions& options)
{
    return options.threads > 0 ? options.threads : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

/// `chosen` is what Precision::Auto came to: a model that is dropped and loaded again keeps it.
Numeric numericOf(const ModelFolder& model, Precision precision, int threads, const std::filesystem::path& measurements,
                  std::optional<Numeric>& chosen)
{
    switch (precision) {
    case Precision::Fp32:
        return Numeric::Fp32;
    case Precision::Bf16:
        return Numeric::Bf16;
    case Precision::Int8:
        return eightBits().value_or(Numeric::Fp32);
    case Precision::Auto:
        break;
    }
    if (!chosen)
        chosen = chooseNumeric(model.id, threads, measurements,
                               [&](Numeric eightBits) { return int8Agrees(model, eightBits, threads); });
    return *chosen;
}

template <typename Backend, typename MakePacked, typename MakeEager>
Result<typename LazyBackend<Backend>::Load> loader(const RunOptions& options, MakePacked makePacked,
                                                   MakeEager makeEager)
{
    auto session = TorchSession::open(options);
    if (!session)
        return fail(session.error());
    if (options.eager || session->device().is_cuda()) {
        if (options.precision == Precision::Bf16 || options.precision == Precision::Int8)
            return fail(ErrorCode::Unsupported, "LibTorch runs models in fp32 only here: leave --precision out.");
        return [session = *session, makeEager](const ModelFolder& model) { return makeEager(model, session); };
    }
    const Precision precision = options.precision;
    const bool bf16 = precision == Precision::Bf16;
    if ((bf16 && !canMultiply(Numeric::Bf16)) || (precision == Precision::Int8 && !eightBits()))
        return fail(ErrorCode::Unsupported, std::string("This processor has no fast products of ") +
                                                (bf16 ? "bf16" : "int8") + ": leave --precision out.");
    const int threads = threadsOf(options);
    return [precision, threads, makePacked, measurements = options.measurements, hook = options.hook,
            chosen = std::optional<Numeric>()](const ModelFolder& model) mutable {
        return makePacked(model, numericOf(model, precision, threads, measurements, chosen), threads, hook);
    };
}

} // namespace

Result<LazyBackend<BlipBackend>::Load> blipLoader(const RunOptions& options)
{
    return loader<BlipBackend>(options, makePackedBlip, makeEagerBlip);
}

Result<LazyBackend<ClipBackend>::Load> clipLoader(const RunOptions& options)
{
    return loader<ClipBackend>(options, makePackedClip, makeEagerClip);
}

} // namespace vidimus::inference
