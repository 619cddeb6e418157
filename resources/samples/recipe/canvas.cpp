#include "canvas.h"

#include "noise.h"

namespace vidimus::samples {

namespace {

/// Pixels of N floats, blurred in place: three box blurs are near enough to a Gaussian.
template <int N>
class Blur {
public:
    Blur(float* data, int width, int height) : m_data(data), m_width(width), m_height(height) {}

    void run(float sigma)
    {
        const int radius = std::max(1, static_cast<int>(std::lround(sigma)));
        for (int pass = 0; pass < 3; ++pass) {
            for (int y = 0; y < m_height; ++y)
                line(m_data + static_cast<std::ptrdiff_t>(y) * m_width * N, m_width, N, radius);
            for (int x = 0; x < m_width; ++x)
                line(m_data + static_cast<std::ptrdiff_t>(x) * N, m_height, static_cast<std::ptrdiff_t>(m_width) * N,
                     radius);
        }
    }

private:
    void line(float* start, int count, std::ptrdiff_t step, int radius)
    {
        m_copy.resize(static_cast<std::size_t>(count) * N);
        for (int i = 0; i < count; ++i)
            std::copy_n(start + i * step, N, m_copy.data() + static_cast<std::ptrdiff_t>(i) * N);
        const auto old = [&](int i) {
            return m_copy.data() + static_cast<std::ptrdiff_t>(std::clamp(i, 0, count - 1)) * N;
        };
        double sum[N] = {};
        for (int i = -radius; i <= radius; ++i)
            for (int c = 0; c < N; ++c)
                sum[c] += static_cast<double>(old(i)[c]);
        for (int i = 0; i < count; ++i) {
            for (int c = 0; c < N; ++c) {
                start[i * step + c] = static_cast<float>(sum[c] / (2 * radius + 1));
                sum[c] += static_cast<double>(old(i + radius + 1)[c] - old(i - radius)[c]);
            }
        }
    }

    float* m_data;
    int m_width;
    int m_height;
    std::vector<float> m_copy;
};

static_assert(sizeof(Rgb) == 3 * sizeof(float));

} // namespace

Canvas::Canvas(int width, int height)
    : m_width(width), m_height(height), m_pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height))
{}

void Canvas::paint(const std::function<void(QPainter&)>& draw, float blur, float opacity, Blend blend)
{
    QImage layer(m_width, m_height, QImage::Format_ARGB32_Premultiplied);
    layer.fill(Qt::transparent);
    QPainter painter(&layer);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    painter.setPen(Qt::NoPen);
    painter.scale(m_height, m_height);
    draw(painter);
    painter.end();

    std::vector<float> values(m_pixels.size() * 4);
    for (int y = 0; y < m_height; ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(layer.constScanLine(y));
        float* to = values.data() + index(0, y) * 4;
        for (int x = 0; x < m_width; ++x) {
            *to++ = static_cast<float>(qRed(line[x])) / 255.f;
            *to++ = static_cast<float>(qGreen(line[x])) / 255.f;
            *to++ = static_cast<float>(qBlue(line[x])) / 255.f;
            *to++ = static_cast<float>(qAlpha(line[x])) / 255.f;
        }
    }
    if (blur > 0)
        Blur<4>(values.data(), m_width, m_height).run(blur / pixel());
    for (std::size_t i = 0; i < m_pixels.size(); ++i) {
        const float alpha = values[i * 4 + 3];
        const Rgb ink{values[i * 4], values[i * 4 + 1], values[i * 4 + 2]}; // premultiplied
        Rgb& below = m_pixels[i];
        Rgb result;
        switch (blend) {
        case Blend::Over:
            result = ink + below * (1 - alpha);
            break;
        case Blend::Screen:
            result = screen(below, ink);
            break;
        case Blend::Multiply:
            result = below * (ink + Rgb(1, 1, 1) * (1 - alpha));
            break;
        }
        below = mix(below, result, opacity);
    }
}

