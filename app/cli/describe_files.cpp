#include "app/cli/describe_files.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <ostream>
#include <thread>
#include <vector>

#include "core/base/path_text.h"
#include "core/media/decoder.h"
#include "core/media/picture_file.h"

namespace vidimus::cli {

Result<DecodedPicture> decodePicture(const std::filesystem::path& file, int shortSide, std::stop_token stop)
{
    const auto start = std::chrono::steady_clock::now();
    const media::DecodeLimits limits;
    const auto bytes = media::readFile(file, limits.maxFileBytes, stop);
    if (!bytes)
        return fail(bytes.error());
    const auto picture = media::decode(*bytes, shortSide, limits);
    if (!picture)
        return fail(picture.error());
    DecodedPicture decoded;
    decoded.image = std::make_shared<const RgbImage>(media::toRgbImage(*picture));
    decoded.decodeMs = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    return decoded;
}

void inParallel(std::size_t count, int threads, const std::function<void(std::size_t)>& body)
{
    const std::size_t wanted =
        threads > 0 ? static_cast<std::size_t>(threads) : std::max(1u, std::thread::hardware_concurrency());
    std::atomic<std::size_t> next = 0;
    std::vector<std::jthread> workers;
    for (std::size_t i = 0; i < std::min(wanted, count); ++i)
        workers.emplace_back([&] {
            for (std::size_t item = next++; item < count; item = next++)
                body(item);
        });
}

void reportFailed(CommandContext& context, const FailedInput& failed)
{
    context.err << displayText(failed.input) + ": " + displayText(failed.error.message) + "\n" << std::flush;
}

Json failedToJson(std::span<const FailedInput> failed)
{
    Json list = Json::array();
    for (const FailedInput& item : failed)
        list.push_back({{"path", item.input}, {"error", item.error.message}});
    return list;
}

} // namespace vidimus::cli
