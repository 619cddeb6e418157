#include <csignal>
#include <fstream>
#include <thread>

#include <QTemporaryDir>
#include <QTest>
#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

#include "core/index/hnsw_index.h"
#include "tests/core/index/made_vectors.h"

using namespace vidimus;
using namespace vidimus::index;

namespace {

constexpr int kDimension = 12;
constexpr int kCount = 400;
constexpr std::uint64_t kStamp = 0x1122334455667788;
constexpr HnswOptions kOptions{.links = 6, .buildCandidates = 40, .searchCandidates = 16, .exactBelow = 0};

std::string contents(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void put(const std::filesystem::path& file, const std::string& bytes)
{
    std::ofstream(file, std::ios::binary | std::ios::trunc)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

} // namespace

class HnswFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void roundTrip();
    void anEmptyIndex();
    void growsAfterLoading();
    void isTheSameTwice();
    void replacesTheOldFile();
    void absent();
    void anotherDimension();
    void cutOff();
    void flippedBits();
    void longer();
    void notAnIndex_data();
    void notAnIndex();
    void leftoverTemporaryFile();
    void cannotBeWritten_data();
    void cannotBeWritten();
    void diskIsFull();
    void savesWhileOthersWork();

private:
    std::filesystem::path path(const char* name) const
    {
        return std::filesystem::path(m_folder->path().toStdString()) / name;
    }
    ErrorCode loadError(const std::filesystem::path& file, int dimension = kDimension) const
    {
        const auto loaded = HnswIndex::load(file, dimension, kOptions);
        return loaded ? ErrorCode::Cancelled : loaded.error().code; // Cancelled is what load() never says
    }

    std::vector<Embedding> m_vectors;
    std::unique_ptr<HnswIndex> m_index;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::filesystem::path m_file;
};

void HnswFileTest::initTestCase()
{
    MadeVectors made(kDimension, 21);
    m_vectors = made.clustered(kCount, 10, 0.6f);
    m_index = std::move(*HnswIndex::create(kDimension, 8, kOptions));
    for (int i = 0; i < kCount; ++i)
        QVERIFY(m_index->add(PhotoId{i * 5 + 1}, m_vectors[static_cast<std::size_t>(i)]));
    for (int i = 0; i < kCount; i += 9)
        QVERIFY(m_index->remove(PhotoId{i * 5 + 1}));
}

void HnswFileTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_file = path("vectors.hnsw");
    QVERIFY(m_index->save(m_file, kStamp));
}

void HnswFileTest::roundTrip()
{
    QVERIFY(!std::filesystem::exists(path("vectors.hnsw.tmp")));
    const auto loaded = HnswIndex::load(m_file, kDimension, kOptions);
    QVERIFY(loaded);
    QCOMPARE((*loaded)->stamp(), kStamp);
    QCOMPARE((*loaded)->size(), m_index->size());
    QVERIFY((*loaded)->ids() == m_index->ids());
    for (const Embedding& query : m_vectors) {
        const auto before = m_index->search(query, 7);
        const auto after = (*loaded)->search(query, 7);
        QVERIFY(idsOf(*before) == idsOf(*after));
    }
}

void HnswFileTest::anEmptyIndex()
{
    const auto empty = HnswIndex::create(kDimension, 0, kOptions);
    QVERIFY((*empty)->save(path("empty"), 1));
    const auto loaded = HnswIndex::load(path("empty"), kDimension, kOptions);
    QVERIFY(loaded);
    QCOMPARE((*loaded)->size(), std::size_t{0});
    QVERIFY((*loaded)->add(PhotoId{1}, m_vectors[0]));
    QCOMPARE((*loaded)->search(m_vectors[0], 3)->size(), std::size_t{1});
}

