// Draws the pictures of docs/screenshots: the window in each of its states, on a folder of pictures.
//     draw_screenshots OUT_FOLDER PICTURES_FOLDER BROKEN_FOLDER [MODELS_FOLDER]
// With ONLY_GALLERY in the environment none but those of the grouped gallery.
// With a folder of installed models the pictures of the latency panel, which shows real figures, and no others.
#include <cstdio>

#include <QAbstractButton>
#include <QApplication>
#include <QFile>
#include <QListView>
#include <QPixmap>
#include <QScrollBar>
#include <QTest>

#include "tests/support/large_library.h"
#include "tests/support/picture_files.h"
#include "tests/support/picture_maker.h"
#include "ui/activity/failure_panel.h"
#include "ui/common/edit_desk.h"
#include "ui/detail/candidate_list.h"
#include "ui/detail/detail_pane.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/keys/cheat_sheet.h"
#include "ui/latency/latency_panel.h"
#include "ui/search/search_bar.h"
#include "ui/shell/drop_overlay.h"
#include "ui/shell/gallery_stack.h"
#include "ui/shell/side_bar.h"
#include "ui/shell/view_menu.h"
#include "window_fixture.h"

using namespace vidimus;
using namespace vidimus::test;

namespace {

constexpr QSize kSize(1152, 720);

class Camera {
public:
    Camera(WindowFixture& fixture, QString folder) : m_fixture(fixture), m_folder(std::move(folder)) {}

    bool take(const char* name)
    {
        const QString file = QStringLiteral("%1/%2.png").arg(m_folder, QLatin1String(name));
        // Two bits less of each colour: nobody sees it, and the files are half as large.
        const QImage shown = m_fixture.window().grab().toImage();
        const QImage fewer = shown.convertToFormat(QImage::Format_RGB666).convertToFormat(QImage::Format_RGB888);
        constexpr int kSmallest = 0;
        const bool saved = fewer.save(file, "PNG", kSmallest);
        std::printf("%s %s\n", saved ? "wrote" : "could not write", qPrintable(file));
        return saved;
    }

private:
    WindowFixture& m_fixture;
    QString m_folder;
};

void choose(WindowFixture& fixture, int row)
{
    fixture.window().galleries().current().select(row);
    (void)fixture.settle();
}

/// Parts of the pictures, as pictures of their own: enough to have something to do.
std::filesystem::path manyPictures(const std::filesystem::path& folder, const std::filesystem::path& from)
{
    std::filesystem::create_directories(folder);
    constexpr int kOfEach = 40;
    std::vector<QImage> whole;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(from)) {
        if (const QImage picture(QString::fromStdString(entry.path().string())); !picture.isNull())
            whole.push_back(picture);
    }
    int count = 0;
    for (int part = 0; part < kOfEach; ++part) {
        for (const QImage& picture : whole)
            writePicture(folder / (std::to_string(++count) + ".jpg"),
                         varied(picture, {0.35 + 0.015 * part, 1.0, 0, 0}));
    }
    return folder;
}

