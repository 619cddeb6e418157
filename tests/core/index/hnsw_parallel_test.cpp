#include <set>
#include <thread>

#include <QTemporaryDir>
#include <QTest>

#include "core/index/exact_index.h"
#include "core/index/hnsw_index.h"
#include "tests/core/index/made_vectors.h"

using namespace vidimus;
using namespace vidimus::index;

namespace {

constexpr int kDimension = 64;
constexpr int kCount = 3000;
constexpr HnswOptions kOptions{.links = 12, .buildCandidates = 80, .searchCandidates = 64, .exactBelow = 0};

std::vector<float> flat(const std::vector<Embedding>& vectors)
{
    std::vector<float> values;
    for (const Embedding& vector : vectors)
        values.insert(values.end(), vector.begin(), vector.end());
    return values;
}

std::vector<PhotoId> idsFrom(std::int64_t first, std::size_t count)
{
    std::vector<PhotoId> ids;
    for (std::size_t i = 0; i < count; ++i)
        ids.push_back(PhotoId{first + static_cast<std::int64_t>(i)});
    return ids;
}

} // namespace

/// Adding many at once, on all processors, beside searches, removals and saving.
class HnswParallelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void findsAsWellAsOneByOne();
    void replacesAndTakesDoubles();
    void reusesRoom();
    void refuses();
    void besideOtherWork();
    void fileIsOfOneMoment();

private:
    MadeVectors m_made{kDimension, 41};
    std::vector<Embedding> m_vectors;
};

void HnswParallelTest::initTestCase()
{
    m_vectors = m_made.clustered(kCount, 40, 0.8f);
}

void HnswParallelTest::findsAsWellAsOneByOne()
{
    const auto index = std::move(*HnswIndex::create(kDimension, 16, kOptions));
    QVERIFY(index->addMany(idsFrom(1, kCount), flat(m_vectors)));
    QCOMPARE(index->size(), std::size_t{kCount});
    const auto exact = makeExactIndex(kDimension);
    for (int i = 0; i < kCount; ++i)
        QVERIFY(exact->add(PhotoId{i + 1}, m_vectors[static_cast<std::size_t>(i)]));
    QVERIFY(index->ids() == exact->ids());
    double found = 0;
    constexpr int kQueries = 100;
    for (int i = 0; i < kQueries; ++i) {
        const Embedding query = m_made.around(m_vectors[m_made.number(kCount)], 0.5f);
        found += recall(*exact->search(query, 10), *index->search(query, 10)) / kQueries;
    }
    qInfo("recall at 10: %.4f", found);
    QVERIFY(found >= 0.98);
}

void HnswParallelTest::replacesAndTakesDoubles()
{
    const auto index = std::move(*HnswIndex::create(kDimension, 16, kOptions));
    const std::vector<Embedding> some(m_vectors.begin(), m_vectors.begin() + 500);
    QVERIFY(index->addMany(idsFrom(1, some.size()), flat(some)));
    // Half of these ids are there already, and one comes twice: what came last counts.
    std::vector<PhotoId> ids = idsFrom(250, 500);
    ids.push_back(PhotoId{300});
    std::vector<Embedding> vectors;
    for (std::size_t i = 0; i < ids.size(); ++i)
        vectors.push_back(m_made.anywhere());
    QVERIFY(index->addMany(ids, flat(vectors)));
    QCOMPARE(index->size(), std::size_t{749});
    QCOMPARE(index->search(vectors.back(), 1)->front().id.value, 300);
    for (const std::size_t i : {0U, 100U, 400U, 499U})
        QCOMPARE(index->search(vectors[i], 1)->front().id, ids[i]);
    QVERIFY(index->search(vectors[50], 1)->front().similarity < 0.99f); // 300 has another one
}

void HnswParallelTest::reusesRoom()
{
    QTemporaryDir folder;
    const auto file = std::filesystem::path(folder.path().toStdString()) / "index";
    const auto index = std::move(*HnswIndex::create(kDimension, 16, kOptions));
    const std::vector<Embedding> some(m_vectors.begin(), m_vectors.begin() + 300);
    QVERIFY(index->addMany(idsFrom(1, 300), flat(some)));
    QVERIFY(index->save(file, 1));
    const auto before = std::filesystem::file_size(file);
    for (int id = 1; id <= 100; ++id)
        QVERIFY(index->remove(PhotoId{id}));
    QVERIFY(index->addMany(idsFrom(1000, 100), flat({m_vectors.begin() + 300, m_vectors.begin() + 400})));
    QCOMPARE(index->size(), std::size_t{300});
    QVERIFY(index->save(file, 2));
    QCOMPARE(std::filesystem::file_size(file), before);
    QCOMPARE(index->search(m_vectors[350], 1)->front().id.value, 1050);
}

