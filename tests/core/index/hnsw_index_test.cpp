#include "core/index/hnsw_index.h"

#include <limits>
#include <set>
#include <thread>

#include <QTest>

#include "tests/core/index/made_vectors.h"

using namespace vidimus;
using namespace vidimus::index;

namespace {

/// Small enough to be quick, with settings that make it use its graph all the same.
constexpr int kDimension = 16;
constexpr HnswOptions kGraphAlways{.links = 8, .buildCandidates = 64, .searchCandidates = 16, .exactBelow = 0};

std::unique_ptr<HnswIndex> made(std::size_t capacity, HnswOptions options = kGraphAlways)
{
    auto index = HnswIndex::create(kDimension, capacity, options);
    return index ? std::move(*index) : nullptr;
}

} // namespace

class HnswIndexTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void startsEmpty();
    void growsBeyondItsCapacity();
    void forgetsWhatWasRemoved();
    void takesBackWhatWasRemoved();
    void reusesTheRoomOfRemovedOnes();
    void replacesAVector();
    void allRemoved();
    void refusesVectors_data();
    void refusesVectors();
    void refusesSettings_data();
    void refusesSettings();
    void mayBeChangedWhileSearched();
};

void HnswIndexTest::startsEmpty()
{
    const auto index = made(0);
    QVERIFY(index);
    QCOMPARE(index->dimension(), kDimension);
    QCOMPARE(index->size(), std::size_t{0});
    QVERIFY(index->ids().empty());
    QVERIFY(!index->contains(PhotoId{1}));
    QVERIFY(!index->remove(PhotoId{1}));
    MadeVectors vectors(kDimension, 1);
    QVERIFY(index->search(vectors.anywhere(), 10)->empty());
    QCOMPARE(index->stamp(), std::uint64_t{0});
}

void HnswIndexTest::growsBeyondItsCapacity()
{
    MadeVectors vectors(kDimension, 2);
    const auto index = made(1);
    std::vector<Embedding> all;
    for (int i = 0; i < 1000; ++i) {
        all.push_back(vectors.anywhere());
        QVERIFY(index->add(PhotoId{i + 1}, all.back()));
    }
    QCOMPARE(index->size(), std::size_t{1000});
    QCOMPARE(index->ids().front().value, 1);
    QCOMPARE(index->ids().back().value, 1000);
    for (int i = 0; i < 1000; i += 37) {
        const auto found = index->search(all[static_cast<std::size_t>(i)], 1);
        QCOMPARE(found->size(), std::size_t{1});
        QCOMPARE(found->front().id.value, i + 1);
        QVERIFY(std::abs(found->front().similarity - 1.f) < 1e-5f);
    }
}

void HnswIndexTest::forgetsWhatWasRemoved()
{
    MadeVectors vectors(kDimension, 3);
    const std::vector<Embedding> all = vectors.clustered(800, 8, 0.4f);
    const auto index = made(800);
    for (int i = 0; i < 800; ++i)
        QVERIFY(index->add(PhotoId{i + 1}, all[static_cast<std::size_t>(i)]));
    std::set<PhotoId> gone;
    for (int i = 0; i < 800; i += 2) {
        QVERIFY(index->remove(PhotoId{i + 1}));
        QVERIFY(!index->remove(PhotoId{i + 1}));
        QVERIFY(!index->contains(PhotoId{i + 1}));
        gone.insert(PhotoId{i + 1});
    }
    QCOMPARE(index->size(), std::size_t{400});
    for (int i = 0; i < 800; i += 25) {
        const auto found = index->search(all[static_cast<std::size_t>(i)], 12);
        QCOMPARE(found->size(), std::size_t{12});
        for (const Neighbour& neighbour : *found)
            QVERIFY(!gone.contains(neighbour.id));
    }
    // Asked for all, it gives all there are.
    QCOMPARE(index->search(all[0], 800)->size(), std::size_t{400});
}

void HnswIndexTest::takesBackWhatWasRemoved()
{
    MadeVectors vectors(kDimension, 4);
    const auto index = made(100);
    for (int i = 1; i <= 100; ++i)
        QVERIFY(index->add(PhotoId{i}, vectors.anywhere()));
    QVERIFY(index->remove(PhotoId{50}));
    QVERIFY(index->remove(PhotoId{60}));
    const Embedding vector = vectors.anywhere();
    QVERIFY(index->add(PhotoId{50}, vector));
    QVERIFY(index->contains(PhotoId{50}));
    QVERIFY(!index->contains(PhotoId{60}));
    QCOMPARE(index->search(vector, 1)->front().id.value, 50);
    QCOMPARE(index->size(), std::size_t{99});
}

void HnswIndexTest::reusesTheRoomOfRemovedOnes()
{
    // Removing and adding in turn, with other ids each time: had the room not been reused, this would need 5,100 places.
    MadeVectors vectors(kDimension, 5);
    const auto index = made(100);
    std::vector<std::pair<PhotoId, Embedding>> present;
    for (int i = 0; i < 100; ++i) {
        present.emplace_back(PhotoId{i + 1}, vectors.anywhere());
        QVERIFY(index->add(present.back().first, present.back().second));
    }
    for (int i = 0; i < 5000; ++i) {
        auto& [id, vector] = present[vectors.number(100)];
        QVERIFY(index->remove(id));
        id = PhotoId{i + 1000};
        vector = vectors.anywhere();
        QVERIFY(index->add(id, vector));
    }
    QCOMPARE(index->size(), std::size_t{100});
    for (const auto& [id, vector] : present)
        QCOMPARE(index->search(vector, 1)->front().id, id);
}

