#include <fstream>

#include <QTemporaryDir>
#include <QTest>
#include <torch/types.h>

#include "models/train/trainer.h"
#include "tests/models/tiny_training.h"

using namespace vidimus;

namespace {

std::filesystem::path pathOf(const QTemporaryDir& folder)
{
    return folder.path().toStdString();
}

Result<void> runUntil(test::TinyTraining& training, const std::filesystem::path& out, long lastStep)
{
    std::stop_source stop;
    train::Trainer trainer(training.recipe, training.model, training.reading, training.source, training.source, out);
    train::TrainerEvents events;
    events.step = [&](const train::Standing& standing) {
        if (standing.steps >= lastStep)
            stop.request_stop();
    };
    return trainer.run(events, stop.get_token());
}

/// Of captions, on pictures that are not trained on.
double lossOf(const test::TinyTraining& training)
{
    std::vector<train::Example> examples;
    for (std::uint64_t i = 1'000'000; i < 1'000'032; ++i)
        examples.push_back(training.source.example(i, training.reading.patchesPerSide));
    const at::NoGradGuard guard;
    return training.model.run(train::batchOf(examples, training.reading), training.recipe.losses, false).caption;
}

} // namespace

class TrainerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// A run that was stopped and taken up again by another process ends where one ends that was not. Not to the last bit:
    /// sums are taken in another order where memory lies otherwise.
    void goesOnWhereItWasStopped()
    {
        const QTemporaryDir one;
        test::TinyTraining straight(pathOf(one));
        const double before = lossOf(straight);
        QVERIFY(runUntil(straight, pathOf(one), 1000));

        const QTemporaryDir two;
        {
            test::TinyTraining first(pathOf(two));
            const Result<void> stopped = runUntil(first, pathOf(two), 3);
            QVERIFY(!stopped);
            QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
        }
        test::TinyTraining second(pathOf(two));
        QVERIFY(runUntil(second, pathOf(two), 1000));
        const double apart = std::abs(lossOf(second) - lossOf(straight));
        const double learnt = before - lossOf(straight);
        QVERIFY2(learnt > 0.2 && apart < learnt / 50, qPrintable(QStringLiteral("%1 of %2").arg(apart).arg(learnt)));
    }

    /// Weights, the optimiser's state and the place come back as they were.
    void checkpointsAreExact()
    {
        const QTemporaryDir folder;
        test::TinyTraining training(pathOf(folder));
        train::Optimiser optimiser(training.model.parameters(), training.recipe.optimiser);
        std::map<std::string, at::Tensor> gradients;
        for (const auto& [name, values] : training.model.parameters().tensors())
            gradients[name] = torch::randn_like(values).detach();
        optimiser.beginStep();
        optimiser.step(gradients, 1.0, 1.0, 0, 1);
        const std::filesystem::path file = pathOf(folder) / "checkpoint.safetensors";
        QVERIFY(train::saveCheckpoint(file, training.model, optimiser, {1, 16, 2.5}));

        train::TwinModel other(training.sizes, training.recipe.seed + 1);
        train::Optimiser restored(other.parameters(), training.recipe.optimiser);
        const auto standing = train::loadCheckpoint(file, other, restored);
        QVERIFY(standing);
        QCOMPARE(standing->steps, 1L);
        QCOMPARE(standing->pictures, std::uint64_t{16});
        QCOMPARE(standing->seconds, 2.5);
        QCOMPARE(restored.steps(), 1L);
        for (const auto& [name, values] : training.model.parameters().tensors())
            QVERIFY2(torch::equal(values, other.parameters()[name]), name.c_str());
        for (const auto& [name, values] : optimiser.state())
            QVERIFY2(torch::equal(values, restored.state().at(name)), name.c_str());
    }

    void learns()
    {
        const QTemporaryDir folder;
        train::Recipe recipe = test::tinyRecipe();
        recipe.workers = 2;
        recipe.pictures = 2 * 16 * 40;
        test::TinyTraining training(pathOf(folder), recipe);
        train::Trainer trainer(training.recipe, training.model, training.reading, training.source, training.source,
                               pathOf(folder));
        const double before = lossOf(training);
        QVERIFY(trainer.run({}, {}));
        const double after = lossOf(training);
        QVERIFY2(after < 0.75 * before, qPrintable(QStringLiteral("%1 then %2").arg(before).arg(after)));
    }

    void takesNoOtherModelsCheckpoint()
    {
        const QTemporaryDir folder;
        test::TinyTraining small(pathOf(folder));
        QVERIFY(!runUntil(small, pathOf(folder), 1)); // saved and stopped
        train::Recipe recipe = test::tinyRecipe();
        recipe.width = 96;
        test::TinyTraining wide(pathOf(folder), recipe);
        const Result<void> result = runUntil(wide, pathOf(folder), 1000);
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Corrupt);
    }

    void readsRecipes_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("complaint");
        QTest::newRow("fine") << QByteArray(R"({"minutes": 3, "losses": {"caption": 2}})") << QByteArray();
        QTest::newRow("no end") << QByteArray(R"({"seed": 1})") << QByteArray("minutes");
        QTest::newRow("a wrong type") << QByteArray(R"({"minutes": 3, "width": "wide"})") << QByteArray("width");
        QTest::newRow("an unknown key") << QByteArray(R"({"minutes": 3, "speed": 1})") << QByteArray("speed");
        QTest::newRow("no JSON") << QByteArray("minutes: 3") << QByteArray("JSON");
    }
    void readsRecipes()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, complaint);
        const QTemporaryDir folder;
        const std::filesystem::path file = pathOf(folder) / "recipe.json";
        std::ofstream(file) << json.constData();
        const auto recipe = train::Recipe::read(file);
        QCOMPARE(static_cast<bool>(recipe), complaint.isEmpty());
        if (!recipe)
            QVERIFY2(recipe.error().message.find(complaint.constData()) != std::string::npos,
                     recipe.error().message.c_str());
    }

    /// The recipe in the repository can be read.
    void theStartersRecipeIsFine()
    {
        QVERIFY(train::Recipe::read(VIDIMUS_RECIPES "/starter.json"));
        const auto things = draw::ThingCatalogue::read(VIDIMUS_RECIPES "/things.txt");
        QVERIFY(things);
        QVERIFY(things->count() >= 300);
    }
};

QTEST_MAIN(TrainerTest)
#include "trainer_test.moc"
