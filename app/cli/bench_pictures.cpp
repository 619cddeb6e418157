#include "app/cli/bench_pictures.h"

#include <algorithm>
#include <cmath>

#include <QBuffer>
#include <QImage>

namespace vidimus::cli {

namespace {

constexpr int kQuality = 88;

/// Marsaglia's xorshift: one multiplication-free step a pixel.
std::uint32_t nextRandom(std::uint32_t& state)
{
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
}

QImage draw(QSize size, std::uint32_t seed)
{
    QImage image(size, QImage::Format_RGB32);
    std::uint32_t random = seed * 2654435761u | 1u;
    const double turns = 2.0 + (seed % 5);
    for (int y = 0; y < size.height(); ++y) {
        auto* const row = reinterpret_cast<QRgb*>(image.scanLine(y));
        const int sky = 60 + 140 * y / size.height();
        const int wave = static_cast<int>(40 * std::sin(turns * y / size.height()));
        for (int x = 0; x < size.width(); ++x) {
            const std::uint32_t noise = nextRandom(random);
            const int grain = static_cast<int>(noise & 15u) - 8;
            const int slope = 120 * x / size.width();
            row[x] = qRgb(std::clamp(sky + grain, 0, 255), std::clamp(slope + wave + 60 + grain, 0, 255),
                          std::clamp(255 - sky + grain, 0, 255));
        }
    }
    return image;
}

} // namespace

Result<QByteArray> benchJpeg(QSize size, std::uint32_t seed)
{
    const QImage image = draw(size, seed);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "jpg", kQuality))
        return fail(ErrorCode::Internal, "The pictures to measure with could not be made: Qt cannot write JPEG here.");
    return bytes;
}

} // namespace vidimus::cli
