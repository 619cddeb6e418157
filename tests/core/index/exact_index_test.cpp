#include "core/index/exact_index.h"

#include <limits>
#include <map>
#include <thread>

#include <QTest>

#include "tests/core/index/made_vectors.h"

using namespace vidimus;
using namespace vidimus::index;

namespace {

/// The answer by sorting everything: no heap, no blocks.
std::vector<PhotoId> bruteForce(const std::map<PhotoId, Embedding>& vectors, const Embedding& query, std::size_t k,
                                const IdSet* among = nullptr)
{
    std::vector<std::pair<double, PhotoId>> all;
    for (const auto& [id, vector] : vectors) {
        if (!among || std::binary_search(among->begin(), among->end(), id))
            all.emplace_back(-cosine(query, vector), id);
    }
    std::sort(all.begin(), all.end());
    std::vector<PhotoId> ids;
    for (std::size_t i = 0; i < std::min(k, all.size()); ++i)
        ids.push_back(all[i].second);
    return ids;
}

} // namespace

class ExactIndexTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithBruteForce_data();
    void agreesWithBruteForce();
    void agreesWithBruteForceOnSparseVectors_data();
    void agreesWithBruteForceOnSparseVectors();
    void filters();
    void tiesGoById();
    void replacesAndRemoves();
    void setsTheLength();
    void refuses_data();
    void refuses();
    void mayBeChangedWhileSearched();
};

void ExactIndexTest::agreesWithBruteForce_data()
{
    QTest::addColumn<int>("dimension");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("k");
    // Dimensions around the block sizes of the dot product, and counts around k.
    for (const int dimension : {1, 3, 16, 31, 64, 65, 127, 512})
        QTest::addRow("dimension %d", dimension) << dimension << 200 << 10;
    QTest::newRow("empty") << 8 << 0 << 5;
    QTest::newRow("one") << 8 << 1 << 5;
    QTest::newRow("k is all") << 8 << 50 << 50;
    QTest::newRow("k is more than all") << 8 << 50 << 1000;
    QTest::newRow("k is 0") << 8 << 50 << 0;
    QTest::newRow("k is 1") << 8 << 50 << 1;
}

void ExactIndexTest::agreesWithBruteForce()
{
    QFETCH(int, dimension);
    QFETCH(int, count);
    QFETCH(int, k);
    MadeVectors made(dimension, 1);
    const auto index = makeExactIndex(dimension);
    std::map<PhotoId, Embedding> vectors;
    for (int i = 0; i < count; ++i) {
        const PhotoId id{(i * 7919) % 100003 + 1};
        vectors[id] = made.anywhere();
        QVERIFY(index->add(id, vectors[id]));
    }
    QCOMPARE(index->size(), vectors.size());
    for (int i = 0; i < 10; ++i) {
        const Embedding query = made.anywhere();
        const auto found = index->search(query, static_cast<std::size_t>(k));
        QVERIFY(found);
        if (dimension == 1) {
            // Only two directions: everything ties, and ties are another test's matter.
            QCOMPARE(found->size(), static_cast<std::size_t>(std::min(k, count)));
            continue;
        }
        QVERIFY(idsOf(*found) == bruteForce(vectors, query, static_cast<std::size_t>(k)));
        for (const Neighbour& neighbour : *found)
            QVERIFY(std::abs(neighbour.similarity - cosine(query, vectors[neighbour.id])) < 3e-5);
    }
}

void ExactIndexTest::agreesWithBruteForceOnSparseVectors_data()
{
    QTest::addColumn<int>("nonzeros");
    QTest::addColumn<int>("dimension");
    for (const int nonzeros : {2, 3, 4}) {
        for (const int dimension : {64, 512, 768})
            QTest::addRow("%d of %d values", nonzeros, dimension) << nonzeros << dimension;
    }
}

void ExactIndexTest::agreesWithBruteForceOnSparseVectors()
{
    // Turned, such a vector has few different values, and what 8 bits leave out of them adds up.
    QFETCH(int, nonzeros);
    QFETCH(int, dimension);
    MadeVectors made(dimension, 6);
    const auto index = makeExactIndex(dimension);
    std::map<PhotoId, Embedding> vectors;
    for (int i = 1; i <= 2000; ++i) {
        vectors[PhotoId{i}] = made.sparse(nonzeros);
        QVERIFY(index->add(PhotoId{i}, vectors[PhotoId{i}]));
    }
    constexpr std::size_t kWanted = 10;
    for (int i = 0; i < 60; ++i) {
        const Embedding query = made.sparse(nonzeros);
        const std::vector<PhotoId> right = bruteForce(vectors, query, kWanted);
        const std::vector<PhotoId> found = idsOf(*index->search(query, kWanted));
        QCOMPARE(found.size(), kWanted);
        // By similarity, because many are nearly equal.
        for (std::size_t place = 0; place < kWanted; ++place)
            QVERIFY(std::abs(cosine(query, vectors[found[place]]) - cosine(query, vectors[right[place]])) < 4e-5);
    }
}

