#include "window_fixture.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QTest>
#include <QUrl>

#include "tests/support/picture_maker.h"
#include "ui/common/english_plurals.h"
#include "ui/common/format.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/shell/gallery_stack.h"
#include "ui/shell/import_desk.h"

namespace vidimus::test {

namespace {

constexpr int kPatience = 30'000;

void speakEnglish()
{
    static const bool once = [] {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QCoreApplication::installTranslator(new ui::EnglishPlurals(qApp));
        return true;
    }();
    Q_UNUSED(once)
}

} // namespace

WindowFixture::WindowFixture(const std::function<void(storage::Library&)>& fill) : m_theme(*qApp)
{
    speakEnglish();
    if (fill) {
        app::CompositionOptions options;
        options.library = root() / "library";
        options.models.mode = services::ModelMode::Mock;
        const auto composition = app::Composition::create(options);
        fill((*composition)->library());
    }
    open();
}

WindowFixture::WindowFixture(ChooseModels choose, std::optional<models::Catalogue> catalogue)
    : m_chooseModels(std::move(choose)), m_catalogue(std::move(catalogue)), m_theme(*qApp)
{
    speakEnglish();
    open();
}

WindowFixture::~WindowFixture()
{
    close();
}

void WindowFixture::open(bool rest)
{
    app::CompositionOptions options;
    options.library = root() / "library";
    options.models.mode = services::ModelMode::Mock;
    if (m_chooseModels)
        m_chooseModels(options.models, root());
    options.catalogue = m_catalogue;
    m_composition = std::move(app::Composition::create(options).value());
    m_settings = std::make_unique<services::Settings>(m_folder.filePath(QStringLiteral("settings.ini")));
    m_services = &m_composition->services(*m_settings);
    // The window begins with what the run before left undone; until that is over, "finished" could mean it.
    bool resumed = false;
    QObject context;
    QObject::connect(&m_services->imports, &services::ImportService::finished, &context,
                     [&resumed] { resumed = true; });
    m_window = std::make_unique<ui::MainWindow>(*m_services, m_theme);
    if (!m_settings->values().contains(QStringLiteral("ui/geometry")))
        m_window->resize(1280, 800); // the screen of the windowless platform has less room
    m_window->show();
    if (rest && !QTest::qWaitFor([&resumed] { return resumed; }, kPatience))
        qWarning("the window did not come to rest");
    if (!QTest::qWaitForWindowExposed(m_window.get()))
        qWarning("the window was not exposed");
    m_window->activateWindow();
}

void WindowFixture::close()
{
    if (m_window)
        m_window->close();
    m_window.reset();
    m_services = nullptr;
    m_composition.reset();
    m_settings.reset();
}

bool WindowFixture::settle()
{
    return QTest::qWaitFor([this] { return m_window->isSettled(); }, kPatience);
}

bool WindowFixture::import(const QList<std::filesystem::path>& paths)
{
    bool finished = false;
    QObject context;
    QObject::connect(&m_services->imports, &services::ImportService::finished, &context,
                     [&finished] { finished = true; });
    m_services->imports.importPaths(paths);
    return QTest::qWaitFor([&finished] { return finished; }, kPatience) && settle();
}

bool WindowFixture::importDrawn(const PictureSet& set)
{
    writePictures(pictures(), set);
    return import({pictures()}) && gallery().gallery().rowCount() == set.count;
}

ui::GalleryView& WindowFixture::gallery()
{
    return m_window->galleries().library();
}

bool WindowFixture::choose(std::initializer_list<int> rows)
{
    gallery().setFocus();
    gallery().select(*rows.begin());
    for (const int row : rows)
        gallery().selectionModel()->select(gallery().gallery().index(row), QItemSelectionModel::Select);
    return settle();
}

bool WindowFixture::undo()
{
    m_window->activateWindow(); // a menu may have been open
    if (!QTest::qWaitForWindowActive(m_window.get()))
        return false;
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    return settle();
}

bool WindowFixture::redo()
{
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    return settle();
}

void WindowFixture::dragIn(const QMimeData& data, QWidget* onto)
{
    QWidget* target = onto != nullptr ? onto : m_window.get();
    QDragEnterEvent enter(target->rect().center(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(target, &enter);
}

void WindowFixture::drop(const QMimeData& data, QWidget* onto)
{
    QWidget* target = onto != nullptr ? onto : m_window.get();
    dragIn(data, target);
    QDropEvent drop(QPointF(target->rect().center()), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(target, &drop);
}

std::int64_t WindowFixture::photoCount()
{
    return m_composition->library().query().counts()->photos;
}

void fillLibrary(storage::Library& library, int count)
{
    constexpr int kDrawn = 24;
    constexpr std::int64_t kNewest = 1'700'000'000;
    constexpr std::int64_t kApart = 3 * 3600;
    std::vector<std::pair<QSize, std::string>> drawn;
    for (int i = 0; i < kDrawn; ++i) {
        const QSize size = i % 3 == 0 ? QSize(300, 400) : i % 3 == 1 ? QSize(400, 267) : QSize(400, 300);
        drawn.emplace_back(size, encoded(photoPicture(size, static_cast<std::uint64_t>(i + 1))).toStdString());
    }
    std::vector<storage::LookedFile> files;
    std::vector<storage::Thumbnail> thumbnails;
    for (int i = 0; i < count; ++i) {
        storage::LookedFile file;
        file.path = "/pictures/" + std::to_string(i / 500) + "/picture-" + std::to_string(i) + ".jpg";
        file.hash.bytes[0] = static_cast<std::uint8_t>(i);
        file.hash.bytes[1] = static_cast<std::uint8_t>(i >> 8);
        file.hash.bytes[2] = static_cast<std::uint8_t>(i >> 16);
        file.metadata.width = drawn[static_cast<std::size_t>(i % kDrawn)].first.width() * 10;
        file.metadata.height = drawn[static_cast<std::size_t>(i % kDrawn)].first.height() * 10;
        file.metadata.format = "jpeg";
        file.metadata.capturedAt = kNewest - i * kApart;
        file.byteSize = 3'000'000;
        thumbnails.push_back({file.hash, drawn[static_cast<std::size_t>(i % kDrawn)].second});
        files.push_back(std::move(file));
    }
    const auto added = library.photos().add(files, kNewest);
    (void)library.thumbnails().add(thumbnails);
    std::vector<storage::DescribedPhoto> described;
    for (const storage::LookedResult& result : added.value()) {
        storage::DescribedPhoto photo;
        photo.photo = result.photo;
        photo.caption = Caption{"a landscape picture in green, tan and sky blue", 0.8f, {}};
        photo.embedding = Embedding(512, 0.f);
        (*photo.embedding)[static_cast<std::size_t>(result.photo.value % 512)] = 1.f;
        described.push_back(std::move(photo));
    }
    (void)library.descriptions().add(described, kNewest);
}

std::unique_ptr<QMimeData> fileDrag(const QList<std::filesystem::path>& paths)
{
    auto data = std::make_unique<QMimeData>();
    QList<QUrl> urls;
    for (const std::filesystem::path& path : paths)
        urls << QUrl::fromLocalFile(ui::format::nativePath(path));
    data->setUrls(urls);
    return data;
}

} // namespace vidimus::test