/// In the middle of the work: whenever the first progress of that kind comes.
bool takeWhileBusy(WindowFixture& fixture, Camera& camera, const std::filesystem::path& pictures)
{
    bool taken = false;
    bool finished = false;
    QObject context;
    QObject::connect(&fixture.services().imports, &services::ImportService::progressChanged, &context,
                     [&](const ingest::Progress& progress) {
                         const bool middle = progress.state == ingest::Progress::State::Working && !progress.scanning &&
                                             progress.secondsLeft && progress.looked * 2 > progress.found;
                         if (middle && !taken)
                             taken = camera.take("busy");
                     });
    QObject::connect(&fixture.services().imports, &services::ImportService::finished, &context,
                     [&finished] { finished = true; });
    fixture.services().imports.importPaths({pictures});
    return QTest::qWaitFor([&finished] { return finished; }, 120'000) && taken && fixture.settle();
}

/// Idle, live during an import, and after a comparison with the mock, light and dark.
bool takeLatency(Camera& camera, WindowFixture& fixture, const std::filesystem::path& pictures)
{
    ui::LatencyPanel& panel = fixture.window().latency();
    fixture.window().resize(kSize.width(), 760);
    fixture.theme().choose(ui::ThemeChoice::Light);
    constexpr int kPatience = 300'000; // real models take their time
    (void)fixture.import({pictures});
    bool good = QTest::qWaitFor([&fixture] { return fixture.window().isSettled(); }, kPatience);
    panel.open();
    good = fixture.settle() && camera.take("latency-idle") && good;

    bool finished = false;
    QObject context;
    QObject::connect(&fixture.services().imports, &services::ImportService::finished, &context,
                     [&finished] { finished = true; });
    fixture.services().imports.importPaths({manyPictures(fixture.root() / "more", pictures)});
    constexpr int kSomeCurve = 40;
    good = QTest::qWaitFor([&] { return finished || panel.feed().inUse().history().intervals() >= kSomeCurve; },
                           kPatience) &&
           camera.take("latency-live") && good;
    fixture.services().imports.cancel();
    good = QTest::qWaitFor([&] { return finished; }, kPatience) && fixture.settle() && good;

    bool compared = false;
    QObject::connect(&fixture.services().comparison, &services::ComparisonService::finished, &context,
                     [&compared] { compared = true; });
    fixture.services().comparison.start({});
    good = QTest::qWaitFor([&compared] { return compared; }, kPatience) && good;
    QTest::qWait(1500); // one more look, and everything laid out
    good = camera.take("latency-light") && good;
    fixture.theme().choose(ui::ThemeChoice::Dark);
    return camera.take("latency-dark") && good;
}

/// A few pictures marked, tagged, gathered and mended by a person, in both themes, then the review.
bool takePerson(WindowFixture& fixture, Camera& camera)
{
    ui::MainWindow& window = fixture.window();
    ui::GalleryView& gallery = window.galleries().library();
    const auto id = [&gallery](int row) { return gallery.gallery().idAt(row); };
    window.desk().newAlbum(QStringLiteral("Best of the year"), {id(0), id(3), id(5)});
    window.desk().newSmartAlbum(QStringLiteral("Water"), QStringLiteral("blue sea"));
    window.desk().addTags({id(0), id(2), id(5)}, {QStringLiteral("outdoors")});
    window.desk().addTags({id(2)}, {QStringLiteral("to print"), QStringLiteral("family")});
    window.desk().rate({id(0), id(2)}, 4);
    window.desk().rate({id(4)}, 2);
    window.desk().setFavourite({id(2), id(5)}, true);
    window.desk().setFlag({id(1)}, storage::Flag::Rejected);
    window.desk().setFlag({id(0)}, storage::Flag::Picked);
    window.desk().setCaption(id(2), QStringLiteral("The morning we walked down to the water"), {});
    (void)fixture.settle();
    choose(fixture, 2);
    window.detail().candidates().open();
    bool good = fixture.settle() && camera.take("mended");
    fixture.theme().choose(ui::ThemeChoice::Dark);
    good = fixture.settle() && camera.take("mended-dark") && good;
    gallery.selectAll();
    good = fixture.settle() && camera.take("many") && good;
    window.sideBar().choose({ui::Source::Kind::Review});
    good = fixture.settle() && camera.take("review-dark") && good;
    fixture.theme().choose(ui::ThemeChoice::Light);
    good = fixture.settle() && camera.take("review") && good;
    window.sideBar().choose({});
    gallery.clearSelection();
    return fixture.settle() && good;
}

int rowNamed(WindowFixture& fixture, const std::string& name)
{
    ui::GalleryModel& model = fixture.window().galleries().library().gallery();
    for (int row = 0; row < model.rowCount(); ++row) {
        if (fixture.composition().library().query().details(model.idAt(row))->card.path.filename() == name)
            return row;
    }
    return 0;
}

/// One picture in the loupe, some compared, a slide show, and the keys.
bool takeLooks(WindowFixture& fixture, Camera& camera)
{
    ui::MainWindow& window = fixture.window();
    choose(fixture, rowNamed(fixture, "lighthouse-at-dusk.jpg"));
    window.perform(ui::Command::Loupe);
    bool good = fixture.settle() && camera.take("loupe");
    fixture.theme().choose(ui::ThemeChoice::Dark);
    good = fixture.settle() && camera.take("loupe-dark") && good;
    fixture.theme().choose(ui::ThemeChoice::Light);
    window.perform(ui::Command::StepBack);

    ui::GalleryView& gallery = window.galleries().library();
    choose(fixture, rowNamed(fixture, "mountains-at-sunset.jpg"));
    for (const char* name : {"mountains-at-sunset-cropped.jpg", "hot-air-balloons.jpg", "sailing-boat.webp"}) {
        const QModelIndex index = gallery.gallery().index(rowNamed(fixture, name));
        gallery.selectionModel()->select(index, QItemSelectionModel::Select);
    }
    window.perform(ui::Command::Compare);
    good = fixture.settle() && camera.take("compare-light") && good;
    fixture.theme().choose(ui::ThemeChoice::Dark);
    good = fixture.settle() && camera.take("compare") && good;
    fixture.theme().choose(ui::ThemeChoice::Light);
    window.perform(ui::Command::StepBack);
    choose(fixture, 5);
    window.perform(ui::Command::SlideShow);
    good = fixture.settle() && camera.take("slides") && good;
    window.perform(ui::Command::StepBack);
    window.perform(ui::Command::CheatSheet);
    good = fixture.settle() && camera.take("keys") && good;
    fixture.theme().choose(ui::ThemeChoice::Dark);
    good = fixture.settle() && camera.take("keys-dark") && good;
    fixture.theme().choose(ui::ThemeChoice::Light);
    window.cheatSheet().close();
    return fixture.settle() && good;
}

QByteArray fileBytes(const std::filesystem::path& path)
{
    QFile file(QString::fromStdString(path.string()));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::vector<MadeThumbnail> thumbnailsOf(const std::filesystem::path& pictures)
{
    std::vector<MadeThumbnail> thumbnails;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(pictures)) {
        const QByteArray bytes = fileBytes(entry.path());
        if (const QImage picture = QImage::fromData(bytes); !picture.isNull())
            thumbnails.push_back({picture.size(), bytes});
    }
    return thumbnails;
}

/// Names and captions that are very long or run from right to left.
void addHardTexts(storage::Library& library, const std::vector<MadeThumbnail>& thumbnails)
{
    const std::string longWords = "a very long caption that names everything in the picture, from the dog at the left "
                                  "over the two boats in the middle to the tower behind the trees at the right, in the "
                                  "light of a late afternoon in the autumn of that year";
    const std::string hebrew =
        "\u05db\u05dc\u05d1 \u05d7\u05d5\u05dd \u05e8\u05e5 \u05e2\u05dc \u05d7\u05d5\u05e3 \u05d4\u05d9\u05dd";
    const std::string arabic =
        "\u0642\u0627\u0631\u0628 \u0623\u062d\u0645\u0631 \u0641\u064a \u0627\u0644\u0628\u062d\u0631";
    const std::string captions[] = {longWords, hebrew, arabic, hebrew + " IMG 12 " + arabic, "x"};
    const std::filesystem::path folders[] = {
        "/pictures/2021/A folder with a name so long that no heading has the room for all of it, and then some more of "
        "the same until the end of the line and well beyond it, as people who describe an event in a folder's name do",
        std::filesystem::path("/pictures/2022") / hebrew, "/pictures/a/very/deep/place/where/nobody/ever/looks/for/it",
        "/"};
    std::vector<storage::LookedFile> files;
    std::vector<storage::Thumbnail> pictures;
    for (int i = 0; i < 28; ++i) {
        const MadeThumbnail& thumbnail = thumbnails[static_cast<std::size_t>(i) % thumbnails.size()];
        storage::LookedFile file;
        const std::string name = i % 3 == 0 ? std::string(190, 'n') : i % 3 == 1 ? arabic : "IMG";
        file.path = folders[i / 7] / (name + std::to_string(i) + ".jpg");
        file.hash.bytes.fill(static_cast<std::uint8_t>(i + 1));
        file.metadata.width = thumbnail.shape.width();
        file.metadata.height = thumbnail.shape.height();
        file.metadata.format = "jpeg";
        file.metadata.capturedAt = 1'600'000'000 + i * 90'000;
        pictures.push_back({file.hash, thumbnail.jpeg.toStdString()});
        files.push_back(std::move(file));
    }
    const auto added = library.photos().add(files, 1'700'000'000);
    (void)library.thumbnails().add(pictures);
    std::vector<storage::DescribedPhoto> described;
    for (std::size_t i = 0; added && i < added->size(); ++i) {
        storage::DescribedPhoto photo;
        photo.photo = (*added)[i].photo;
        photo.caption = Caption{captions[i % std::size(captions)], 0.8f, {}};
        photo.embedding = Embedding(512, 0.f);
        (*photo.embedding)[i] = 1.f;
        described.push_back(std::move(photo));
    }
    (void)library.descriptions().add(described, 1'700'000'000);
}

bool chooseInMenu(WindowFixture& fixture, const QString& text)
{
    for (QAction* action : fixture.window().findChild<ui::ViewMenu*>()->findChildren<QAction*>()) {
        if (action->text() == text)
            action->trigger();
    }
    return fixture.settle();
}

/// Hard texts in groups by folder and by day, with one of them chosen.
bool takeTexts(const QString& out, const std::filesystem::path& pictures)
{
    WindowFixture fixture(
        [thumbnails = thumbnailsOf(pictures)](storage::Library& library) { addHardTexts(library, thumbnails); });
    Camera camera(fixture, out);
    fixture.window().resize(kSize);
    fixture.window().galleries().setRowHeight(132);
    fixture.theme().choose(ui::ThemeChoice::Light);
    bool good = chooseInMenu(fixture, QStringLiteral("By folder"));
    choose(fixture, 2);
    good = camera.take("texts") && good;
    fixture.theme().choose(ui::ThemeChoice::Dark);
    good = chooseInMenu(fixture, QStringLiteral("By day")) && good;
    choose(fixture, 1);
    QTest::qWait(2 * ui::GalleryView::kFadeMs);
    return camera.take("texts-dark") && good;
}

/// Years of pictures in groups, scrolled to the middle, in both themes.
bool takeGallery(const QString& out, const std::filesystem::path& pictures)
{
    LargeLibraryPlan plan;
    plan.photos = 9000;
    plan.perFolder = 90;
    plan.badClocks = false;
    plan.thumbnails = thumbnailsOf(pictures);
    WindowFixture fixture([&plan](storage::Library& library) { fillLargeLibrary(library, plan); });
    Camera camera(fixture, out);
    ui::MainWindow& window = fixture.window();
    window.resize(kSize);
    window.perform(ui::Command::Details); // folded away: the pictures have the room
    window.galleries().setRowHeight(132);
    ui::GalleryView& gallery = window.galleries().library();
    const auto take = [&](const char* name, ui::ThemeChoice theme, const QString& groups) {
        fixture.theme().choose(theme);
        bool good = chooseInMenu(fixture, groups);
        QScrollBar* bar = gallery.verticalScrollBar();
        bar->setValue(bar->maximum() / 3);
        QTest::mouseMove(bar, {bar->width() / 2, bar->height() / 3});
        good = fixture.settle() && good;
        QTest::qWait(2 * ui::GalleryView::kFadeMs);
        return camera.take(name) && good;
    };
    bool good = take("gallery-light", ui::ThemeChoice::Light, QStringLiteral("By month"));
    good = take("gallery-days", ui::ThemeChoice::Light, QStringLiteral("By day")) && good;
    good = take("gallery-folders", ui::ThemeChoice::Dark, QStringLiteral("By folder")) && good;
    return take("gallery-dark", ui::ThemeChoice::Dark, QStringLiteral("By month")) && good;
}

} // namespace

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    if (argc != 4 && argc != 5) {
        std::fputs("usage: draw_screenshots OUT_FOLDER PICTURES_FOLDER BROKEN_FOLDER [MODELS_FOLDER]\n", stderr);
        return 2;
    }
    if (argc == 5) {
        WindowFixture real([models = argv[4]](app::EngineRequest& request, const std::filesystem::path&) {
            request.mode = services::ModelMode::Real;
            request.models = models;
            request.openWhenNeeded = true;
        });
        Camera camera(real, QString::fromLocal8Bit(argv[1]));
        return takeLatency(camera, real, argv[2]) ? 0 : 1;
    }
    bool galleryTaken = takeGallery(QString::fromLocal8Bit(argv[1]), argv[2]);
    galleryTaken = takeTexts(QString::fromLocal8Bit(argv[1]), argv[2]) && galleryTaken;
    if (qEnvironmentVariableIsSet("ONLY_GALLERY"))
        return galleryTaken ? 0 : 1;
    WindowFixture fixture;
    Camera camera(fixture, QString::fromLocal8Bit(argv[1]));
    fixture.window().resize(kSize);
    fixture.theme().choose(ui::ThemeChoice::Light);
    bool good = fixture.settle() && camera.take("empty");

    good = fixture.import({argv[2]}) && good;
    choose(fixture, 2);
    good = camera.take("light") && good;
    fixture.theme().choose(ui::ThemeChoice::Dark);
    choose(fixture, 3);
    good = camera.take("dark") && good;
    fixture.theme().choose(ui::ThemeChoice::Light);
    good = takePerson(fixture, camera) && good;
    good = takeLooks(fixture, camera) && good;

    ui::SearchBar& bar = fixture.window().searchBar();
    (void)fixture.composition().searcher().calibrate(); // so that the first search has its line
    bar.setText(QStringLiteral("sky blue -type:portrait"));
    bar.askNow();
    (void)fixture.settle();
    choose(fixture, 0);
    good = camera.take("results") && good;
    fixture.theme().choose(ui::ThemeChoice::Dark);
    good = camera.take("results-dark") && good;
    bar.focusField();
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral(" camra:nikon ty"));
    good = QTest::qWaitFor([&bar] { return !bar.problem().isEmpty(); }) && fixture.settle() && good;
    good = camera.take("query-dark") && good;
    fixture.theme().choose(ui::ThemeChoice::Light);
    good = camera.take("query") && good;
    bar.clear();
    (void)fixture.settle();

    const auto dragged = fileDrag({argv[2]});
    fixture.dragIn(*dragged);
    good =
        QTest::qWaitFor([&] { return fixture.window().dropOverlay().text().contains(QLatin1String("from")); }) && good;
    good = camera.take("drop") && good;
    fixture.window().dropOverlay().leave();

    good = fixture.import({argv[3]}) && good;
    fixture.window().failures().open();
    const auto* list = fixture.window().failures().findChild<QListView*>();
    good = QTest::qWaitFor([list] { return list->model()->rowCount() > 0; }) && fixture.settle() && good;
    good = camera.take("failures") && good;
    fixture.window().failures().hide();
    fixture.window().galleries().library().clearSelection();
    fixture.window().searchBar().focusField();
    good = takeWhileBusy(fixture, camera, manyPictures(fixture.root() / "more", argv[2])) && good;
    return good && galleryTaken ? 0 : 1;
}
