#include <fstream>

#include <QImage>
#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include "models/draw/labelled_folder.h"
#include "models/draw/scene_list.h"
#include "models/draw/scene_words.h"
#include "tests/models/shape_list.h"

using namespace vidimus;

class LabelledFolderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holdsPicturesAndLabels()
    {
        const QTemporaryDir folder;
        const draw::ThingCatalogue things = test::shapes();
        const draw::PictureWish wish{80, 60, 90};
        const std::string path = folder.path().toStdString();
        QVERIFY(
            draw::writeLabelledFolder(path, things, test::glyphsOf(things), draw::scenesToJudgeBy(things, 6, 1), wish));
        const auto labels = nlohmann::json::parse(std::ifstream(path + "/labels.json"));
        QCOMPARE(labels["pictures"].size(), std::size_t{6});
        QCOMPARE(labels["words"]["things"].size(), static_cast<std::size_t>(things.count()));
        int heldOut = 0;
        for (const auto& picture : labels["pictures"]) {
            const QImage image(folder.filePath(QString::fromStdString(picture["file"])));
            QCOMPARE(image.size(), QSize(80, 60));
            QVERIFY(picture["things"].size() >= 1);
            heldOut += picture["held_out"].get<bool>() ? 1 : 0;
        }
        QCOMPARE(heldOut, 3);
    }

    void drawsChosenScenes()
    {
        const QTemporaryDir folder;
        const std::string list = folder.filePath(QStringLiteral("scenes.txt")).toStdString();
        std::ofstream(list) << "# chosen\nbeach, night: 2 red circle, blue ring\nroom: arrow\n";
        const draw::ThingCatalogue things = test::shapes();
        const auto scenes = draw::readScenes(list, things, 5);
        QVERIFY(!scenes); // arrows come in a colour
        QVERIFY2(scenes.error().message.find("line 3") != std::string::npos, scenes.error().message.c_str());
        std::ofstream(list) << "beach, night: 2 red circle, blue ring\nroom: green arrow\n";
        const auto right = draw::readScenes(list, things, 5);
        QVERIFY(right);
        QCOMPARE(right->size(), std::size_t{2});
        QCOMPARE(draw::SceneWords(things).caption(right->front()),
                 std::string("two red circles and a blue ring on the beach at night"));
    }

    void everyWordOfAPlaceIsKnown_data()
    {
        QTest::addColumn<QByteArray>("place");
        QTest::newRow("a slip") << QByteArray("beach, nihgt");
        QTest::newRow("two places") << QByteArray("beach, room");
        QTest::newRow("none") << QByteArray("night");
    }
    void everyWordOfAPlaceIsKnown()
    {
        QFETCH(QByteArray, place);
        const QTemporaryDir folder;
        const auto scenes = draw::readScenes(written(folder, place + ": blue ring\n"), test::shapes(), 5);
        QVERIFY(!scenes);
        QCOMPARE(scenes.error().code, ErrorCode::Corrupt);
    }

    void saysWhatIsWrongWithAList_data()
    {
        QTest::addColumn<QByteArray>("list");
        QTest::newRow("nothing") << QByteArray("# only a comment\n");
        QTest::newRow("no section") << QByteArray("circle circle, circles\n");
        QTest::newRow("no plural") << QByteArray("[shape]\ncircle circle\n");
        QTest::newRow("a name twice") << QByteArray("[shape]\ncircle circle, circles\nring circle, circles\n");
        QTest::newRow("an unknown word") << QByteArray("[shape]\ncircle circle, circles, tinted\n");
    }
    void saysWhatIsWrongWithAList()
    {
        QFETCH(QByteArray, list);
        const QTemporaryDir folder;
        const auto read = draw::ThingCatalogue::read(written(folder, list));
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::Corrupt);
    }

private:
    static std::string written(const QTemporaryDir& folder, const QByteArray& list)
    {
        const std::string path = folder.filePath(QStringLiteral("list.txt")).toStdString();
        std::ofstream(path) << list.toStdString();
        return path;
    }
};

QTEST_MAIN(LabelledFolderTest)
#include "labelled_folder_test.moc"