void HnswIndexTest::replacesAVector()
{
    MadeVectors vectors(kDimension, 6);
    const auto index = made(300);
    for (int i = 1; i <= 300; ++i)
        QVERIFY(index->add(PhotoId{i}, vectors.anywhere()));
    const Embedding vector = vectors.anywhere();
    QVERIFY(index->add(PhotoId{7}, vector));
    QCOMPARE(index->size(), std::size_t{300});
    const auto found = index->search(vector, 300);
    QCOMPARE(found->front().id.value, 7);
    QCOMPARE(found->size(), std::size_t{300});
    QCOMPARE(std::count_if(found->begin(), found->end(), [](const Neighbour& n) { return n.id.value == 7; }), 1);
}

void HnswIndexTest::allRemoved()
{
    MadeVectors vectors(kDimension, 7);
    const auto index = made(50);
    for (int round = 0; round < 3; ++round) {
        for (int i = 1; i <= 50; ++i)
            QVERIFY(index->add(PhotoId{i}, vectors.anywhere()));
        for (int i = 1; i <= 50; ++i)
            QVERIFY(index->remove(PhotoId{i}));
        QCOMPARE(index->size(), std::size_t{0});
        QVERIFY(index->search(vectors.anywhere(), 5)->empty());
    }
    const Embedding vector = vectors.anywhere();
    QVERIFY(index->add(PhotoId{3}, vector));
    QCOMPARE(index->search(vector, 5)->size(), std::size_t{1});
}

void HnswIndexTest::refusesVectors_data()
{
    QTest::addColumn<Embedding>("vector");
    Embedding vector(kDimension, 0.25f);
    vector[3] = std::numeric_limits<float>::quiet_NaN();
    QTest::newRow("not a number") << vector;
    vector[3] = std::numeric_limits<float>::infinity();
    QTest::newRow("infinite") << vector;
    QTest::newRow("zeros") << Embedding(kDimension, 0.f);
    QTest::newRow("too short") << Embedding(kDimension - 1, 0.25f);
    QTest::newRow("too long") << Embedding(kDimension + 1, 0.25f);
    QTest::newRow("none") << Embedding{};
}

void HnswIndexTest::refusesVectors()
{
    QFETCH(Embedding, vector);
    const auto index = made(4);
    QCOMPARE(index->add(PhotoId{1}, vector).error().code, ErrorCode::InvalidArgument);
    QCOMPARE(index->search(vector, 1).error().code, ErrorCode::InvalidArgument);
    QCOMPARE(index->size(), std::size_t{0});
}

void HnswIndexTest::refusesSettings_data()
{
    QTest::addColumn<int>("dimension");
    QTest::addColumn<quint64>("capacity");
    QTest::addColumn<int>("links");
    QTest::newRow("no dimension") << 0 << quint64{10} << 16;
    QTest::newRow("negative dimension") << -5 << quint64{10} << 16;
    QTest::newRow("huge dimension") << 1'000'000 << quint64{10} << 16;
    QTest::newRow("huge capacity") << 512 << ~quint64{0} << 16;
    QTest::newRow("no links") << 512 << quint64{10} << 0;
    QTest::newRow("one link") << 512 << quint64{10} << 1;
}

void HnswIndexTest::refusesSettings()
{
    QFETCH(int, dimension);
    QFETCH(quint64, capacity);
    QFETCH(int, links);
    const auto index = HnswIndex::create(dimension, capacity, {.links = links});
    QVERIFY(!index);
    QCOMPARE(index.error().code, ErrorCode::InvalidArgument);
}

void HnswIndexTest::mayBeChangedWhileSearched()
{
    MadeVectors vectors(kDimension, 8);
    const std::vector<Embedding> all = vectors.clustered(600, 6, 0.5f);
    const auto index = made(10);
    std::jthread writer([&] {
        for (int i = 0; i < 600; ++i) {
            static_cast<void>(index->add(PhotoId{i + 1}, all[static_cast<std::size_t>(i)]));
            if (i % 4 == 0)
                index->remove(PhotoId{i / 2 + 1});
        }
    });
    const auto searchOften = [&](bool& sound) {
        for (int i = 0; i < 300; ++i) {
            const auto found = index->search(all[static_cast<std::size_t>(i)], 5);
            sound = sound && found && found->size() <= 5;
        }
    };
    bool here = true;
    bool there = true;
    std::jthread reader([&] { searchOften(there); });
    searchOften(here);
    reader.join();
    writer.join();
    QVERIFY(here && there);
    QCOMPARE(index->size(), index->ids().size());
    QVERIFY(index->size() > 400);
}

QTEST_APPLESS_MAIN(HnswIndexTest)
#include "hnsw_index_test.moc"