void ExactIndexTest::filters()
{
    MadeVectors made(32, 2);
    const auto index = makeExactIndex(32);
    std::map<PhotoId, Embedding> vectors;
    for (int i = 1; i <= 300; ++i) {
        vectors[PhotoId{i}] = made.anywhere();
        QVERIFY(index->add(PhotoId{i}, vectors[PhotoId{i}]));
    }
    IdSet everySeventh;
    for (int i = 7; i <= 400; i += 7) // some of them are not in the index
        everySeventh.push_back(PhotoId{i});
    const Embedding query = made.anywhere();
    const auto found = index->search(query, 10, &everySeventh);
    QVERIFY(found);
    QVERIFY(idsOf(*found) == bruteForce(vectors, query, 10, &everySeventh));
    const IdSet none;
    QVERIFY(index->search(query, 10, &none)->empty());
    const IdSet strangers{PhotoId{1000}, PhotoId{1001}};
    QVERIFY(index->search(query, 10, &strangers)->empty());
}

void ExactIndexTest::tiesGoById()
{
    const auto index = makeExactIndex(2);
    for (const int id : {5, 3, 9, 1, 7})
        QVERIFY(index->add(PhotoId{id}, Embedding{1.f, 0.f}));
    const auto found = index->search(Embedding{1.f, 0.f}, 3);
    QVERIFY((idsOf(*found) == std::vector<PhotoId>{{1}, {3}, {5}}));
    QCOMPARE((*found)[0].similarity, 1.f);
}

void ExactIndexTest::replacesAndRemoves()
{
    MadeVectors made(16, 3);
    const auto index = makeExactIndex(16);
    std::map<PhotoId, Embedding> vectors;
    for (int step = 0; step < 2000; ++step) {
        const PhotoId id{made.number(60) + 1};
        if (made.number(3) == 0) {
            QCOMPARE(index->remove(id), vectors.erase(id) == 1);
        } else {
            vectors[id] = made.anywhere();
            QVERIFY(index->add(id, vectors[id]));
        }
        QCOMPARE(index->contains(id), vectors.contains(id));
    }
    std::vector<PhotoId> ids;
    for (const auto& [id, vector] : vectors)
        ids.push_back(id);
    QVERIFY(index->ids() == ids);
    QCOMPARE(index->size(), ids.size());
    const Embedding query = made.anywhere();
    QVERIFY(idsOf(*index->search(query, 20)) == bruteForce(vectors, query, 20));
}

void ExactIndexTest::setsTheLength()
{
    const auto index = makeExactIndex(2);
    QVERIFY(index->add(PhotoId{1}, Embedding{300.f, 400.f}));
    const auto found = index->search(Embedding{0.f, 1e-3f}, 1);
    QVERIFY(std::abs(found->front().similarity - 0.8f) < 3e-5f);
}

void ExactIndexTest::refuses_data()
{
    QTest::addColumn<Embedding>("vector");
    QTest::newRow("none") << Embedding{};
    QTest::newRow("too short") << Embedding{1.f, 0.f};
    QTest::newRow("too long") << Embedding{1.f, 0.f, 0.f, 0.f};
    QTest::newRow("not a number") << Embedding{1.f, std::numeric_limits<float>::quiet_NaN(), 0.f};
    QTest::newRow("infinite") << Embedding{1.f, 0.f, -std::numeric_limits<float>::infinity()};
    QTest::newRow("zeros") << Embedding{0.f, 0.f, 0.f};
}

void ExactIndexTest::refuses()
{
    QFETCH(Embedding, vector);
    const auto index = makeExactIndex(3);
    QVERIFY(index->add(PhotoId{1}, Embedding{1.f, 0.f, 0.f}));
    const auto added = index->add(PhotoId{2}, vector);
    QVERIFY(!added);
    QCOMPARE(added.error().code, ErrorCode::InvalidArgument);
    QVERIFY(!added.error().message.empty());
    const auto found = index->search(vector, 1);
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::InvalidArgument);
    QCOMPARE(index->size(), std::size_t{1});
}

void ExactIndexTest::mayBeChangedWhileSearched()
{
    MadeVectors made(24, 4);
    const std::vector<Embedding> vectors = made.clustered(400, 10, 0.5f);
    const auto index = makeExactIndex(24);
    std::jthread writer([&] {
        for (int i = 0; i < 400; ++i) {
            static_cast<void>(index->add(PhotoId{i + 1}, vectors[static_cast<std::size_t>(i)]));
            if (i % 3 == 0)
                index->remove(PhotoId{i / 2 + 1});
        }
    });
    bool sound = true;
    for (int i = 0; i < 200; ++i) {
        const auto found = index->search(vectors[static_cast<std::size_t>(i)], 5);
        sound = sound && found && found->size() <= 5 && index->ids().size() <= 400;
    }
    writer.join();
    QVERIFY(sound);
    QVERIFY(index->size() > 200);
}

QTEST_APPLESS_MAIN(ExactIndexTest)
#include "exact_index_test.moc"
