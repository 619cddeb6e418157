#include <set>

#include <QTemporaryDir>
#include <QTest>

#include "core/media/decoder.h"
#include "core/media/thumbnail.h"
#include "models/train/batch.h"
#include "models/train/correction_source.h"
#include "tests/core/storage/library_fixture.h"
#include "tests/models/tiny_training.h"
#include "tests/support/picture_files.h"
#include "tests/support/picture_maker.h"

using namespace vidimus;

/// A person's own words as examples.
class CorrectionSourceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { media::initialise(); }

    void readsWhatAPersonSaid()
    {
        const storage::LibraryFixture fixture;
        fill(fixture, {"Our Dog on the beach", "", "the red boat"});
        const QTemporaryDir out;
        const test::TinyTraining training(out.path().toStdString());
        const auto source = train::CorrectionSource::open(fixture.folder(), training.source);
        QVERIFY2(source.has_value(), source ? "" : source.error().message.c_str());
        QCOMPARE((*source)->size(), std::size_t(2));
        QCOMPARE((*source)->everyWord(), training.source.everyWord());

        std::vector<train::Example> examples;
        std::set<std::string> captions;
        for (std::uint64_t i = 0; i < 2 * train::CorrectionSource::kOneIn; ++i) {
            examples.push_back((*source)->example(i, training.reading.patchesPerSide));
            const bool own = i % train::CorrectionSource::kOneIn == 0;
            QCOMPARE(examples.back().patches.empty(), own);
            if (own)
                captions.insert(examples.back().caption);
            QCOMPARE((*source)->example(i, training.reading.patchesPerSide).caption, examples.back().caption);
        }
        QCOMPARE(captions, (std::set<std::string>{"our dog on the beach", "the red boat"}));
        QVERIFY(train::isTrueOf(examples[0].texts[1], examples[0].facts));
        QVERIFY(!train::isTrueOf(examples[0].texts[0], examples[train::CorrectionSource::kOneIn].facts));
        const train::Batch batch = train::batchOf(examples, training.reading);
        QVERIFY(!batch.patchKinds.defined()); // some of its pictures are not labelled
        QVERIFY(training.model.run(batch, training.recipe.losses, false).caption > 0);
    }

    void saysThatThereAreNone()
    {
        const QTemporaryDir out;
        const test::TinyTraining training(out.path().toStdString());
        const storage::LibraryFixture fixture;
        const auto absent = train::CorrectionSource::open(fixture.folder(), training.source);
        QCOMPARE(absent.error().code, ErrorCode::NotFound);
        fill(fixture, {""});
        const auto none = train::CorrectionSource::open(fixture.folder(), training.source);
        QCOMPARE(none.error().code, ErrorCode::NotFound);
        QVERIFY2(none.error().message.find("Nobody corrected a caption") == 0, none.error().message.c_str());
    }

private:
    /// A picture for each of the words; empty: the model's words stand.
    static void fill(const storage::LibraryFixture& fixture, const std::vector<std::string>& words)
    {
        const auto library = fixture.open();
        for (std::size_t i = 0; i < words.size(); ++i) {
            const auto content = static_cast<unsigned char>(i + 1);
            const PhotoId photo = storage::addPhoto(*library, "/" + std::to_string(i) + ".jpg", content);
            const auto small = media::makeThumbnail(test::photoPicture({200, 150}, i));
            const storage::Thumbnail thumbnail{storage::lookedFile("", content).hash, small->toStdString()};
            QVERIFY(library->thumbnails().add({&thumbnail, 1}));
            if (words[i].empty())
                continue;
            storage::MarkPhotos own;
            own.photos = {photo};
            own.caption = words[i];
            const storage::PersonEdit edit = own;
            QVERIFY(library->make({&edit, 1}, 1));
        }
    }
};

QTEST_GUILESS_MAIN(CorrectionSourceTest)
#include "correction_source_test.moc"
