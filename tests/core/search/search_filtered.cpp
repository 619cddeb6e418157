#include <QTemporaryDir>
#include <QTest>

#include "core/base/clock.h"
#include "core/inference/inference_queue.h"
#include "core/inference/mock_engine.h"
#include "core/metrics/registry.h"
#include "core/search/library_index.h"
#include "core/search/query_vector.h"
#include "core/search/searcher.h"
#include "core/storage/library.h"
#include "tests/core/index/made_vectors.h"

using namespace vidimus;
using namespace vidimus::search;

namespace {

constexpr int kDimension = 512; // as the mock has it for words
constexpr int kCount = 4000;
constexpr int kRare = 60;
constexpr std::int64_t kMidsummer = 1'687'305'600; // 2023-06-21

class MidsummerClock final : public Clock {
public:
    std::chrono::system_clock::time_point now() const override
    {
        return std::chrono::system_clock::time_point(std::chrono::seconds(kMidsummer + 300 * 86'400));
    }
};

} // namespace

/// Filters act inside the search: k results come back when k exist, on both kinds of index; and what is said when none does.
class SearchFilteredTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_library = std::move(storage::Library::open(m_folder.path().toStdString()).value());
        m_inference = std::make_unique<inference::InferenceQueue>(inference::makeMockEngine(), m_metrics);
        QVERIFY(m_library->useModels({"made-captions", "made", Origin::Mock, 0},
                                     {"made-vectors", "made", Origin::Mock, kDimension}));
        // Those in the rare folder point away from all the others: no unfiltered list comes to them.
        index::MadeVectors made(kDimension, 7);
        std::vector<storage::LookedFile> files;
        for (int i = 0; i < kCount; ++i) {
            const bool rare = isRare(i);
            storage::LookedFile file;
            file.path = std::string(rare ? "/pictures/rare/" : "/pictures/usual/") + std::to_string(i) + ".jpg";
            file.hash.bytes[0] = static_cast<std::uint8_t>(i);
            file.hash.bytes[1] = static_cast<std::uint8_t>(i >> 8);
            file.metadata.width = 400;
            file.metadata.height = 300;
            file.metadata.format = "jpeg";
            file.metadata.capturedAt = kMidsummer + (rare ? 0 : 10 + i % 100) * 86'400;
            files.push_back(std::move(file));
        }
        const auto added = m_library->photos().add(files, 100);
        QVERIFY(added);
        std::vector<storage::DescribedPhoto> described;
        for (int i = 0; i < kCount; ++i) {
            Embedding centre(kDimension, 0.f);
            centre[0] = 2.f;
            centre[1] = isRare(i) ? -1.f : 1.f;
            storage::DescribedPhoto photo;
            photo.photo = (*added)[static_cast<std::size_t>(i)].photo;
            photo.caption = Caption{i % 400 == 3 ? "a boat on the water" : "a picture of the sea", 0.5f, {}};
            photo.embedding = made.around(centre, 0.4f);
            m_vectors.emplace_back(photo.photo, *photo.embedding);
            described.push_back(std::move(photo));
        }
        QVERIFY(m_library->descriptions().add(described, 100));
    }

    void rareFilterFindsAsManyAsThereAre_data()
    {
        QTest::addColumn<bool>("graph");
        QTest::addColumn<QString>("filter");
        for (const bool graph : {false, true}) {
            for (const char* filter : {"folder:rare", "date:2023-06-21", "\"the sea\" folder:rare", "-folder:usual",
                                       "folder:pictures -folder:usual date:..2023-06", "-date:>2023-06-21"}) {
                QTest::addRow("%s, %s", graph ? "graph" : "exact", filter) << graph << filter;
            }
        }
    }

