// Draws the pictures of docs/screenshots that show the model manager.
//     draw_models OUT_FOLDER MODELS_FOLDER PICTURES_FOLDER
// The models are as `vidimusctl models synthesize` makes them, in folders of the published names; the hub is a server on
// this machine that sends zeros as quickly as a good line would.
#include <cstdio>
#include <fstream>

#include <QApplication>
#include <QPixmap>
#include <QPushButton>
#include <QTest>

#include "app/composition/model_places.h"
#include "core/net/part_file.h"
#include "tests/support/http_server.h"
#include "ui/models/model_row.h"
#include "ui/models/model_window.h"
#include "window_fixture.h"

using namespace vidimus;
using namespace vidimus::test;
namespace fs = std::filesystem;

using State = services::ModelEntry::State;

namespace {

constexpr int kPatience = 300'000;
constexpr std::uint64_t kThere = 352'000'000; ///< of BLIP's weights
constexpr std::uint64_t kWhole = 989'820'849;
constexpr qint64 kPerTick = 60'000; ///< 12 MB a second

bool save(const QString& folder, const char* name, QWidget& widget)
{
    constexpr int kForLayout = 150;
    QTest::qWait(kForLayout);
    const QString file = QStringLiteral("%1/%2.png").arg(folder, QLatin1String(name));
    const QImage fewer =
        widget.grab().toImage().convertToFormat(QImage::Format_RGB666).convertToFormat(QImage::Format_RGB888);
    const bool saved = fewer.save(file, "PNG", 0);
    std::printf("%s %s\n", saved ? "wrote" : "could not write", qPrintable(file));
    return saved;
}

/// The rest of BLIP's weights, slowly; for CLIP's a wish for patience.
HttpReply answer(const HttpQuestion& question)
{
    if (question.path.find("blip") == std::string::npos)
        return {503, {{"Retry-After", "7200"}}, {}};
    const std::uint64_t start = question.rangeStart().value_or(0);
    HttpReply reply{206, {{"ETag", "\"drawn\""}}, QByteArray(120'000'000, '\0')};
    reply.fields.emplace_back("Content-Range", "bytes " + std::to_string(start) + "-" + std::to_string(kWhole - 1) +
                                                   "/" + std::to_string(kWhole));
    reply.fields.emplace_back("Content-Length", std::to_string(kWhole - start));
    reply.sayLength = false;
    reply.bytesPerTick = kPerTick;
    return reply;
}

/// As if that much had arrived before.
void leavePart(const fs::path& models, const std::string& hub)
{
    const fs::path folder = models / ".downloads" / "Salesforce--blip-image-captioning-base";
    fs::create_directories(folder);
    const fs::path part = folder / "model.safetensors.part";
    std::ofstream(part, std::ios::binary) << 'x';
    fs::resize_file(part, kThere);
    std::ofstream(folder / "model.safetensors.part.json")
        << R"({"version":1,"tag":"\"drawn\"","hash":"","commit":"","total":)" << kWhole << R"(,"source":")" << hub
        << R"(/Salesforce/blip-image-captioning-base/resolve/main/model.safetensors"})";
}

void press(ui::ModelRow& row, const char* text)
{
    for (QPushButton* button : row.findChildren<QPushButton*>())
        if (button->text() == QLatin1String(text))
            button->click();
}

