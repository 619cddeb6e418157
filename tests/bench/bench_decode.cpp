// What taking in one 12-megapixel photograph costs, stage by stage. The import pipeline is to reach 80 % of the rate of
// BM_ScaledDecode alone, so BM_AllStages should not take more than 1.25 times as long.

#include <filesystem>
#include <fstream>

#include <QBuffer>
#include <QCoreApplication>
#include <QImageReader>
#include <QImageWriter>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

#include "core/media/decoder.h"
#include "core/media/metadata.h"
#include "core/media/picture_file.h"
#include "core/media/thumbnail.h"
#include "tests/core/media/test_pictures.h"

namespace {

using namespace vidimus;
using namespace vidimus::media;

/// Shorter side that models and previews ask for.
constexpr int kWorkingSide = 384;
constexpr std::uint64_t kMaxBytes = 512ull << 20;

/// Made once: 4000 x 3000 with a camera's EXIF, in a file.
struct Photograph {
    Photograph()
    {
        const QByteArray exif = test::tiff({{{test::text(271, "Canon"), test::text(272, "Canon EOS R6"),
                                              test::shorts(274, {1}), test::text(306, "2024:05:06 07:08:09")}}});
        bytes = test::jpegWithExif(test::encoded(test::photoLike(4000, 3000), "jpeg", 92), exif);
        path = folder.filePath("photograph.jpg").toStdString();
        std::ofstream(path, std::ios::binary).write(bytes.constData(), bytes.size());
    }

    QTemporaryDir folder;
    std::filesystem::path path;
    QByteArray bytes;
};

const Photograph& photograph()
{
    static const Photograph made;
    return made;
}

void describe(benchmark::State& state)
{
    state.SetItemsProcessed(state.iterations());
    state.counters["file_MB"] = static_cast<double>(photograph().bytes.size()) / 1e6;
}

void BM_Read(benchmark::State& state)
{
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(readFile(photograph().path, kMaxBytes));
    describe(state);
}
BENCHMARK(BM_Read)->Unit(benchmark::kMillisecond);

void BM_Hash(benchmark::State& state)
{
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(hashOf(photograph().bytes));
    describe(state);
}
BENCHMARK(BM_Hash)->Unit(benchmark::kMillisecond);

void BM_HeaderAndMetadata(benchmark::State& state)
{
    for ([[maybe_unused]] auto _ : state) {
        const auto header = readHeader(photograph().bytes);
        benchmark::DoNotOptimize(readMetadata(photograph().bytes, *header));
    }
    describe(state);
}
BENCHMARK(BM_HeaderAndMetadata)->Unit(benchmark::kMillisecond);

/// Decoding with every check and step of ours.
void BM_ScaledDecode(benchmark::State& state)
{
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(decode(photograph().bytes, static_cast<int>(state.range(0))));
    describe(state);
}
BENCHMARK(BM_ScaledDecode)->Arg(224)->Arg(kWorkingSide)->Arg(1080)->Arg(3000)->Unit(benchmark::kMillisecond);

/// Qt's reader alone at the same scale: what ours adds is the difference.
void BM_QtReaderAlone(benchmark::State& state)
{
    for ([[maybe_unused]] auto _ : state) {
        QBuffer buffer;
        buffer.setData(photograph().bytes);
        buffer.open(QIODevice::ReadOnly);
        QImageReader reader(&buffer, "jpeg");
        reader.setScaledSize(QSize(4000, 3000) / static_cast<int>(state.range(0)));
        benchmark::DoNotOptimize(reader.read());
    }
    describe(state);
}
BENCHMARK(BM_QtReaderAlone)->Arg(4)->Arg(2)->Arg(1)->Unit(benchmark::kMillisecond);

void BM_Thumbnail(benchmark::State& state)
{
    const auto image = decode(photograph().bytes, kWorkingSide);
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(makeThumbnail(*image));
    describe(state);
}
BENCHMARK(BM_Thumbnail)->Unit(benchmark::kMillisecond);

void BM_ToRgbImage(benchmark::State& state)
{
    const auto image = decode(photograph().bytes, kWorkingSide);
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(toRgbImage(*image));
    describe(state);
}
BENCHMARK(BM_ToRgbImage)->Unit(benchmark::kMillisecond);

void BM_AllStages(benchmark::State& state)
{
    for ([[maybe_unused]] auto _ : state) {
        const auto bytes = readFile(photograph().path, kMaxBytes);
        benchmark::DoNotOptimize(hashOf(*bytes));
        const auto header = readHeader(*bytes);
        benchmark::DoNotOptimize(readMetadata(*bytes, *header));
        const auto image = decode(*bytes, kWorkingSide);
        benchmark::DoNotOptimize(makeThumbnail(*image));
        benchmark::DoNotOptimize(toRgbImage(*image));
    }
    describe(state);
}
BENCHMARK(BM_AllStages)->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv); // finds Qt's image plugins
    initialise();
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 2;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