void HnswParallelTest::refuses()
{
    const auto index = std::move(*HnswIndex::create(kDimension, 16, kOptions));
    std::vector<float> values = flat({m_vectors.begin(), m_vectors.begin() + 3});
    QCOMPARE(index->addMany(idsFrom(1, 2), values).error().code, ErrorCode::InvalidArgument);
    std::fill_n(values.begin() + kDimension, kDimension, 0.f);
    QCOMPARE(index->addMany(idsFrom(1, 3), values).error().code, ErrorCode::InvalidArgument);
    QCOMPARE(index->size(), std::size_t{0});
    QVERIFY(index->addMany({}, {}));
}

void HnswParallelTest::besideOtherWork()
{
    QTemporaryDir folder;
    const auto file = std::filesystem::path(folder.path().toStdString()) / "index";
    const auto index = std::move(*HnswIndex::create(kDimension, 16, kOptions));
    constexpr std::size_t kPart = 300;
    const auto addTheirs = [&](std::size_t first) {
        for (std::size_t from = first; from < first + 3 * kPart; from += kPart) {
            const auto begin = m_vectors.begin() + static_cast<std::ptrdiff_t>(from);
            static_cast<void>(index->addMany(idsFrom(static_cast<std::int64_t>(from) + 1, kPart),
                                             flat({begin, begin + static_cast<std::ptrdiff_t>(kPart)})));
        }
    };
    bool sound = true;
    bool saved = true;
    {
        std::jthread one([&] { addTheirs(0); });
        std::jthread two([&] { addTheirs(3 * kPart); });
        std::jthread remover([&] {
            for (int id = 1; id <= 900; id += 3)
                index->remove(PhotoId{id});
        });
        std::jthread saver([&] {
            for (int i = 0; i < 5; ++i)
                saved = index->save(file, 1) && saved;
        });
        for (int i = 0; i < 200; ++i) {
            const auto found = index->search(m_vectors[static_cast<std::size_t>(i * 10)], 5);
            sound = sound && found && found->size() <= 5;
        }
    }
    QVERIFY(sound);
    QVERIFY(saved);
    QCOMPARE(index->size(), index->ids().size());
    QVERIFY(HnswIndex::load(file, kDimension, kOptions));
    QVERIFY(index->save(file, 2));
    const auto again = HnswIndex::load(file, kDimension, kOptions);
    QVERIFY((*again)->ids() == index->ids());
}

void HnswParallelTest::fileIsOfOneMoment()
{
    // While a file is written vectors change places; in the file every photo must have the vector it had, or the one it
    // has from then on, and never another photo's.
    QTemporaryDir folder;
    const auto file = std::filesystem::path(folder.path().toStdString()) / "index";
    const auto index = std::move(*HnswIndex::create(kDimension, 16, kOptions));
    QVERIFY(index->addMany(idsFrom(1, kCount), flat(m_vectors)));
    const std::jthread mover([&](std::stop_token stop) {
        // Each takes the room of the one before it.
        for (int i = 0; i < 1000 || !stop.stop_requested(); ++i) {
            const int id = i % kCount + 1;
            index->remove(PhotoId{id});
            static_cast<void>(index->add(PhotoId{id}, m_vectors[static_cast<std::size_t>(id - 1)]));
            if (i % 2 == 0) {
                index->remove(PhotoId{id});
                const int next = (id + 7) % kCount + 1;
                index->remove(PhotoId{next});
                static_cast<void>(index->add(PhotoId{id}, m_vectors[static_cast<std::size_t>(id - 1)]));
                static_cast<void>(index->add(PhotoId{next}, m_vectors[static_cast<std::size_t>(next - 1)]));
            }
        }
    });
    for (int round = 0; round < 5; ++round) {
        QVERIFY(index->save(file, 1));
        const auto loaded = HnswIndex::load(file, kDimension, kOptions);
        QVERIFY(loaded);
        QVERIFY((*loaded)->size() >= kCount - 2);
        for (const PhotoId id : (*loaded)->ids()) {
            const IdSet only{id};
            const auto found = (*loaded)->search(m_vectors[static_cast<std::size_t>(id.value - 1)], 1, &only);
            QCOMPARE(found->size(), std::size_t{1});
            QVERIFY(found->front().similarity > 0.999f);
        }
    }
}

QTEST_APPLESS_MAIN(HnswParallelTest)
#include "hnsw_parallel_test.moc"
