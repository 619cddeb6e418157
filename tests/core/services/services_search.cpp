#include <QTest>

#include "core/services/search_service.h"
#include "services_fixture.h"
#include "tests/support/picture_files.h"
#include "tests/support/picture_maker.h"

using namespace vidimus;
using namespace vidimus::services;

class ServicesSearchTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        std::filesystem::create_directories(m_parts.pictures());
        test::writePicture(m_parts.pictures() / "a.png", test::plainPicture({64, 48}, Qt::red));
        m_parts.pipeline->import({m_parts.pictures()});
        QVERIFY(m_parts.pipeline->waitUntilIdle());
        QVERIFY(m_parts.index->load());
    }

    void answers()
    {
        SearchService service(*m_parts.searcher, *m_parts.library);
        const auto results = service.search({"red", {}, 10}).result();
        QVERIFY(results);
        QCOMPARE(results->hits.size(), 1u);
    }

    void namesAndHistory()
    {
        SearchService service(*m_parts.searcher, *m_parts.library);
        const auto names = service.names().result();
        QVERIFY(names);
        QCOMPARE(names->folders, std::vector<std::string>{"pictures"});
        QVERIFY(service.remember("red").result());
        QVERIFY(service.remember("folder:pictures red").result());
        QCOMPARE(*service.history().result(), (std::vector<std::string>{"folder:pictures red", "red"}));
        QVERIFY(service.forget("red").result());
        QCOMPARE(service.history().result()->size(), 1u);
        QVERIFY(service.forgetAll().result());
        QVERIFY(service.history().result()->empty());
        QCOMPARE(service.parse("red rating:9").problems.size(), 1u);
    }

    void onlyTheLastOfManyAnswers()
    {
        SearchService service(*m_parts.searcher, *m_parts.library);
        QList<QFuture<Result<search::Results>>> futures;
        for (int i = 0; i < 50; ++i)
            futures << service.search({"red", {}, 10});
        QVERIFY(futures.last().result());
        int answered = 0;
        for (const auto& future : futures) {
            const auto results = future.result();
            if (results)
                ++answered;
            else
                QCOMPARE(results.error().code, ErrorCode::Cancelled);
        }
        QVERIFY(answered >= 1);
    }

    void cancelledOnRequestAndAtTheEnd()
    {
        QFuture<Result<search::Results>> future;
        {
            SearchService service(*m_parts.searcher, *m_parts.library);
            future = service.search({"red", {}, 10});
            service.cancel();
        }
        QVERIFY(future.isFinished());
    }

private:
    ServicesFixture m_parts;
};

QTEST_GUILESS_MAIN(ServicesSearchTest)
#include "services_search.moc"
