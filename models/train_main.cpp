#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>

#include <QFile>
#include <QGuiApplication>

#include <ATen/Context.h>
#include <CLI/CLI.hpp>

#include "core/base/path_text.h"
#include "core/media/decoder.h"
#include "models/draw/labelled_folder.h"
#include "models/draw/scene_list.h"
#include "models/train/correction_source.h"
#include "models/train/curves.h"
#include "models/train/model_folders.h"
#include "models/train/scene_source.h"
#include "models/train/trainer.h"

namespace {

using namespace vidimus;
namespace fs = std::filesystem;

volatile std::sig_atomic_t g_interrupted = 0;

int complain(const Error& error)
{
    std::fprintf(stderr, "%s\n", error.message.c_str());
    return 3;
}

std::string timeText(double seconds)
{
    const int minutes = static_cast<int>(seconds / 60);
    char text[32];
    std::snprintf(text, sizeof text, "%d:%02d", minutes / 60, minutes % 60);
    return text;
}

/// The lines of a run: on the terminal and, as figures, in metrics.csv.
class Report {
public:
    explicit Report(const fs::path& file)
    {
        std::error_code ignored;
        const bool isNew = !fs::exists(file, ignored) || fs::file_size(file, ignored) == 0;
        m_csv.open(file, std::ios::app);
        if (isNew)
            m_csv << "kind,steps,pictures,seconds,per_second,rate,caption_loss,sentence_loss,query_loss,patch_loss,"
                     "right_words,right_sentences,right_kinds,right_middles\n";
    }

    void progress(const train::Progress& p)
    {
        std::printf("%5.1f %%  %9llu pictures  %5.0f/s  left %s  | loss %.3f %.3f %.3f %.3f | words %.1f %%  sentences "
                    "%.1f %%  kinds %.1f %%  middles %.1f %%\n",
                    100 * p.part, static_cast<unsigned long long>(p.standing.pictures), p.perSecond,
                    timeText(p.secondsLeft).c_str(), p.mean.caption, p.mean.sentence, p.mean.query, p.mean.patch,
                    100 * p.mean.rightWords, 100 * p.mean.rightSentences, 100 * p.mean.rightKinds,
                    100 * p.mean.rightMiddles);
        std::fflush(stdout);
        line("train", p.standing, p.perSecond, p.rate, p.mean);
    }
    void trial(const train::Trial& t)
    {
        std::printf("  unseen: words %.1f %%  sentences %.1f %% of 256  kinds %.1f %%  middles %.1f %%\n",
                    100 * t.result.rightWords, 100 * t.result.rightSentences, 100 * t.result.rightKinds,
                    100 * t.result.rightMiddles);
        std::fflush(stdout);
        line("unseen", t.standing, 0, 0, t.result);
    }

private:
    void line(const char* kind, const train::Standing& standing, double perSecond, double rate,
              const train::BatchResult& r)
    {
        m_csv << kind << ',' << standing.steps << ',' << standing.pictures << ',' << standing.seconds << ','
              << perSecond << ',' << rate << ',' << r.caption << ',' << r.sentence << ',' << r.query << ',' << r.patch
              << ',' << r.rightWords << ',' << r.rightSentences << ',' << r.rightKinds << ',' << r.rightMiddles << '\n';
        m_csv.flush();
    }