    void rareFilterFindsAsManyAsThereAre()
    {
        QFETCH(bool, graph);
        QFETCH(QString, filter);
        LibraryIndex index(*m_library, kDimension, {graph ? std::size_t{100} : std::size_t{100'000}});
        QVERIFY(index.load());
        QTRY_COMPARE_WITH_TIMEOUT(index.kind(), std::string(graph ? "HNSW" : "exact"), 60'000);
        const Searcher searcher(*m_library, index, *m_inference, m_metrics, m_clock);
        const PhotoId example = m_vectors[1].first; // a usual one
        const std::size_t k = 50;
        const auto results = searcher.search({filter.toStdString(), {{{}, example}}, k});
        QVERIFY2(results, results ? "" : results.error().message.c_str());
        QCOMPARE(results->hits.size(), k);
        std::vector<PhotoId> found;
        for (const Hit& hit : results->hits)
            found.push_back(hit.id);
        for (const PhotoId photo : found)
            QVERIFY(isRare(photo));
        if (filter.contains('"'))
            return; // the words have a say in the order as well
        // But for the rounding of what is stored, the nearest of them.
        const std::vector<PhotoId> expected = nearest(m_vectors[1].second, k, true);
        const auto common = std::count_if(found.begin(), found.end(), [&](PhotoId photo) {
            return std::find(expected.begin(), expected.end(), photo) != expected.end();
        });
        QVERIFY2(common >= 48, qPrintable(QString::number(common)));
    }

    void wordsAmongAFilter()
    {
        LibraryIndex index(*m_library, kDimension);
        QVERIFY(index.load());
        const Searcher searcher(*m_library, index, *m_inference, m_metrics, m_clock);
        // "sea" is in nearly every caption, more often than is ranked; the filter leaves 60 of them.
        const auto all = m_library->text().match({{"sea"}}, 25);
        QVERIFY(!all->ranked);
        const auto some = m_library->filters().matching(storage::InFolder{"rare"});
        const auto among = m_library->text().match({{"sea"}}, 25, &*some);
        QVERIFY(among->ranked);
        QCOMPARE(among->photos.size(), 25u);
        for (const PhotoId photo : among->photos)
            QVERIFY(isRare(photo));
    }

    void exclusions()
    {
        LibraryIndex index(*m_library, kDimension);
        QVERIFY(index.load());
        const Searcher searcher(*m_library, index, *m_inference, m_metrics, m_clock);
        const auto results = searcher.search({"-folder:usual -date:2024", {}, 100});
        QVERIFY(results);
        QCOMPARE(results->hits.size(), static_cast<std::size_t>(kRare));
        const auto all = searcher.search({"folder:usual", {}, 10, true});
        QCOMPARE(all->hits.size(), static_cast<std::size_t>(kCount - kRare));
        QCOMPARE(all->likely, all->hits.size());
        const auto ten = searcher.search({"folder:usual", {}, 10});
        QCOMPARE(ten->hits.size(), 10u);
    }

    void moreLikeThisAndLessLikeThat()
    {
        LibraryIndex index(*m_library, kDimension);
        QVERIFY(index.load());
        const Searcher searcher(*m_library, index, *m_inference, m_metrics, m_clock);
        const auto [usual, usualVector] = m_vectors[1];
        const auto [rare, rareVector] = m_vectors[0];
        QVERIFY(isRare(rare) && !isRare(usual));
        // Between the two kinds, and then away from one of them.
        const auto both = searcher.search({"", {{{}, usual}, {{}, rare}}, kCount});
        QVERIFY(both);
        const auto less = searcher.search({"", {{{}, usual}, {{}, rare, true}}, kCount});
        QVERIFY(less);
        // How many of the last are rare ones, or are not there at all.
        const auto rareAtTheEnd = [&](const Results& results) {
            const std::size_t first = std::min(results.hits.size(), static_cast<std::size_t>(kCount - 2 - kRare));
            const auto before = std::count_if(results.hits.begin(), results.hits.begin() + static_cast<long>(first),
                                              [&](const Hit& hit) { return isRare(hit.id); });
            return kRare - 1 - before;
        };
        QVERIFY(rareAtTheEnd(*both) < kRare / 2);
        QVERIFY(rareAtTheEnd(*less) > kRare * 9 / 10);
        // Away from the rare one, but still like the usual one.
        for (std::size_t i = 0; i < 50; ++i)
            QVERIFY(dot(usualVector, vectorOf(less->hits[i].id)) > 0.5f);
        for (const Results* results : {&*both, &*less}) {
            for (const Hit& hit : results->hits)
                QVERIFY(hit.id != usual && hit.id != rare);
        }
        QVERIFY(both->hits.front().closerThan > 0.99f);
    }

    void whatIsSaidWhenThereIsNothing_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("says");
        QTest::newRow("tag") << "tag:x"
                             << "No picture is tagged “x”.";
        QTest::newRow("folder") << "boat folder:\"no such\""
                                << "No picture lies in a folder named “no such”.";
        QTest::newRow("date") << "boat date:1999"
                              << "No picture was taken then (date:1999).";
        QTest::newRow("phrase") << "\"green cat\""
                                << "has the words “green cat”";
        QTest::newRow("state") << "is:favourite"
                               << "No picture is a favourite yet.";
        QTest::newRow("together") << "folder:rare -date:2023-06-21"
                                  << "No picture is both: folder:rare (60 pictures)";
        QTest::newRow("all left out") << "-folder:pictures"
                                      << "Every picture is left out by -folder:pictures.";
        QTest::newRow("only a mistake") << "camra:x"
                                        << "did you mean camera:?";
        QTest::newRow("odd bytes") << QString("tag:\"a\u0007\u202Eb\"") << "No picture is tagged “a";
    }

    void whatIsSaidWhenThereIsNothing()
    {
        QFETCH(QString, query);
        QFETCH(QString, says);
        LibraryIndex index(*m_library, kDimension);
        QVERIFY(index.load());
        const Searcher searcher(*m_library, index, *m_inference, m_metrics, m_clock);
        const auto results = searcher.search({query.toStdString()});
        QVERIFY2(results, results ? "" : results.error().message.c_str());
        QVERIFY(results->hits.empty());
        QVERIFY2(QString::fromStdString(results->reason).contains(says), results->reason.c_str());
    }

    void mistakesDoNotStopTheRest()
    {
        LibraryIndex index(*m_library, kDimension);
        QVERIFY(index.load());
        const Searcher searcher(*m_library, index, *m_inference, m_metrics, m_clock);
        const auto results = searcher.search({"folder:rare rating:>=9", {}, 100});
        QVERIFY(results);
        QCOMPARE(results->hits.size(), static_cast<std::size_t>(kRare));
        QCOMPARE(results->problems.size(), 1u);
        QCOMPARE(results->problems.front().suggestion, std::string("rating:>=5"));
    }

    void plainDatesFollowTheClock()
    {
        LibraryIndex index(*m_library, kDimension);
        QVERIFY(index.load());
        const Searcher searcher(*m_library, index, *m_inference, m_metrics, m_clock);
        QCOMPARE(searcher.search({"last summer folder:rare", {}, 100})->hits.size(), static_cast<std::size_t>(kRare));
        QVERIFY(searcher.search({"yesterday"})->hits.empty());
    }

    void changesAreSeenAtOnce()
    {
        LibraryIndex index(*m_library, kDimension);
        QVERIFY(index.load());
        const Searcher searcher(*m_library, index, *m_inference, m_metrics, m_clock);
        QVERIFY(searcher.search({"is:favourite"})->hits.empty());
        const std::vector<storage::PersonEdit> favour{
            storage::MarkPhotos{{m_vectors[5].first}, std::nullopt, std::nullopt, true, std::nullopt, std::nullopt}};
        QVERIFY(m_library->make(favour, 100));
        QCOMPARE(searcher.search({"is:favourite"})->hits.size(), 1u);
        const std::vector<storage::PersonEdit> unfavour{
            storage::MarkPhotos{{m_vectors[5].first}, std::nullopt, std::nullopt, false, std::nullopt, std::nullopt}};
        QVERIFY(m_library->make(unfavour, 100));
        QVERIFY(searcher.search({"is:favourite"})->hits.empty());
    }

    void why()
    {
        LibraryIndex index(*m_library, kDimension);
        QVERIFY(index.load());
        const Searcher searcher(*m_library, index, *m_inference, m_metrics, m_clock);
        const PhotoId boat = m_library->text().match({{"boat"}}, 1)->photos.at(0);
        const auto reasons = searcher.why({"boats sunset folder:usual -tag:x"}, boat);
        QVERIFY(reasons);
        QCOMPARE(reasons->places.size(), 1u);
        QCOMPARE(reasons->places[0].name, std::string("caption"));
        QCOMPARE(reasons->places[0].words, std::vector<std::string>{"boat"});
        QCOMPARE(reasons->filters, (std::vector<std::string>{"folder:usual", "-tag:x"}));
    }

    void anyText_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("operators") << QByteArray("folder:rare NEAR(a b) AND OR NOT ^x* {caption}: + \"");
        QTest::newRow("10,000 characters") << QByteArray("folder:rare ") + QByteArray("sea ").repeated(2500);
        QTest::newRow("no UTF-8") << QByteArray("folder:rare \xff\xfe\xc3 ");
        QTest::newRow("many filters") << QByteArray("-folder:usual folder:rare ").repeated(24);
        QTest::newRow("right to left") << QByteArray("folder:rare \u202E\u05D0\u05D1\u202C");
    }

    void anyText()
    {
        QFETCH(QByteArray, text);
        LibraryIndex index(*m_library, kDimension);
        QVERIFY(index.load());
        const Searcher searcher(*m_library, index, *m_inference, m_metrics, m_clock);
        const auto results = searcher.search({text.toStdString(), {{{}, m_vectors[0].first}}, 100});
        if (results) {
            for (const Hit& hit : results->hits)
                QVERIFY(isRare(hit.id));
        } else {
            QCOMPARE(results.error().code, ErrorCode::InvalidArgument);
        }
    }

private:
    static bool isRare(int i) { return i % 66 == 0 && i / 66 < kRare; }
    bool isRare(PhotoId photo) const
    {
        for (int i = 0; i < kCount; ++i) {
            if (m_vectors[static_cast<std::size_t>(i)].first == photo)
                return isRare(i);
        }
        return false;
    }

    const Embedding& vectorOf(PhotoId photo) const
    {
        return std::find_if(m_vectors.begin(), m_vectors.end(), [&](const auto& known) { return known.first == photo; })
            ->second;
    }

    /// By comparing with each.
    std::vector<PhotoId> nearest(const Embedding& query, std::size_t k, bool onlyRare) const
    {
        std::vector<std::pair<float, PhotoId>> all;
        for (int i = 0; i < kCount; ++i) {
            const auto& [photo, vector] = m_vectors[static_cast<std::size_t>(i)];
            if (isRare(i) == onlyRare)
                all.emplace_back(-dot(query, vector), photo);
        }
        std::sort(all.begin(), all.end());
        std::vector<PhotoId> photos;
        for (std::size_t i = 0; i < k; ++i)
            photos.push_back(all[i].second);
        return photos;
    }

    QTemporaryDir m_folder;
    metrics::Registry m_metrics;
    MidsummerClock m_clock;
    std::unique_ptr<storage::Library> m_library;
    std::unique_ptr<inference::InferenceQueue> m_inference;
    std::vector<std::pair<PhotoId, Embedding>> m_vectors;
};

QTEST_GUILESS_MAIN(SearchFilteredTest)
#include "search_filtered.moc"
