#include <QTest>

#include "core/search/rank_fusion.h"

using namespace vidimus;
using namespace vidimus::search;

class SearchRankFusionTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void bothRankingsBeatOne()
    {
        const std::vector<std::vector<PhotoId>> rankings{{PhotoId{1}, PhotoId{2}, PhotoId{3}},
                                                         {PhotoId{3}, PhotoId{9}}};
        const auto hits = fuseRankings(rankings, 10);
        QCOMPARE(hits.size(), 4u);
        QCOMPARE(hits[0].id, PhotoId{3});
        QCOMPARE(hits[1].id, PhotoId{1});
    }

    void firstEverywhereScoresOne()
    {
        const std::vector<std::vector<PhotoId>> rankings{{PhotoId{5}}, {PhotoId{5}}};
        QCOMPARE(fuseRankings(rankings, 10).front().score, 1.f);
    }

    void tiesGoById()
    {
        const std::vector<std::vector<PhotoId>> rankings{{PhotoId{8}}, {PhotoId{2}}};
        QCOMPARE(fuseRankings(rankings, 10).front().id, PhotoId{2});
    }

    void limit()
    {
        const std::vector<std::vector<PhotoId>> rankings{{PhotoId{1}, PhotoId{2}, PhotoId{3}}};
        QCOMPARE(fuseRankings(rankings, 2).size(), 2u);
        QVERIFY(fuseRankings({}, 2).empty());
    }
};

QTEST_GUILESS_MAIN(SearchRankFusionTest)
#include "search_rank_fusion.moc"