    std::ofstream m_csv;
};

/// Where to train: a GPU where there is one, unless told otherwise.
Result<at::Device> deviceOf(const std::string& name)
{
    if (name == "cuda" && !at::hasCUDA())
        return fail(ErrorCode::Unsupported, "There is no CUDA GPU here, or this LibTorch was built without CUDA.");
    return name != "cpu" && at::hasCUDA() ? at::Device(at::kCUDA) : at::Device(at::kCPU);
}

int runTraining(const fs::path& recipeFile, const fs::path& from, const fs::path& corrections,
                const std::string& deviceName, const fs::path& out)
{
    const auto device = deviceOf(deviceName);
    if (!device)
        return complain(device.error());
    const auto recipe = train::Recipe::read(recipeFile);
    if (!recipe)
        return complain(recipe.error());
    const auto all = draw::ThingCatalogue::read(recipeFile.parent_path() / recipe->thingsFile);
    if (!all)
        return complain(all.error());
    const draw::ThingCatalogue things = all->sample(recipe->things);
    const auto glyphs = draw::Glyphs::render(things);
    if (!glyphs)
        return complain(glyphs.error());
    const train::SceneSource scenes(things, *glyphs, recipe->seed, draw::Pairs::Seen);
    std::unique_ptr<train::CorrectionSource> corrected;
    if (!corrections.empty()) {
        media::initialise();
        auto opened = train::CorrectionSource::open(corrections, scenes);
        if (!opened)
            return complain(opened.error());
        corrected = std::move(*opened);
        std::printf("%zu corrected pictures, shown again and again among the scenes\n", corrected->size());
    }
    const train::ExampleSource& source = corrected ? static_cast<const train::ExampleSource&>(*corrected) : scenes;
    const train::SceneSource trials(things, *glyphs, recipe->seed + 1'000'003, draw::Pairs::Seen);
    train::TwinSizes sizes = recipe->sizes();
    if (const Result<void> written = train::writeFolders(out, source, sizes); !written)
        return complain(written.error());
    const auto reading = train::openReading(out, sizes, recipe->longestCaption);
    if (!reading)
        return complain(reading.error());
    train::TwinModel model(sizes, recipe->seed);
    if (!from.empty()) {
        if (const Result<void> read = train::readWeights(from, model); !read)
            return complain(read.error());
    }
    model.parameters().moveTo(*device);
    std::printf("On the %s: %d kinds of thing, captions of %d words, texts of %d tokens\n",
                device->is_cuda() ? "GPU" : "processor", things.count(), sizes.blip.text.vocabSize,
                sizes.clip.vocabSize);
    std::stop_source stop;
    std::jthread watch([&stop](std::stop_token ended) {
        while (!ended.stop_requested()) {
            if (g_interrupted)
                stop.request_stop();
            std::this_thread::sleep_for(std::chrono::milliseconds(200));
        }
    });
    Report report(out / "metrics.csv");
    train::Trainer trainer(*recipe, model, *reading, source, trials, out);
    const Result<void> done = trainer.run(
        {{}, [&](const train::Progress& p) { report.progress(p); }, [&](const train::Trial& t) { report.trial(t); }},
        stop.get_token());
    if (!done)
        return done.error().code == ErrorCode::Cancelled ? (std::puts(done.error().message.c_str()), 130)
                                                         : complain(done.error());
    std::printf("Done. The models are %s and %s.\n", displayPath(train::blipFolder(out)).c_str(),
                displayPath(train::clipFolder(out)).c_str());
    return 0;
}

int runPlot(const fs::path& metrics, const fs::path& out)
{
    const auto plot = train::curvesOf(metrics);
    if (!plot)
        return complain(plot.error());
    if (!plots::drawPlot(*plot).save(QFile::decodeName(out.c_str()), "PNG"))
        return complain({ErrorCode::PermissionDenied, displayPath(out) + " cannot be written."});
    return 0;
}

struct Drawing {
    std::string things;
    std::string scenes; ///< empty: made up
    int count = 100;
    std::uint64_t seed = 1;
    draw::PictureWish wish;
};

int runDrawing(const Drawing& drawing, const fs::path& out)
{
    const auto things = draw::ThingCatalogue::read(drawing.things);
    if (!things)
        return complain(things.error());
    const auto glyphs = draw::Glyphs::render(*things);
    if (!glyphs)
        return complain(glyphs.error());
    const auto scenes =
        drawing.scenes.empty()
            ? Result<std::vector<draw::Scene>>(draw::scenesToJudgeBy(*things, drawing.count, drawing.seed))
            : draw::readScenes(drawing.scenes, *things, drawing.seed);
    if (!scenes)
        return complain(scenes.error());
    const Result<void> written = draw::writeLabelledFolder(out, *things, *glyphs, *scenes, drawing.wish);
    if (!written)
        return complain(written.error());
    std::printf("%zu pictures and labels.json in %s\n", scenes->size(), displayPath(out).c_str());
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    std::signal(SIGINT, [](int) { g_interrupted = 1; });
    std::signal(SIGTERM, [](int) { g_interrupted = 1; });
    CLI::App app{"Trains the models that Vidimus brings along"};
    app.require_subcommand(1);
    std::string recipe, from, corrections, out, device = "auto";
    CLI::App* train = app.add_subcommand("train", "Train, or go on where it was stopped");
    train->add_option("--recipe", recipe, "JSON file")->required();
    train->add_option("--from", from, "Folder of a BLIP and a CLIP to begin from, as models/starter");
    train->add_option("--corrections", corrections,
                      "A Vidimus library: learn a person's own words for its pictures too");
    train->add_option("--device", device, "auto: a GPU where there is one; cpu, cuda")
        ->check(CLI::IsMember({"auto", "cpu", "cuda"}))
        ->capture_default_str();
    train->add_option("--out", out, "Folder of the checkpoint, the figures and the two models")->required();
    Drawing drawing;
    CLI::App* draw = app.add_subcommand("draw", "Draw labelled pictures, to judge models by");
    draw->add_option("--things", drawing.things, "List of things")->required();
    draw->add_option("--out", out, "Folder of the pictures and labels.json")->required();
    draw->add_option("--scenes", drawing.scenes, "List of scenes to draw; without it they are made up");
    draw->add_option("--count", drawing.count, "How many to make up")->capture_default_str();
    draw->add_option("--seed", drawing.seed, "Other seeds, other pictures")->capture_default_str();
    draw->add_option("--width", drawing.wish.width, "Pixels")->capture_default_str();
    draw->add_option("--height", drawing.wish.height, "Pixels")->capture_default_str();
    draw->add_option("--quality", drawing.wish.quality, "Of JPEG")->capture_default_str();
    std::string metrics, plot;
    CLI::App* curves = app.add_subcommand("plot", "Draw the curves of a training");
    curves->add_option("--metrics", metrics, "metrics.csv of OUT")->required();
    curves->add_option("--out", plot, "PNG file")->required();
    CLI11_PARSE(app, argc, argv);
    if (*curves)
        return runPlot(metrics, plot);
    return *draw ? runDrawing(drawing, out) : runTraining(recipe, from, corrections, device, out);
}
