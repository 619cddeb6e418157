#include <cmath>
#include <fstream>

#include <QDir>
#include <QImage>
#include <QTest>

#include "app/cli/caption_reader.h"
#include "app/cli/caption_scores.h"
#include "app/cli/retrieval_scores.h"
#include "app/cli/search_scores.h"
#include "cli_fixture.h"

using namespace vidimus;
using namespace vidimus::cli;

namespace {

LabelWords someWords()
{
    LabelWords words;
    words.things = {{"car", "cars", {"vehicle"}},
                    {"police car", "police cars", {"vehicle"}},
                    {"apple", "apples", {"fruit"}},
                    {"cheese", "cheese", {"food"}}};
    words.colours = {"red", "green"};
    words.counts = {"a", "two", "three"};
    words.places = {{"beach", "on the beach"}, {"snow", "in the snow"}};
    words.night = "at night";
    return words;
}

QString textOf(const Said& said)
{
    QString text;
    for (const SaidThing& thing : said.things)
        text += QStringLiteral("%1x%2 %3; ")
                    .arg(thing.count)
                    .arg(QString::fromStdString(thing.colour), QString::fromStdString(thing.name));
    return text + QString::fromStdString(said.place) + (said.night ? QStringLiteral(" night") : QString());
}

/// Pictures of one colour each, with labels.
void writeLabelled(const std::filesystem::path& folder, int count)
{
    std::filesystem::create_directories(folder);
    Json pictures = Json::array();
    for (int i = 0; i < count; ++i) {
        const std::string name = std::to_string(i) + ".png";
        QImage image(64, 64, QImage::Format_RGB32);
        image.fill(QColor::fromHsv(i * 29 % 360, 200, 220));
        QVERIFY(image.save(QString::fromStdString((folder / name).string())));
        pictures.push_back({{"file", name},
                            {"caption", "a red apple on the beach"},
                            {"things", {{{"name", "apple"}, {"colour", "red"}, {"count", 1}}}},
                            {"place", "beach"}});
    }
    const Json words{{"things", {{{"name", "apple"}, {"plural", "apples"}, {"keywords", {"fruit"}}}}},
                     {"colours", {"red"}},
                     {"counts", {"a"}},
                     {"places", {{{"name", "beach"}, {"phrase", "on the beach"}}}}};
    std::ofstream(folder / "labels.json") << Json{{"words", words}, {"pictures", pictures}}.dump();
}

} // namespace

