// Damages small pictures at random and takes them in:  fuzz_decode [SECONDS [SEED]]
// Build it with sanitizers. The input at work stands in fuzz_decode.input, so that a crash can be repeated with
// fuzz_decode --file fuzz_decode.input

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include "core/media/decoder.h"
#include "core/media/metadata.h"
#include "core/media/thumbnail.h"
#include "tests/core/media/hostile_files.h"
#include "tests/core/media/test_pictures.h"

namespace {

using namespace vidimus;
using namespace vidimus::media;
using namespace vidimus::media::test;

std::vector<QByteArray> seeds()
{
    constexpr qsizetype kLargest = 30'000;
    std::vector<QByteArray> files;
    for (const HostileFile& file : hostileFiles()) {
        if (!file.bytes.isEmpty() && file.bytes.size() <= kLargest)
            files.push_back(file.bytes);
    }
    const QImage picture = quarters(40, 30);
    for (const char* format : {"jpeg", "png", "webp", "tiff", "bmp", "ppm"})
        files.push_back(encoded(picture, format));
    files.push_back(encoded(picture, "webp", 100));
    for (const auto pixels : {QImage::Format_Indexed8, QImage::Format_Mono, QImage::Format_RGBA64,
                              QImage::Format_Grayscale16, QImage::Format_ARGB32}) {
        files.push_back(encoded(picture.convertToFormat(pixels), "png"));
        files.push_back(encoded(picture.convertToFormat(pixels), "tiff"));
    }
    files.push_back(dng(encoded(picture, "jpeg"), {40, 30}, 6));
    files.push_back(gif({20, 10}, {{QSize(20, 10), Qt::red}, {QSize(5, 5), Qt::blue}}, true));
    for (const QFileInfo& info : QDir(MEDIA_TEST_DATA).entryInfoList(QDir::Files)) {
        QFile file(info.filePath());
        if (file.open(QIODevice::ReadOnly))
            files.push_back(file.readAll());
    }
    return files;
}

class Mutator {
public:
    explicit Mutator(std::uint32_t seed) : m_random(seed) {}

    QByteArray operator()(const std::vector<QByteArray>& files)
    {
        QByteArray bytes = files[below(files.size())];
        for (std::size_t i = 0, times = 1 + below(6); i < times && !bytes.isEmpty(); ++i)
            change(bytes, files);
        return bytes;
    }

private:
    std::size_t below(std::size_t limit) { return limit == 0 ? 0 : m_random() % limit; }
    qsizetype place(const QByteArray& bytes)
    {
        // Headers are worth more than pixels.
        const auto size = static_cast<std::size_t>(bytes.size());
        return static_cast<qsizetype>(below(2) == 0 ? below(std::min<std::size_t>(size, 200)) : below(size));
    }

    void change(QByteArray& bytes, const std::vector<QByteArray>& files)
    {
        const qsizetype at = place(bytes);
        switch (below(7)) {
        case 0:
            bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
            break;
        case 1:
            bytes[at] = static_cast<char>(below(256));
            break;
        case 2: { // a number that breaks sums
            constexpr std::uint32_t kNumbers[] = {0,      1,          0x7F,        0xFF,       0x7FFF,
                                                  0xFFFF, 0x7FFFFFFF, 0x80000000u, 0xFFFFFFFFu};
            const std::uint32_t number = kNumbers[below(std::size(kNumbers))];
            const int width = 1 << below(3);
            const QByteArray written = below(2) == 0 ? littleEndian(number, width) : bigEndian(number, width);
            bytes.replace(at, written.size(), written);
            break;
        }
        case 3:
            bytes.truncate(at);
            break;
        case 4:
            bytes.remove(at, static_cast<qsizetype>(1 + below(16)));
            break;
        case 5:
            bytes.insert(at, bytes.mid(place(bytes), static_cast<qsizetype>(1 + below(64))));
            break;
        default:
            bytes.replace(at, static_cast<qsizetype>(below(64)),
                          files[below(files.size())].mid(at, static_cast<qsizetype>(below(64))));
            break;
        }
    }

    std::mt19937 m_random;
};

std::string takeIn(const QByteArray& bytes)
{
    DecodeLimits limits;
    limits.maxPixels = 4'000'000;
    limits.maxDecodedBytes = 64 << 20;
    const auto header = readHeader(bytes, limits);
    if (!header)
        return header.error().message;
    readMetadata(bytes, *header);
    const auto image = decode(bytes, 16, limits);
    if (!image)
        return image.error().message;
    if (image->isNull() ||
        (image->format() != QImage::Format_RGB32 && image->format() != QImage::Format_ARGB32_Premultiplied))
        std::abort();
    return makeThumbnail(*image) ? "read" : "no thumbnail";
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    initialise();
    if (argc == 3 && std::string_view(argv[1]) == "--file") {
        QFile file(argv[2]);
        if (!file.open(QIODevice::ReadOnly))
            return 2;
        std::puts(takeIn(file.readAll()).c_str());
        return 0;
    }
    const int seconds = argc > 1 ? std::atoi(argv[1]) : 60;
    const auto seed = static_cast<std::uint32_t>(argc > 2 ? std::atoi(argv[2]) : 1);
    const std::vector<QByteArray> files = seeds();
    Mutator mutate(seed);
    std::map<std::string, int> outcomes;
    int runs = 0;
    double slowest = 0;
    const auto now = [] { return std::chrono::steady_clock::now(); };
    for (const auto end = now() + std::chrono::seconds(seconds); now() < end; ++runs) {
        const QByteArray bytes = mutate(files);
        QFile input("fuzz_decode.input");
        if (!input.open(QIODevice::WriteOnly) || input.write(bytes) != bytes.size())
            return 2;
        input.close();
        const auto start = now();
        ++outcomes[takeIn(bytes).substr(0, 60)];
        const double took = std::chrono::duration<double>(now() - start).count();
        if (took > slowest) {
            slowest = took;
            QFile::remove("fuzz_decode.slowest");
            QFile::copy("fuzz_decode.input", "fuzz_decode.slowest");
        }
    }
    std::printf("%d inputs, slowest %.0f ms\n", runs, slowest * 1000);
    for (const auto& [outcome, count] : outcomes)
        std::printf("%8d  %s\n", count, outcome.c_str());
    return 0;
}
