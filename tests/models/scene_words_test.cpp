#include <algorithm>
#include <set>

#include <QTest>

#include "models/draw/scene_maker.h"
#include "models/draw/scene_painter.h"
#include "models/draw/scene_words.h"
#include "tests/models/shape_list.h"

using namespace vidimus;
using namespace vidimus::draw;

namespace {

Scene sceneOf(std::vector<Group> groups, Background background, bool night)
{
    Scene scene;
    scene.groups = std::move(groups);
    scene.background = background;
    scene.night = night;
    return scene;
}

Group groupOf(int thing, Colour colour, int count)
{
    Group group{thing, colour, false, {}};
    group.places.resize(static_cast<std::size_t>(count));
    return group;
}

bool isTrue(const Words& words, const std::vector<Fact>& facts)
{
    return std::includes(facts.begin(), facts.end(), words.needs.begin(), words.needs.end());
}

} // namespace

class SceneWordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhatThereIs_data()
    {
        QTest::addColumn<Scene>("scene");
        QTest::addColumn<QString>("caption");
        QTest::newRow("one") << sceneOf({groupOf(0, Colour::Red, 1)}, Background::Beach, false)
                             << QStringLiteral("a red circle on the beach");
        QTest::newRow("an") << sceneOf({groupOf(5, Colour::None, 1)}, Background::Snow, true)
                            << QStringLiteral("an arrow in the snow at night");
        QTest::newRow("three and one") << sceneOf({groupOf(4, Colour::Blue, 3), groupOf(1, Colour::Orange, 1)},
                                                  Background::Grass, false)
                                       << QStringLiteral("three blue crosses and an orange ring on the grass");
    }
    void saysWhatThereIs()
    {
        QFETCH(Scene, scene);
        QFETCH(QString, caption);
        const ThingCatalogue things = test::shapes();
        QCOMPARE(QString::fromStdString(SceneWords(things).caption(scene)), caption);
    }

    /// Whatever is said of a scene is true of it; and of another one only where it is.
    void textsAreTrueOfTheirScene()
    {
        const ThingCatalogue things = test::shapes();
        const SceneMaker maker(things);
        const SceneWords words(things);
        const std::vector<std::string> known = words.everyWord();
        int trueElsewhere = 0;
        for (std::uint64_t seed = 0; seed < 500; ++seed) {
            const Scene scene = maker.make(seed, Pairs::Seen);
            const Scene other = maker.make(seed + 10'000, Pairs::Seen);
            Dice dice(seed, "test");
            const Words sentence = words.sentence(scene, dice);
            const Words query = words.query(scene, dice);
            const std::vector<Fact> facts = words.facts(scene);
            QVERIFY2(isTrue(sentence, facts), sentence.text.c_str());
            QVERIFY2(isTrue(query, facts), query.text.c_str());
            trueElsewhere += isTrue(sentence, words.facts(other)) ? 1 : 0;
            for (const std::string& text : {sentence.text, query.text, words.caption(scene, dice)}) {
                for (const QString& word : QString::fromStdString(text).split(QLatin1Char(' ')))
                    QVERIFY2(std::binary_search(known.begin(), known.end(), word.toStdString()), text.c_str());
            }
        }
        QVERIFY2(trueElsewhere < 10, qPrintable(QString::number(trueElsewhere)));
    }

    void countsAreEven()
    {
        const ThingCatalogue things = test::shapes();
        const SceneMaker maker(things);
        std::array<int, 4> counts{};
        for (std::uint64_t seed = 0; seed < 3000; ++seed) {
            const Scene scene = maker.make(seed, Pairs::Seen);
            if (scene.groups.size() == 1)
                ++counts[static_cast<std::size_t>(scene.groups.front().count())];
        }
        const int all = counts[1] + counts[2] + counts[3];
        for (int count = 1; count <= 3; ++count)
            QVERIFY(std::abs(3.0 * counts[static_cast<std::size_t>(count)] / all - 1) < 0.15);
    }

    void heldOutPairsAreNotTrainedOn()
    {
        const ThingCatalogue things = test::shapes();
        const SceneMaker maker(things);
        int pairs = 0;
        for (int thing = 0; thing < things.count(); ++thing) {
            for (int place = 0; place < kBackgrounds; ++place)
                pairs += isHeldOut(thing, static_cast<Background>(place)) ? 1 : 0;
        }
        QVERIFY(pairs > 0);
        for (std::uint64_t seed = 0; seed < 1000; ++seed) {
            for (const Group& group : maker.make(seed, Pairs::Seen).groups)
                QVERIFY(!isHeldOut(group.thing, maker.make(seed, Pairs::Seen).background));
            const Scene heldOut = maker.make(seed, Pairs::HeldOut);
            QVERIFY(isHeldOut(heldOut.groups.front().thing, heldOut.background));
        }
    }

    /// The same scene is the same picture, another one another.
    void paintsTheSameAgain()
    {
        const ThingCatalogue things = test::shapes();
        const Glyphs glyphs = test::glyphsOf(things);
        const SceneMaker maker(things);
        const QImage first = paintScene(maker.make(7, Pairs::Seen), glyphs, 64, 48);
        QCOMPARE(first.size(), QSize(64, 48));
        QCOMPARE(paintScene(maker.make(7, Pairs::Seen), glyphs, 64, 48), first);
        QVERIFY(paintScene(maker.make(8, Pairs::Seen), glyphs, 64, 48) != first);
    }

    /// Things are where and in the colour that the scene says.
    void paintsThingsWhereTheyAre()
    {
        const ThingCatalogue things = test::shapes();
        const Glyphs glyphs = test::glyphsOf(things);
        Scene scene = sceneOf({groupOf(2, Colour::Red, 1)}, Background::Snow, false);
        scene.groups.front().places = {Placement{0.25f, 0.5f, 0.4f, 0.f}};
        const QImage image = paintScene(scene, glyphs, 100, 100);
        const QColor inside = image.pixelColor(25, 50);
        const QColor outside = image.pixelColor(75, 30);
        QVERIFY(inside.red() > 150 && inside.green() < 90);
        QVERIFY(outside.green() > 150);
    }
};

QTEST_MAIN(SceneWordsTest)
#include "scene_words_test.moc"
