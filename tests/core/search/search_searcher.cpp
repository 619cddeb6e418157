#include <QTemporaryDir>
#include <QTest>

#include "core/inference/inference_queue.h"
#include "core/inference/mock_engine.h"
#include "core/ingest/pipeline.h"
#include "core/media/decoder.h"
#include "core/metrics/registry.h"
#include "core/search/library_index.h"
#include "core/search/searcher.h"
#include "core/storage/library.h"
#include "tests/support/picture_files.h"
#include "tests/support/picture_maker.h"

using namespace vidimus;
using namespace vidimus::search;
namespace fs = std::filesystem;

/// Searches over a few plain pictures that the mock described: words of a caption, of a name, by picture.
class SearchSearcherTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        media::initialise();
        const fs::path folder(m_folder.path().toStdString());
        auto library = storage::Library::open(folder / "library");
        QVERIFY(library);
        m_library = std::move(*library);
        m_inference = std::make_unique<inference::InferenceQueue>(inference::makeMockEngine(), m_metrics);
        const auto info = m_inference->info();
        QVERIFY(m_library->useModels({info.captionModel.id, "mock", Origin::Mock, 0},
                                     {info.embeddingModel.id, "mock", Origin::Mock, info.embeddingDimension}));

        m_pictures = folder / "pictures";
        fs::create_directories(m_pictures);
        write("holiday-one", Qt::red, {400, 300});
        write("holiday-two", Qt::blue, {300, 400});
        write("garden", QColor(0, 128, 0), {400, 300});
        write("snow", Qt::white, {400, 300});
        write("night", Qt::black, {300, 300});
        ingest::Pipeline pipeline(*m_library, *m_inference, m_metrics, m_clock);
        pipeline.import({m_pictures});
        QCOMPARE(pipeline.waitUntilIdle()->described, 5);

        m_index = std::make_unique<LibraryIndex>(*m_library, info.embeddingDimension);
        QVERIFY(m_index->load());
        m_searcher = std::make_unique<Searcher>(*m_library, *m_index, *m_inference, m_metrics, m_clock);
        QVERIFY(m_searcher->calibrate());
    }

    void words_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("first");
        QTest::newRow("colour") << "red"
                                << "holiday-one";
        QTest::newRow("another colour") << "blue"
                                        << "holiday-two";
        QTest::newRow("file name") << "garden"
                                   << "garden";
        QTest::newRow("file name and colour") << "holiday blue"
                                              << "holiday-two";
        QTest::newRow("without a word") << "holiday -red"
                                        << "holiday-two";
    }

    void words()
    {
        QFETCH(QString, words);
        QFETCH(QString, first);
        const auto results = m_searcher->search({words.toStdString(), {}, 10});
        QVERIFY2(results, results ? "" : results.error().message.c_str());
        QVERIFY(!results->hits.empty());
        QCOMPARE(nameOf(results->hits.front().id), first);
        QVERIFY(results->hits.front().score > 0.4f && results->hits.front().score <= 1.f);
        QVERIFY(results->times.totalMs >= results->times.indexMs);
    }

    void foundBy_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<FoundBy>("by");
        QTest::addColumn<int>("found");
        QTest::addColumn<bool>("embeds");
        // One picture is red; its words say so, and the mock finds nothing else near the word.
        QTest::newRow("a word, by words") << "holiday" << FoundBy::Words << 2 << false;
        QTest::newRow("a word, by both") << "holiday" << FoundBy::Both << 2 << true;
        QTest::newRow("a name means nothing") << "holiday" << FoundBy::Meaning << 0 << true;
        QTest::newRow("a colour, by meaning") << "red" << FoundBy::Meaning << 1 << true;
        QTest::newRow("a filter, by words") << "red type:png" << FoundBy::Words << 1 << false;
    }

    void foundBy()
    {
        QFETCH(QString, line);
        QFETCH(FoundBy, by);
        QFETCH(int, found);
        QFETCH(bool, embeds);
        const auto results = m_searcher->search({line.toStdString(), {}, 10, false, by});
        QVERIFY2(results, results ? "" : results.error().message.c_str());
        QCOMPARE(static_cast<int>(results->hits.size()), found);
        QCOMPARE(results->times.embedMs > 0, embeds);
        for (const Hit& hit : results->hits)
            QVERIFY(hit.matchedWords || by != FoundBy::Words);
    }

    void aPictureHasNoWords()
    {
        const auto results = m_searcher->search({"", {{m_pictures / "night.png", {}}}, 10, false, FoundBy::Words});
        QCOMPARE(results.error().code, ErrorCode::InvalidArgument);
    }

    void nothingMatches()
    {
        const auto results = m_searcher->search({"xylophone quartz", {}, 10});
        QVERIFY(results);
        QVERIFY(results->hits.empty());
    }

    void onlyExclusions()
    {
        const auto results = m_searcher->search({"-holiday", {}, 10});
        QVERIFY(results);
        QCOMPARE(results->hits.size(), 3u);
        for (const Hit& hit : results->hits)
            QVERIFY(!nameOf(hit.id).startsWith("holiday"));
    }

    void refusedQueries_data()
    {
        QTest::addColumn<QString>("words");
        QTest::newRow("nothing") << "";
        QTest::newRow("spaces") << "   ";
    }

    void refusedQueries()
    {
        QFETCH(QString, words);
        QCOMPARE(m_searcher->search({words.toStdString(), {}, 10}).error().code, ErrorCode::InvalidArgument);
    }

    /// Never a crash, never an error that is not about the query, and the library as sound as before.
    void hostileLines_data()
    {
        QTest::addColumn<QByteArray>("line");
        const auto row = [](const char* name, const QByteArray& line) { QTest::newRow(name) << line; };
        row("ten thousand characters", QByteArray(10'000, 'x'));
        row("ten thousand words", QByteArray("red ").repeated(10'000));
        row("ten thousand quotes", QByteArray(10'000, '"'));
        row("ten thousand exclusions", QByteArray("-x ").repeated(10'000));
        row("full-text operators", "red NEAR(blue, 2) OR NOT \"green\" AND * ^caption {caption name} : red*");
        row("SQL", "'; DROP TABLE photos; --");
        row("an open quote", "\"holiday");
        row("control characters", QByteArray("re\x01\x02\x1b[31md \x7f\x00 x", 14));
        row("right to left", "\u202e\u05d0\u05d1 \u0643\u0644\u0628 red");
        row("not UTF-8", "\xff\xfe red \xc3");
        row("filters of filters", "tag:tag:folder:date:rating:>=>=3 conf:<<0.5 date:....2023");
        row("only signs", "-- :: .. >= <= * ^ ( ) [ ] { } | & ! ~");
        row("numbers beyond all", "rating:99999999999999999999 date:99999-99-99 conf:1e999");
    }

    void hostileLines()
    {
        QFETCH(QByteArray, line);
        const auto results = m_searcher->search({line.toStdString(), {}, 10});
        if (!results)
            QCOMPARE(results.error().code, ErrorCode::InvalidArgument);
        else if (results->hits.empty())
            QVERIFY(!results->reason.empty());
        QVERIFY(m_library->integrityProblems()->empty());
        QVERIFY(!m_searcher->search({"red", {}, 10})->hits.empty());
    }

    void byPicture()
    {
        const auto results = m_searcher->search({"", {{m_pictures / "night.png", {}}}, 10});
        QVERIFY(results);
        QCOMPARE(nameOf(results->hits.front().id), QStringLiteral("night"));
        QVERIFY(results->hits.front().similarity > 0.99f);
    }

    void byPictureThatCannotBeRead()
    {
        const auto results = m_searcher->search({"", {{m_pictures / "absent.png", {}}}, 10});
        QCOMPARE(results.error().code, ErrorCode::NotFound);
        QVERIFY(results.error().message.find("absent.png") != std::string::npos);
    }

    void likeAPhotoLeavesItOut()
    {
        const PhotoId red = m_searcher->search({"red", {}, 1})->hits.front().id;
        const auto results = m_searcher->search({"", {{{}, red}}, 10});
        QVERIFY(results);
        for (const Hit& hit : results->hits)
            QVERIFY(hit.id != red);
        QCOMPARE(m_searcher->search({"", {{{}, PhotoId{4242}}}, 10}).error().code, ErrorCode::NotFound);
    }

    void limit() { QVERIFY(m_searcher->search({"holiday", {}, 1})->hits.size() == 1); }

    void cancelled()
    {
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(m_searcher->search({"red", {}, 10}, stop.get_token()).error().code, ErrorCode::Cancelled);
    }

    void removedPicturesAreGoneAtOnce()
    {
        const PhotoId snow = m_searcher->search({"snow", {}, 1})->hits.front().id;
        QVERIFY(m_library->photos().remove({&snow, 1}));
        m_index->remove({&snow, 1});
        for (const char* words : {"snow", "white"}) {
            const auto results = m_searcher->search({words, {}, 10});
            for (const Hit& hit : results->hits)
                QVERIFY(hit.id != snow);
        }
    }

    void stagesAreMeasured()
    {
        QStringList stages;
        for (const auto& summary : m_metrics.summaries())
            stages << QString::fromStdString(summary.stage);
        for (const char* stage : {"search", "index", "full_text", "embed_text"})
            QVERIFY2(stages.contains(QLatin1String(stage)), stage);
    }

private:
    void write(const char* name, QColor colour, QSize size)
    {
        test::writePicture(m_pictures / (std::string(name) + ".png"), test::plainPicture(size, colour));
    }

    QString nameOf(PhotoId photo) const
    {
        return QString::fromStdString(m_library->query().details(photo)->card.path.stem().string());
    }

    QTemporaryDir m_folder;
    fs::path m_pictures;
    SystemClock m_clock;
    metrics::Registry m_metrics;
    std::unique_ptr<storage::Library> m_library;
    std::unique_ptr<inference::InferenceQueue> m_inference;
    std::unique_ptr<LibraryIndex> m_index;
    std::unique_ptr<Searcher> m_searcher;
};

QTEST_GUILESS_MAIN(SearchSearcherTest)
#include "search_searcher.moc"
