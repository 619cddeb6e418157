#include <cmath>
#include <random>

#include <QTest>

#include "core/search/calibration.h"
#include "core/search/query_vector.h"

using namespace vidimus;
using namespace vidimus::search;

namespace {

constexpr int kDimension = 64;

/// Random directions around a common one, as the vectors of a model lie: `apart` says how widely.
class Cone {
public:
    Cone(unsigned seed, float apart) : m_random(seed), m_apart(apart) {}

    Embedding next()
    {
        Embedding vector(kDimension);
        for (float& value : vector)
            value = m_normal(m_random) / std::sqrt(static_cast<float>(kDimension)) * m_apart;
        vector[0] += 1;
        normalise(vector);
        return vector;
    }

    std::vector<Embedding> next(int count)
    {
        std::vector<Embedding> vectors;
        for (int i = 0; i < count; ++i)
            vectors.push_back(next());
        return vectors;
    }

private:
    std::mt19937 m_random;
    std::normal_distribution<float> m_normal;
    const float m_apart;
};

Embedding mix(const Embedding& a, const Embedding& b, float share)
{
    Embedding vector(a.size());
    for (std::size_t i = 0; i < a.size(); ++i)
        vector[i] = share * a[i] + (1 - share) * b[i];
    normalise(vector);
    return vector;
}

} // namespace

