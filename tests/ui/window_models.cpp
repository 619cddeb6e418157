#include <QLabel>
#include <QTest>

#include "tests/support/picture_files.h"
#include "tests/support/tiny_models.h"
#include "ui/activity/activity_strip.h"
#include "ui/activity/model_label.h"
#include "ui/common/origin_chip.h"
#include "ui/detail/detail_pane.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/shell/gallery_stack.h"
#include "window_fixture.h"

using namespace vidimus;
using namespace vidimus::test;
using namespace vidimus::ui;
namespace fs = std::filesystem;

using State = services::ModelService::State;

/// The window with (tiny) real models, and with such as turn out not to work.
class WindowModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void realModelsAreNamed()
    {
        WindowFixture fixture(realModels);
        writePictures(fixture.pictures(), {2, {300, 200}});
        QVERIFY(fixture.import({fixture.pictures()}));
        fixture.window().galleries().library().select(0);
        QVERIFY(fixture.settle());
        DetailPane& pane = fixture.window().detail();
        auto* chip = pane.findChild<OriginChip*>();
        QCOMPARE(chip->text(), QStringLiteral("local"));
        QVERIFY(chip->toolTip().contains(QStringLiteral("captions pictures")));
        QVERIFY(!chip->toolTip().contains(QStringLiteral("mock")));
        const auto labels = pane.findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(),
                            [](const QLabel* label) { return label->text().startsWith(QStringLiteral("BLIP ")); }));
        QTRY_COMPARE(fixture.services().models.state(), State::Ready);
        auto* models = fixture.window().activity().findChild<ModelLabel*>();
        QVERIFY2(models->text().startsWith(QStringLiteral("BLIP ")), qPrintable(models->text()));
        QVERIFY(!models->text().contains(QStringLiteral("mock")));
    }

    void aModelThatDoesNotLoadIsSaidOnce()
    {
        // What lies in the folder is sound, but LibTorch turns out to be gone.
        WindowFixture fixture([](app::EngineRequest& request, const fs::path& root) {
            realModels(request, root);
            const Error gone{ErrorCode::NotFound, "LibTorch is gone."};
            request.open.captioner = [gone](const auto&...) { return tl::unexpected<Error>(gone); };
            request.open.embedder = [gone](const auto&...) { return tl::unexpected<Error>(gone); };
        });
        QTRY_COMPARE(fixture.services().models.state(), State::Failed);
        QCOMPARE(fixture.services().models.problem(), QStringLiteral("LibTorch is gone."));
        auto* models = fixture.window().activity().findChild<ModelLabel*>();
        QVERIFY2(models->text().endsWith(QStringLiteral("not working")), qPrintable(models->text()));
        QVERIFY(models->toolTip().contains(QStringLiteral("LibTorch is gone.")));
        QCOMPARE(fixture.window().activity().text(), QStringLiteral("LibTorch is gone."));

        writePictures(fixture.pictures(), {3, {300, 200}});
        QVERIFY(fixture.import({fixture.pictures()}));
        QCOMPARE(fixture.photoCount(), 3);
        QVERIFY2(fixture.window().activity().text().contains(QStringLiteral("not described: LibTorch is gone.")),
                 qPrintable(fixture.window().activity().text()));
        QVERIFY(fixture.composition().library().failures().all()->empty());
    }

    void theMockIsNamed()
    {
        WindowFixture fixture;
        auto* models = fixture.window().activity().findChild<ModelLabel*>();
        QTRY_COMPARE(fixture.services().models.state(), State::Ready);
        QCOMPARE(models->text(), QStringLiteral("mock"));
        QVERIFY(models->toolTip().contains(QStringLiteral("The mock was asked for")));
    }

private:
    static void realModels(app::EngineRequest& request, const fs::path& root)
    {
        writeTinyBlip(root / "models" / "blip");
        writeTinyClip(root / "models" / "clip");
        request.mode = services::ModelMode::Real;
        request.models = root / "models";
        request.cache = root / "cache";
        request.openWhenNeeded = true;
    }
};

QTEST_MAIN(WindowModelsTest)
#include "window_models.moc"