Rgb Canvas::at(float u, float v) const
{
    const float x = std::clamp(u / pixel() - 0.5f, 0.f, static_cast<float>(m_width - 1));
    const float y = std::clamp(v / pixel() - 0.5f, 0.f, static_cast<float>(m_height - 1));
    const int left = std::min(static_cast<int>(x), m_width - 1);
    const int top = std::min(static_cast<int>(y), m_height - 1);
    const int right = std::min(left + 1, m_width - 1);
    const int bottom = std::min(top + 1, m_height - 1);
    const float dx = x - static_cast<float>(left);
    return mix(mix(m_pixels[index(left, top)], m_pixels[index(right, top)], dx),
               mix(m_pixels[index(left, bottom)], m_pixels[index(right, bottom)], dx), y - static_cast<float>(top));
}

void Canvas::blur(float radius)
{
    Blur<3>(&m_pixels[0].r, m_width, m_height).run(radius / pixel());
}

void Canvas::bloom(float threshold, float radius, float strength)
{
    Canvas light = *this;
    light.shade([&](float, float, Rgb colour) { return colour * smooth(threshold, 1.f, colour.grey()); });
    light.blur(radius);
    for (std::size_t i = 0; i < m_pixels.size(); ++i)
        m_pixels[i] = screen(m_pixels[i], light.m_pixels[i] * strength);
}

void Canvas::vignette(float strength)
{
    const float middle = aspect() / 2;
    shade([&](float u, float v, Rgb colour) {
        const float distance = std::hypot((u - middle) / middle, (v - 0.5f) * 2) / 1.414f;
        return colour * (1 - strength * smooth(0.45f, 1.1f, distance));
    });
}

void Canvas::grain(float strength, std::uint32_t seed)
{
    Random random(seed);
    for (Rgb& colour : m_pixels) {
        const float shift = strength * random.bell();
        colour = colour + Rgb(shift, shift, shift);
    }
}

void Canvas::grade(float contrast, float saturation)
{
    for (Rgb& colour : m_pixels) {
        const float grey = colour.grey();
        colour = mix(Rgb(grey, grey, grey), colour, saturation);
        colour = mix(Rgb(0.5f, 0.5f, 0.5f), colour, contrast);
    }
}

void Canvas::mirrorBelow(float horizon, Rgb water, float tint, float ripple, std::uint32_t seed)
{
    const Canvas before = *this;
    shade([&](float u, float v, Rgb colour) {
        if (v < horizon)
            return colour;
        const float depth = (v - horizon) / (1 - horizon);
        // Ripples are narrower and flatter the farther they are.
        const float scale = 1 / (0.012f + 0.22f * depth);
        const float wave = clouds(u * scale * 0.35f, std::sqrt(depth) * 60, 3, seed);
        const float shift = ripple * wave * (0.15f + depth);
        const Rgb mirrored = before.at(u + shift * 0.5f, horizon - (v - horizon) * 0.92f + shift);
        const Rgb lit = mirrored * (1 + 0.25f * wave);
        return mix(lit, water, clamp01(tint * (0.45f + 0.75f * depth)));
    });
}

QImage Canvas::image() const
{
    QImage image(m_width, m_height, QImage::Format_RGB32);
    const auto byte = [](float value) { return static_cast<int>(std::lround(clamp01(value) * 255.f)); };
    for (int y = 0; y < m_height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < m_width; ++x) {
            const Rgb colour = m_pixels[index(x, y)];
            line[x] = qRgb(byte(colour.r), byte(colour.g), byte(colour.b));
        }
    }
    return image;
}

QImage Canvas::image16() const
{
    QImage image(m_width, m_height, QImage::Format_RGBX64);
    // Steps of 1/2048: finer than eight bits can hold, and the file stays small.
    const auto word = [](float value) { return static_cast<quint16>(std::lround(clamp01(value) * 2047.f) * 32); };
    for (int y = 0; y < m_height; ++y) {
        auto* line = reinterpret_cast<QRgba64*>(image.scanLine(y));
        for (int x = 0; x < m_width; ++x) {
            const Rgb colour = m_pixels[index(x, y)];
            line[x] = QRgba64::fromRgba64(word(colour.r), word(colour.g), word(colour.b), 0xFFFF);
        }
    }
    return image;
}

void Canvas::replace(const QImage& image)
{
    const QImage source = image.convertToFormat(QImage::Format_RGB32);
    for (int y = 0; y < m_height; ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(source.constScanLine(y));
        for (int x = 0; x < m_width; ++x)
            m_pixels[index(x, y)] = Rgb(line[x] & 0xFFFFFFu);
    }
}

} // namespace vidimus::samples