/// What similarities mean, on made vectors whose truth is known.
class SearchCalibrationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_bank = Cone(1, 1.f).next(200);
        m_library = Cone(2, 1.f).next(2000);
        m_sample.assign(m_library.begin(), m_library.begin() + 300);
        m_calibration = Calibration(m_bank, m_sample);
        QVERIFY(m_calibration.knowsTexts());
    }

    void levels_data()
    {
        using Z = QList<float>;
        QTest::addColumn<Z>("z");
        QTest::addColumn<Z>("curve");
        QTest::newRow("none") << Z{} << Z{};
        QTest::newRow("falls already") << Z{4, 2, 2, -1} << Z{4, 2, 2, -1};
        QTest::newRow("one step back") << Z{4, 1, 3, 0} << Z{4, 2, 2, 0};
        QTest::newRow("rises all the way") << Z{1, 2, 3, 6} << Z{3, 3, 3, 3};
        QTest::newRow("a late one draws all before it along") << Z{3, 1, 2, 6} << Z{3, 3, 3, 3};
    }
    void levels()
    {
        QFETCH(QList<float>, z);
        QFETCH(QList<float>, curve);
        const auto levelled = Calibration::levelled(std::vector<float>(z.begin(), z.end()));
        QCOMPARE(QList<float>(levelled.begin(), levelled.end()), curve);
    }

    /// 30 queries that no picture fits: nearly none of 30 x 2000 pairs may stand above the line.
    void absentThingsAreNotLikely()
    {
        Cone queries(3, 1.f);
        int likely = 0;
        for (int i = 0; i < 30; ++i)
            likely += likelyOf(queries.next(), m_library);
        QVERIFY2(likely <= 6, qPrintable(QString::number(likely)));
    }

    void whatFitsIsLikely_data()
    {
        QTest::addColumn<int>("fitting");
        QTest::newRow("one") << 1;
        QTest::newRow("twenty") << 20;
        QTest::newRow("all but few") << 1500;
    }

    void whatFitsIsLikely()
    {
        QFETCH(int, fitting);
        Cone queries(4, 1.f);
        int found = 0;
        for (int i = 0; i < 20; ++i) {
            const Embedding query = queries.next();
            std::vector<Embedding> library = m_library;
            for (int j = 0; j < fitting; ++j)
                library[static_cast<std::size_t>(j)] = mix(query, library[static_cast<std::size_t>(j)], 0.65f);
            found += likelyOf(query, library) >= fitting ? 1 : 0;
        }
        QVERIFY2(found >= 19, qPrintable(QString::number(found)));
    }

    void picturesAreMeasuredByTheLibrary()
    {
        const Embedding query = Cone(5, 1.f).next();
        const auto expected = m_calibration.ofPictures(query);
        QVERIFY(expected);
        QVERIFY(std::abs(expected.z(dot(query, m_library[700]))) < 4);
        QVERIFY(expected.z(dot(query, mix(query, m_library[700], 0.7f))) > 4);
        QVERIFY(std::abs(expected.z(expected.mean)) < 1e-6f);
    }

    void wordsThatDivideTheLibrarySharply()
    {
        const Calibration::Expectation texts{0.1f, 0.02f};
        const Calibration::Expectation sharp{0.3f, 0.1f};
        const Calibration::Expectation even{0.3f, 0.01f}; // a library of one kind
        QVERIFY(Calibration::ofBoth(texts, sharp, 0.25f) < Calibration::kLeast);
        QVERIFY(Calibration::ofBoth(texts, sharp, 0.35f) > Calibration::kLeast);
        QVERIFY(Calibration::ofBoth(texts, even, 0.25f) > Calibration::kLeast);
        QVERIFY(Calibration::ofBoth(texts, {}, 0.25f) > Calibration::kLeast);
    }

    void smallAndOddLibraries()
    {
        QVERIFY(!Calibration().knowsTexts());
        QVERIFY(!Calibration().ofPictures(m_bank[0]));
        QVERIFY(!Calibration(m_bank, {}).knowsTexts());
        const std::vector<Embedding> three(m_sample.begin(), m_sample.begin() + 3);
        QVERIFY(Calibration(m_bank, three).knowsTexts());
        QVERIFY(!Calibration(m_bank, three).ofPictures(m_bank[0]));
        QVERIFY(!Calibration({}, m_sample).knowsTexts());
        QVERIFY(Calibration({}, m_sample).ofPictures(m_bank[0]));
        // A model that tells nothing apart.
        const std::vector<Embedding> same(50, m_bank[0]);
        QVERIFY(!Calibration(same, same).knowsTexts());
        QVERIFY(!Calibration(same, same).ofPictures(same[0]));
        QVERIFY(!Calibration(m_bank, m_sample).ofPictures(Embedding(3, 1.f))); // of another model
    }

    void lineGrowsWithTheLibraryAndFallsWithTheFinds()
    {
        const std::vector<float> few{3.5f};
        QVERIFY(Calibration::line(few, 100) <= 3.5f);
        QVERIFY(Calibration::line(few, 100'000) > 3.5f);
        const std::vector<float> many(2000, 3.5f);
        QCOMPARE(Calibration::line(many, 100'000), 3.5f);
        QCOMPARE(Calibration::line(std::vector<float>{}, 1), Calibration::kLeast);
        QVERIFY(Calibration::line(std::vector<float>{0.1f}, 100) > Calibration::kLeast);
        QCOMPARE(Calibration::relevance(3.f, 3.f), 0.5f);
        QVERIFY(Calibration::relevance(5.f, 3.f) > 0.95f);
        QVERIFY(Calibration::relevance(1.f, 3.f) < 0.05f);
    }

    void exclusionTakesOnlyWhatIsItsOwn()
    {
        // Texts: a common direction 0, and their own ones.
        const auto text = [](std::initializer_list<int> axes) {
            Embedding vector(kDimension, 0.f);
            vector[0] = 1;
            for (const int axis : axes)
                vector[static_cast<std::size_t>(axis)] = 1;
            normalise(vector);
            return vector;
        };
        const Embedding beach = text({1});
        const Embedding people = text({2});
        const Embedding sand = text({1, 3}); // much of a beach, and something more
        Embedding common(kDimension, 0.f);
        common[0] = 1;
        const Embedding with = text({1, 2});
        const Embedding without = text({1, 4});
        QVERIFY(std::abs(dot(beach, with) - dot(beach, without)) < 1e-6f);
        const std::vector<Embedding> wanted{beach};
        const Embedding query = queryVector(wanted, std::vector<Embedding>{people}, common);
        QVERIFY(dot(query, without) > dot(query, with) + 0.1f);
        // What both have in common stays: a beach is as much a beach as before.
        const Embedding less = queryVector(wanted, std::vector<Embedding>{sand}, common);
        QVERIFY(dot(less, beach) > 0.9f);
        QVERIFY(dot(less, text({1, 3})) < dot(less, beach));
        QVERIFY(std::abs(dot(query, query) - 1) < 1e-5f);
    }

    void oddDirections()
    {
        const std::vector<Embedding> one{m_bank[0]};
        QVERIFY(queryVector({}, {}, {}).empty());
        QCOMPARE(queryVector(one, {}, {}).size(), m_bank[0].size());
        // The same wanted and not wanted: the wish stands.
        QVERIFY(dot(queryVector(one, one, {}), m_bank[0]) > 0.999f);
        // Nothing wanted: away from it.
        QVERIFY(dot(queryVector({}, one, {}), m_bank[0]) < -0.99f);
        const Embedding opposite = queryVector({}, one, m_calibration.common());
        QVERIFY(dot(opposite, m_bank[0]) < 0 && std::abs(dot(opposite, m_calibration.common())) < 1e-4f);
    }

private:
    /// As the searcher does it: the nearest 200, the line over all.
    int likelyOf(const Embedding& query, const std::vector<Embedding>& library) const
    {
        std::vector<std::pair<float, float>> near; // cosine, z
        for (const Embedding& picture : library) {
            const float cosine = dot(query, picture);
            near.emplace_back(cosine, m_calibration.ofTexts(dot(m_calibration.common(), picture)).z(cosine));
        }
        std::sort(near.rbegin(), near.rend());
        std::vector<float> best;
        for (std::size_t i = 0; i < near.size(); ++i)
            best.push_back(near[i].second);
        const float line = Calibration::line(best, library.size());
        return static_cast<int>(std::count_if(best.begin(), best.end(), [line](float z) { return z >= line; }));
    }

    std::vector<Embedding> m_bank;
    std::vector<Embedding> m_library;
    std::vector<Embedding> m_sample;
    Calibration m_calibration;
};

QTEST_GUILESS_MAIN(SearchCalibrationTest)
#include "search_calibration.moc"