void HnswFileTest::growsAfterLoading()
{
    const auto loaded = HnswIndex::load(m_file, kDimension, kOptions);
    QVERIFY(loaded);
    MadeVectors made(kDimension, 22);
    std::vector<Embedding> fresh;
    for (int i = 0; i < 300; ++i) {
        fresh.push_back(made.anywhere());
        QVERIFY((*loaded)->add(PhotoId{10'000 + i}, fresh.back()));
    }
    QVERIFY((*loaded)->remove(PhotoId{10'000}));
    QVERIFY(!(*loaded)->contains(PhotoId{1})); // removed before it was saved
    QCOMPARE((*loaded)->size(), m_index->size() + 299);
    for (int i = 1; i < 300; i += 17)
        QCOMPARE((*loaded)->search(fresh[static_cast<std::size_t>(i)], 1)->front().id.value, 10'000 + i);
}

void HnswFileTest::isTheSameTwice()
{
    const std::string first = contents(m_file);
    const auto loaded = HnswIndex::load(m_file, kDimension, kOptions);
    QVERIFY((*loaded)->save(path("again"), kStamp));
    QVERIFY(first == contents(path("again")));
}

void HnswFileTest::replacesTheOldFile()
{
    QVERIFY(m_index->save(m_file, kStamp + 1));
    QCOMPARE(m_index->stamp(), kStamp + 1);
    QCOMPARE((*HnswIndex::load(m_file, kDimension, kOptions))->stamp(), kStamp + 1);
}

void HnswFileTest::absent()
{
    QCOMPARE(loadError(path("nothing here")), ErrorCode::NotFound);
    QCOMPARE(loadError(path("no folder") / "file"), ErrorCode::NotFound);
}

void HnswFileTest::anotherDimension()
{
    QCOMPARE(loadError(m_file, kDimension + 1), ErrorCode::Corrupt);
    QCOMPARE(loadError(m_file, 1), ErrorCode::Corrupt);
    QCOMPARE(loadError(m_file, 0), ErrorCode::Corrupt);
}

void HnswFileTest::cutOff()
{
    const std::string whole = contents(m_file);
    const std::filesystem::path damaged = path("damaged");
    std::vector<std::size_t> lengths{0, 1, 7, 8, 9, 55, 56, 57, 63, 64, 65, whole.size() - 1, whole.size() - 8};
    for (std::size_t length = 100; length < whole.size(); length += whole.size() / 97)
        lengths.push_back(length);
    for (const std::size_t length : lengths) {
        put(damaged, whole.substr(0, length));
        QVERIFY2(loadError(damaged) == ErrorCode::Corrupt, std::to_string(length).c_str());
    }
}

void HnswFileTest::flippedBits()
{
    const std::string whole = contents(m_file);
    const std::filesystem::path damaged = path("damaged");
    std::vector<std::size_t> offsets;
    for (std::size_t offset = 0; offset < 120; ++offset) // header and the first levels, each byte
        offsets.push_back(offset);
    for (std::size_t offset = 120; offset < whole.size(); offset += whole.size() / 211)
        offsets.push_back(offset);
    for (std::size_t back = 1; back <= 8; ++back) // the checksum itself
        offsets.push_back(whole.size() - back);
    for (const std::size_t offset : offsets) {
        for (const int bit : {0, 7}) {
            std::string bytes = whole;
            bytes[offset] = static_cast<char>(bytes[offset] ^ (1 << bit));
            put(damaged, bytes);
            QVERIFY2(loadError(damaged) == ErrorCode::Corrupt, std::to_string(offset).c_str());
        }
    }
}

void HnswFileTest::longer()
{
    put(path("damaged"), contents(m_file) + "x");
    QCOMPARE(loadError(path("damaged")), ErrorCode::Corrupt);
    put(path("damaged"), contents(m_file) + contents(m_file));
    QCOMPARE(loadError(path("damaged")), ErrorCode::Corrupt);
}

void HnswFileTest::notAnIndex_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("these are not the vectors you are looking for, and it is long enough");
    QTest::newRow("zeros") << QByteArray(4096, '\0');
    QTest::newRow("ones") << QByteArray(4096, '\xff');
}

void HnswFileTest::notAnIndex()
{
    QFETCH(QByteArray, bytes);
    put(path("other"), bytes.toStdString());
    QCOMPARE(loadError(path("other")), ErrorCode::Corrupt);
}

void HnswFileTest::leftoverTemporaryFile()
{
    put(path("vectors.hnsw.tmp"), std::string(1'000'000, 'x'));
    QVERIFY(HnswIndex::load(m_file, kDimension, kOptions));
    QVERIFY(m_index->save(m_file, 7));
    QVERIFY(!std::filesystem::exists(path("vectors.hnsw.tmp")));
    QCOMPARE((*HnswIndex::load(m_file, kDimension, kOptions))->stamp(), std::uint64_t{7});
}

void HnswFileTest::cannotBeWritten_data()
{
    QTest::addColumn<QString>("folderInTheWay"); // empty: the folder to write to is missing
    QTest::newRow("the folder is not there") << QString();
    QTest::newRow("a folder has the temporary name") << QStringLiteral("target.tmp");
    QTest::newRow("a folder has the name") << QStringLiteral("target");
}

void HnswFileTest::cannotBeWritten()
{
    QFETCH(QString, folderInTheWay);
    std::filesystem::path file = path("target");
    if (folderInTheWay.isEmpty())
        file = path("missing") / "target";
    else
        std::filesystem::create_directories(path(qPrintable(folderInTheWay)) / "inside");
    const auto saved = m_index->save(file, 9);
    QVERIFY(!saved);
    QVERIFY(!saved.error().message.empty());
    QVERIFY(!std::filesystem::is_regular_file(path("target.tmp")));
    QCOMPARE(m_index->stamp() == 9, false);
}

void HnswFileTest::diskIsFull()
{
#ifdef Q_OS_UNIX
    // A limit on the size of files makes write() fail in the midst of the payload, as a full disk does.
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{contents(m_file).size() / 2, before.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
    const auto saved = m_index->save(m_file, kStamp + 5);
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);

    QVERIFY(!saved);
    QCOMPARE(saved.error().code, ErrorCode::OutOfSpace);
    QVERIFY(saved.error().message.find("vectors.hnsw.tmp") != std::string::npos);
    QVERIFY(!std::filesystem::exists(path("vectors.hnsw.tmp")));
    const auto old = HnswIndex::load(m_file, kDimension, kOptions);
    QVERIFY(old);
    QCOMPARE((*old)->stamp(), kStamp);
#else
    QSKIP("Only Unix can limit the size of files.");
#endif
}

void HnswFileTest::savesWhileOthersWork()
{
    const auto loaded = HnswIndex::load(m_file, kDimension, kOptions);
    QVERIFY(loaded);
    HnswIndex& index = **loaded;
    std::jthread writer([&] {
        for (int i = 0; i < 200; ++i)
            static_cast<void>(index.add(PhotoId{20'000 + i}, m_vectors[static_cast<std::size_t>(i)]));
    });
    bool sound = true;
    std::jthread other([&] { sound = index.save(path("moving"), 1).has_value(); });
    for (int i = 0; i < 5; ++i)
        QVERIFY(index.save(path("moving"), 2));
    writer.join();
    other.join();
    QVERIFY(sound);
    const auto again = HnswIndex::load(path("moving"), kDimension, kOptions);
    QVERIFY(again);
    QVERIFY((*again)->size() >= m_index->size());
}

QTEST_APPLESS_MAIN(HnswFileTest)
#include "hnsw_file_test.moc"