bool drawDownloads(const QString& out)
{
    const HttpServer hub(answer);
    models::Catalogue catalogue = models::bundledCatalogue();
    catalogue.hub = hub.url();
    WindowFixture fixture(
        [](app::EngineRequest& request, const fs::path& root) {
            request.mode = services::ModelMode::Auto;
            request.models = root / "models";
            request.cache = root / "cache";
            qputenv("HOME", QByteArray::fromStdString(root.string())); // the folder is shown as a person sees it
        },
        catalogue);
    fixture.theme().choose(ui::ThemeChoice::Light);
    fixture.window().resize(1152, 720);
    services::ModelManager& manager = fixture.services().manager;
    ui::ModelWindow& window = fixture.window().models();
    window.open();
    bool good = QTest::qWaitFor([&] { return !manager.isBusy() && manager.list().find("blip-base"); }) &&
                save(out, "models-catalogue", window);

    leavePart(fixture.root() / "models", hub.url());
    manager.refresh();
    const auto entry = [&](const char* key) -> const services::ModelEntry& { return *manager.list().find(key); };
    good = QTest::qWaitFor([&] { return entry("blip-base").state == State::Paused; }) && good;
    press(*window.row("blip-base"), "Resume");
    good = QTest::qWaitFor(
               [&] {
                   const services::ModelProgress& now = entry("blip-base").progress;
                   return now.bytesPerSecond && now.left && now.done > kThere + 40'000'000;
               },
               60'000) &&
           save(out, "models-downloading", window) && good;
    press(*window.row("blip-base"), "Pause");
    good = QTest::qWaitFor([&] { return entry("blip-base").state == State::Paused; }, 30'000) && good;
    press(*window.row("clip-vit-b-32"), "Install");
    good =
        QTest::qWaitFor([&] { return entry("clip-vit-b-32").state == State::Failed && !manager.isBusy(); }, 30'000) &&
        save(out, "models-failed", window) && good;
    window.hide();
    return fixture.settle() && save(out, "models-needed", fixture.window()) && good;
}

bool drawInstalled(const QString& out, const fs::path& installed)
{
    qputenv("HOME", QByteArray::fromStdString(installed.parent_path().string()));
    WindowFixture fixture([&](app::EngineRequest& request, const fs::path& root) {
        request.mode = services::ModelMode::Auto;
        request.models = installed;
        request.cache = root / "cache";
        request.openWhenNeeded = true;
    });
    fixture.theme().choose(ui::ThemeChoice::Dark);
    ui::ModelWindow& window = fixture.window().models();
    window.open();
    return QTest::qWaitFor([&] { return !fixture.services().manager.isBusy(); }, kPatience) &&
           save(out, "models-installed", window);
}

/// The models of `from` beside those in `to`; linked, for they are large.
void putIn(const fs::path& to, const fs::path& from, const char* name)
{
    fs::create_directories(to);
    fs::copy(from, to / name, fs::copy_options::recursive | fs::copy_options::create_hard_links);
}

/// The published CLIP takes over from the starter's, which was installed as anybody's model.
bool drawSwitching(const QString& out, const fs::path& installed, const fs::path& pictures)
{
    ModelId newer;
    WindowFixture fixture([&](app::EngineRequest& request, const fs::path& root) {
        request.mode = services::ModelMode::Auto;
        request.models = root / "models";
        request.cache = root / "cache";
        request.openWhenNeeded = true;
        if (!fs::exists(request.models)) {
            putIn(request.models, app::starterFolder() / "clip-drawn-scenes", "small-clip");
            putIn(request.models, app::starterFolder() / "blip-drawn-scenes", "small-blip");
        }
        request.preferred.embedder = newer;
        qputenv("HOME", QByteArray::fromStdString(root.string()));
    });
    bool good = fixture.import({pictures});
    fixture.close();
    const fs::path published = "laion/CLIP-ViT-B-32-laion2B-s34B-b79K";
    fs::create_directories(fixture.root() / "models" / "laion");
    putIn(fixture.root() / "models" / "laion", installed / published, published.filename().c_str());
    if (const auto model = inference::openModelFolder(fixture.root() / "models" / published))
        newer = model->id;
    fixture.open(false);
    fixture.theme().choose(ui::ThemeChoice::Light);
    ui::ModelWindow& window = fixture.window().models();
    window.open();
    services::ModelManager& manager = fixture.services().manager;
    good = QTest::qWaitFor(
               [&] {
                   const search::SwitchState now = fixture.services().search.switchState();
                   return now.looked > now.total / 4 && fixture.services().imports.progress().secondsLeft &&
                          !manager.isBusy();
               },
               60'000) &&
           save(out, "models-switching", window) && good;
    fixture.theme().choose(ui::ThemeChoice::Dark);
    good = save(out, "models-switching-dark", window) && good;
    fixture.services().imports.cancel();
    return QTest::qWaitFor([&] { return fixture.window().isSettled(); }, kPatience) && good;
}

} // namespace

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    if (argc != 4) {
        std::fputs("usage: draw_models OUT_FOLDER MODELS_FOLDER PICTURES_FOLDER\n", stderr);
        return 2;
    }
    const QString out = QString::fromLocal8Bit(argv[1]);
    const bool downloads = drawDownloads(out);
    const bool switching = drawSwitching(out, argv[2], argv[3]);
    return drawInstalled(out, argv[2]) && downloads && switching ? 0 : 1;
}
