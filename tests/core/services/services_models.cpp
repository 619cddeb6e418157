#include <memory>

#include <QSignalSpy>
#include <QTest>

#include "core/inference/inference_queue.h"
#include "core/metrics/registry.h"
#include "core/services/model_service.h"
#include "tests/core/inference/fake_engine.h"

using namespace vidimus;
using namespace vidimus::services;

using State = ModelService::State;

/// How far the models are, as the window hears of it.
class ServicesModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void followsTheQueue()
    {
        inference::EngineLog log;
        metrics::Registry registry;
        inference::InferenceQueue queue(std::make_unique<inference::FakeEngine>(log), registry);
        ModelService service(queue);
        QCOMPARE(service.state(), State::Asleep);
        queue.warmUp();
        QTRY_COMPARE(service.state(), State::Ready);
        queue.unload();
        QTRY_COMPARE(service.state(), State::Asleep);
        log.onCall = [](const std::string&, std::stop_token) { throw std::runtime_error("no memory"); };
        QSignalSpy changed(&service, &ModelService::stateChanged);
        queue.warmUp();
        QTRY_COMPARE(service.state(), State::Failed);
        QVERIFY2(service.problem().contains(QStringLiteral("no memory")), qPrintable(service.problem()));
        QVERIFY(!changed.isEmpty());
        log.onCall = [](const std::string&, std::stop_token) {};
        queue.warmUp();
        QTRY_COMPARE(service.state(), State::Ready);
        QVERIFY(service.problem().isEmpty());
    }

    void knowsWhatWasBeforeIt()
    {
        inference::EngineLog log;
        metrics::Registry registry;
        inference::InferenceQueue queue(std::make_unique<inference::FakeEngine>(log), registry);
        QVERIFY(queue.embedText("a", {}));
        QCOMPARE(ModelService(queue).state(), State::Ready);
    }

    void mayEndWhileTheModelsWork()
    {
        inference::EngineLog log;
        metrics::Registry registry;
        inference::InferenceQueue queue(std::make_unique<inference::FakeEngine>(log), registry);
        for (int i = 0; i < 50; ++i) {
            const ModelService service(queue);
            queue.warmUp();
            queue.unload();
        }
        QVERIFY(queue.embedText("a", {}));
    }
};

QTEST_GUILESS_MAIN(ServicesModelsTest)
#include "services_models.moc"