class CliEvaluate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsCaptions_data()
    {
        QTest::addColumn<QString>("caption");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* caption, const char* said) {
            QTest::newRow(caption) << QString::fromUtf8(caption) << QString::fromUtf8(said);
        };
        row("a red car on the beach", "1xred car; beach");
        row("two police cars and an apple in the snow at night", "2x police car; 1x apple; snow night");
        row("cheese on the beach.", "1x cheese; beach");
        row("green apples", "0xgreen apple; ");
        row("a scarf and a carpet", "");
        row("", "");
    }
    void readsCaptions()
    {
        QFETCH(QString, caption);
        QFETCH(QString, said);
        QCOMPARE(textOf(readCaption(caption.toStdString(), someWords())), said);
    }

    void countsWhatIsRight()
    {
        const LabelWords words = someWords();
        CaptionScores scores(words);
        LabelledPicture picture;
        picture.things = {{"apple", "red", 2}, {"car", "", 1}};
        picture.place = "beach";
        scores.add(picture, "two red apples and a car on the beach", 0.95);
        scores.add(picture, "three green apples and a police car in the snow at night", 0.05);
        QCOMPARE(scores.pictures.right, 1);
        QCOMPARE(scores.things.right, 3);
        QCOMPARE(scores.things.of, 4);
        QCOMPARE(scores.colours.right, 1);
        QCOMPARE(scores.colours.of, 2);
        QCOMPARE(scores.countsAbove.right, 1);
        QCOMPARE(scores.countsAbove.of, 2);
        QCOMPARE(scores.singles.of, 1);
        QCOMPARE(scores.places.right, 1);
        QCOMPARE(scores.nights.right, 1);
        QCOMPARE(scores.confusions.at({"car", "police car"}), 1);
        // The first is wholly true at 0.95; of the second one in seven statements ("apples") is, at 0.05.
        const double expected = (0.05 + std::abs(1.0 / 7 - 0.05)) / 2;
        QVERIFY(std::abs(scores.calibrationError() - expected) < 1e-9);
    }

    /// Vectors made by hand: the first two pictures are found, the third has the second's vector.
    void scoresRetrieval()
    {
        LabelledPictures labelled{someWords(), {}};
        std::vector<Embedding> vectors;
        for (int i = 0; i < 12; ++i) {
            LabelledPicture picture;
            picture.caption = "caption " + std::to_string(i);
            picture.things = {{i < 11 ? "apple" : "car", "", 1}};
            labelled.pictures.push_back(picture);
            Embedding vector(12, 0.f);
            vector[static_cast<std::size_t>(i == 2 ? 1 : i)] = 1.f;
            vectors.push_back(vector);
        }
        const auto scores = scoreRetrieval(labelled, vectors, [](const std::string& query) -> Result<Embedding> {
            Embedding vector(12, 0.f);
            if (query == "fruit") { // nearer to the car than to the last apples
                for (std::size_t i = 0; i < 12; ++i)
                    vector[i] = i == 11 ? 0.5f : 1.f - 0.05f * static_cast<float>(i);
                vector[9] = 0.1f;
                vector[10] = 0.f;
            } else {
                vector[static_cast<std::size_t>(std::stoi(query.substr(8)))] = 1.f;
            }
            return vector;
        });
        QVERIFY(scores);
        QCOMPARE(scores->firsts.of, 12);
        QCOMPARE(scores->firsts.right, 11);
        QCOMPARE(scores->keywords.size(), std::size_t{1}); // of vehicles there are too few
        QCOMPARE(scores->keywords.front().keyword, std::string("fruit"));
        QCOMPARE(scores->keywords.front().top.of, 10);
        QCOMPARE(scores->keywords.front().top.right, 9);
    }

    void asksWhatPeopleType()
    {
        LabelledPictures labelled{someWords(), {}};
        for (int i = 0; i < 4; ++i) {
            LabelledPicture picture;
            picture.things = {{"apple", i < 3 ? "red" : "green", i < 3 ? 2 : 1}};
            picture.place = "beach";
            labelled.pictures.push_back(picture);
        }
        QStringList asked;
        for (const LabelledQuery& query : queriesOf(labelled))
            asked << QString::fromStdString(query.text) + QStringLiteral(": %1").arg(query.showing.size());
        QCOMPARE(asked, QStringList({QStringLiteral("apple: 4"), QStringLiteral("apple on the beach: 4"),
                                     QStringLiteral("fruit: 4"), QStringLiteral("red apple: 3"),
                                     QStringLiteral("two apples: 3")}));
    }

    void scoresTheFirstTen_data()
    {
        using Places = QList<int>;
        QTest::addColumn<Places>("found");
        QTest::addColumn<double>("recall");
        QTest::addColumn<double>("gain");
        const double all = 1 + 1 / std::log2(3.0) + 1 / std::log2(4.0); // three are to be found
        QTest::newRow("all, first") << Places{4, 2, 9} << 1.0 << 1.0;
        QTest::newRow("one, second") << Places{1, 9} << 1.0 / 3 << 1 / std::log2(3.0) / all;
        QTest::newRow("the eleventh is too late") << Places{0, 1, 3, 5, 6, 7, 8, 10, 11, 12, 2} << 0.0 << 0.0;
        QTest::newRow("none") << Places{} << 0.0 << 0.0;
    }
    void scoresTheFirstTen()
    {
        QFETCH(QList<int>, found);
        QFETCH(double, recall);
        QFETCH(double, gain);
        const LabelledQuery query{"apple", {2, 4, 9}};
        const std::vector<std::size_t> places(found.begin(), found.end());
        QVERIFY(std::abs(recallAt10(query, places) - recall) < 1e-9);
        QVERIFY(std::abs(gainAt10(query, places) - gain) < 1e-9);
    }

    void judgesAFolder()
    {
        const CliFixture fixture;
        writeLabelled(fixture.root() / "labelled", 12);
        const std::string folder = (fixture.root() / "labelled").string();
        const std::string plots = (fixture.root() / "plots").string();
        const Ran ran = fixture.run({"evaluate", "--json", "--plots", plots, folder});
        QVERIFY2(ran.code == 0, ran.all().c_str());
        QCOMPARE(ran.json()["pictures"].get<int>(), 12);
        QCOMPARE(ran.json()["captions"]["things_named"]["of"].get<int>(), 12);
        QCOMPARE(ran.json()["recall_at_1"]["of"].get<int>(), 12);
        QVERIFY(ran.json()["keywords"].contains("fruit"));
        // Asked: apple, apple on the beach, fruit, red apple. The mock knows colours and no things: its vectors find what
        // is red, its captions hold none of that.
        const Json& search = ran.json()["search"];
        QCOMPARE(search["queries"].get<int>(), 4);
        for (const char* score : {"recall_at_10", "ndcg_at_10"}) {
            QVERIFY(search["meaning"][score].get<double>() > 0 && search["meaning"][score].get<double>() <= 1);
            QCOMPARE(search["both"][score].get<double>(), search["meaning"][score].get<double>());
            QCOMPARE(search["words"][score].get<double>(), 0.0);
        }
        int captions = 0;
        for (const Json& bin : ran.json()["captions"]["calibration_bins"])
            captions += bin["captions"].get<int>();
        QCOMPARE(captions, 12);
        for (const char* name : {"calibration.png", "confusions.png"})
            QVERIFY(QImage(QString::fromStdString(plots + "/" + name)).width() > 400);
        const Ran table = fixture.run({"evaluate", "--limit", "3", folder});
        QVERIFY2(table.outHas("3 pictures") && table.outHas("calibration error"), table.all().c_str());
    }

    void aPictureThatCannotBeRead()
    {
        const CliFixture fixture;
        writeLabelled(fixture.root() / "labelled", 3);
        std::ofstream(fixture.root() / "labelled" / "1.png") << "no picture";
        const Ran ran = fixture.run({"evaluate", "--json", (fixture.root() / "labelled").string()});
        QVERIFY2(ran.code == 1, ran.all().c_str());
        QCOMPARE(ran.json()["failed"].get<int>(), 1);
        QVERIFY(ran.errHas("1.png"));
    }

    void complains_data()
    {
        QTest::addColumn<QString>("labels");
        QTest::addColumn<QString>("message");
        QTest::newRow("none") << QString() << QStringLiteral("is not there");
        QTest::newRow("no JSON") << QStringLiteral("{") << QStringLiteral("cannot be read as labels");
        QTest::newRow("an unknown thing")
            << QStringLiteral(R"({"words": {"things": []}, "pictures": [{"file": "a.png", "caption": "a",
                              "things": [{"name": "yeti"}]}]})")
            << QStringLiteral("yeti");
        QTest::newRow("no pictures") << QStringLiteral(R"({"words": {"things": []}, "pictures": []})")
                                     << QStringLiteral("no pictures");
    }
    void complains()
    {
        QFETCH(QString, labels);
        QFETCH(QString, message);
        const CliFixture fixture;
        const std::filesystem::path folder = fixture.root() / "labelled";
        std::filesystem::create_directories(folder);
        if (!labels.isEmpty())
            std::ofstream(folder / "labels.json") << labels.toStdString();
        const Ran ran = fixture.run({"evaluate", folder.string()});
        QCOMPARE(ran.code, 3);
        QVERIFY2(ran.errHas(message.toStdString()), ran.err.c_str());
    }

    void needsAFolder() { QCOMPARE(CliFixture().run({"evaluate"}).code, 2); }
};

QTEST_MAIN(CliEvaluate)
#include "cli_evaluate.moc"
