#include <fstream>

#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include "models/draw/labelled_folder.h"
#include "tests/models/shape_list.h"

using namespace vidimus;

class LabelledFolderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holdsPicturesAndLabels()
    {
        const QTemporaryDir folder;
        const draw::ThingCatalogue things = test::shapes();
        draw::FolderWish wish;
        wish.count = 6;
        wish.width = 80;
        wish.height = 60;
        const std::string path = folder.path().toStdString();
        QVERIFY(draw::writeLabelledFolder(path, things, test::glyphsOf(things), wish, {}));
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
        QFile file(folder.filePath(QStringLiteral("things.txt")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(list);
        file.close();
        const auto read = draw::ThingCatalogue::read(file.fileName().toStdString());
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::Corrupt);
    }
};

QTEST_MAIN(LabelledFolderTest)
#include "labelled_folder_test.moc"
