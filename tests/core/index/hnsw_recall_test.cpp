#include <QTest>

#include "core/index/exact_index.h"
#include "core/index/hnsw_index.h"
#include "tests/core/index/made_vectors.h"

using namespace vidimus;
using namespace vidimus::index;

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
// Sanitizers slow the arithmetic a hundredfold, and find nothing in a large graph that they do not find in a small one.
constexpr int kDimension = 32;
constexpr int kCount = 1000;
constexpr HnswOptions kOptions{.links = 16, .buildCandidates = 60, .searchCandidates = 32, .exactBelow = 0};
#else
constexpr int kDimension = 512;
constexpr int kCount = 3500; // fewer would be compared one by one
constexpr HnswOptions kOptions{.searchCandidates = 128, .exactBelow = 0};
#endif
constexpr int kQueries = 50;

/// An exact and a graph index over the same vectors.
struct Pair {
    std::unique_ptr<VectorIndex> exact = makeExactIndex(kDimension);
    std::unique_ptr<HnswIndex> graph;

    bool add(PhotoId id, const Embedding& vector)
    {
        return exact->add(id, vector).has_value() && graph->add(id, vector).has_value();
    }
    bool remove(PhotoId id) { return exact->remove(id) && graph->remove(id); }

    double recallAt(std::size_t k, const std::vector<Embedding>& queries, const IdSet* among = nullptr) const
    {
        double sum = 0;
        for (const Embedding& query : queries)
            sum += recall(*exact->search(query, k, among), *graph->search(query, k, among));
        return sum / static_cast<double>(queries.size());
    }
};

Pair emptyPair()
{
    Pair pair;
    pair.graph = std::move(*HnswIndex::create(kDimension, kCount, kOptions));
    return pair;
}

std::vector<Embedding> queriesNear(MadeVectors& made, const std::vector<Embedding>& vectors)
{
    std::vector<Embedding> queries;
    for (int i = 0; i < kQueries; ++i)
        queries.push_back(made.around(vectors[made.number(static_cast<std::uint32_t>(vectors.size()))], 0.6f));
    return queries;
}

} // namespace

class HnswRecallTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void ofPlainSearch();
    void withFilters_data();
    void withFilters();
    void afterMuchRemovingAndReplacing();
    void withBurstsOfNearDuplicates();

private:
    MadeVectors m_made{kDimension, 11};
    std::vector<Embedding> m_vectors;
    std::vector<Embedding> m_queries;
    Pair m_pair = emptyPair();
};

void HnswRecallTest::initTestCase()
{
    m_vectors = m_made.clustered(kCount, 60, 0.9f);
    m_queries = queriesNear(m_made, m_vectors);
    for (int i = 0; i < kCount; ++i)
        QVERIFY(m_pair.add(PhotoId{i + 1}, m_vectors[static_cast<std::size_t>(i)]));
}

void HnswRecallTest::ofPlainSearch()
{
    const double found = m_pair.recallAt(10, m_queries);
    qInfo("recall at 10: %.4f", found);
    QVERIFY(found >= 0.95);
}

void HnswRecallTest::withFilters_data()
{
    QTest::addColumn<int>("step"); // every so many photos pass
    QTest::addColumn<int>("k");
    QTest::newRow("half") << 2 << 10;
    QTest::newRow("a tenth") << 10 << 10;
    QTest::newRow("a rare one") << 700 << 5;
    QTest::newRow("fewer than asked for") << 700 << 50;
    QTest::newRow("one") << kCount << 1;
}

void HnswRecallTest::withFilters()
{
    QFETCH(int, step);
    QFETCH(int, k);
    IdSet among;
    for (int i = 1; i <= kCount; i += step)
        among.push_back(PhotoId{i});
    const std::size_t wanted = std::min(static_cast<std::size_t>(k), among.size());
    for (const Embedding& query : m_queries) {
        const auto found = m_pair.graph->search(query, static_cast<std::size_t>(k), &among);
        QCOMPARE(found->size(), wanted);
        for (const Neighbour& neighbour : *found)
            QVERIFY(std::binary_search(among.begin(), among.end(), neighbour.id));
        QVERIFY(std::is_sorted(found->begin(), found->end(), [](const Neighbour& a, const Neighbour& b) {
            return a.similarity > b.similarity || (a.similarity == b.similarity && a.id < b.id);
        }));
    }
    QVERIFY(m_pair.recallAt(static_cast<std::size_t>(k), m_queries, &among) >= 0.95);
}

void HnswRecallTest::afterMuchRemovingAndReplacing()
{
    // A third is removed, another third comes in under new ids, and a tenth gets other vectors.
    const std::vector<Embedding> fresh = m_made.clustered(kCount / 3, 20, 0.9f);
    for (int i = 1; i <= kCount; i += 3)
        QVERIFY(m_pair.remove(PhotoId{i}));
    for (std::size_t i = 0; i < fresh.size(); ++i)
        QVERIFY(m_pair.add(PhotoId{100'000 + static_cast<std::int64_t>(i)}, fresh[i]));
    for (int i = 2; i <= kCount; i += 30)
        QVERIFY(m_pair.add(PhotoId{i}, m_made.around(fresh[static_cast<std::size_t>(i % 50)], 0.7f)));
    QVERIFY(m_pair.graph->ids() == m_pair.exact->ids());
    std::vector<Embedding> queries = queriesNear(m_made, fresh);
    queries.insert(queries.end(), m_queries.begin(), m_queries.end());
    const double found = m_pair.recallAt(10, queries);
    qInfo("recall at 10 after the changes: %.4f", found);
    QVERIFY(found >= 0.95);
}

void HnswRecallTest::withBurstsOfNearDuplicates()
{
    // The shots of one scene fill one another's link lists; the way to the other scenes must stay open.
    constexpr int kScenes = kCount / 50;
    constexpr int kShots = 40;
    MadeVectors made(kDimension, 12);
    Pair pair = emptyPair();
    const std::vector<Embedding> scenes = made.clustered(kScenes, 20, 0.9f);
    std::int64_t id = 0;
    for (const Embedding& scene : scenes) {
        for (int shot = 0; shot < kShots; ++shot)
            QVERIFY(pair.add(PhotoId{++id}, made.around(scene, 0.1f)));
    }
    std::vector<Embedding> queries;
    for (const Embedding& scene : scenes)
        queries.push_back(made.around(scene, 0.3f));
    for (std::size_t scene = 0; scene < queries.size(); ++scene) {
        const auto found = pair.graph->search(queries[scene], 20);
        QCOMPARE(found->size(), std::size_t{20});
        for (const Neighbour& neighbour : *found)
            QCOMPARE(static_cast<std::size_t>((neighbour.id.value - 1) / kShots), scene);
    }
    QVERIFY(pair.recallAt(20, queries) >= 0.95);
}

QTEST_APPLESS_MAIN(HnswRecallTest)
#include "hnsw_recall_test.moc"
