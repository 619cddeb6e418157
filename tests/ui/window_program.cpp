// The program as a person starts it: arguments, exit codes, pictures of the window.
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "core/storage/library.h"
#include "tests/support/picture_files.h"
#include "ui/common/format.h"

using namespace vidimus;
using namespace vidimus::test;

namespace {

struct Ended {
    int code = -1;
    QString errors;
};

Ended run(const QStringList& arguments, const QStringList& environment = {})
{
    QProcess program;
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    for (const QString& variable : environment) {
        const qsizetype equals = variable.indexOf(QLatin1Char('='));
        if (equals < 0)
            variables.remove(variable);
        else
            variables.insert(variable.left(equals), variable.mid(equals + 1));
    }
    program.setProcessEnvironment(variables);
    program.start(QStringLiteral(VIDIMUS_BIN_DIR "/vidimus"), arguments);
    if (!program.waitForFinished(60'000)) {
        program.kill();
        program.waitForFinished();
        return {-1, QStringLiteral("it did not end")};
    }
    return {program.exitStatus() == QProcess::NormalExit ? program.exitCode() : -2,
            QString::fromUtf8(program.readAllStandardError())};
}

} // namespace

class WindowProgramTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wrongUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("says");
        QTest::newRow("mode") << QStringList{QStringLiteral("--mode"), QStringLiteral("best")} << "mock, real or auto";
        QTest::newRow("theme") << QStringList{QStringLiteral("--theme"), QStringLiteral("pink")}
                               << "light, dark or system";
        QTest::newRow("size") << QStringList{QStringLiteral("--size"), QStringLiteral("big")} << "WIDTHxHEIGHT";
        QTest::newRow("select") << QStringList{QStringLiteral("--select"), QStringLiteral("0")} << "from 1";
    }

    void wrongUsage()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, says);
        const Ended ended = run(arguments);
        QCOMPARE(ended.code, 2);
        QVERIFY2(ended.errors.contains(says), qPrintable(ended.errors));
    }

    void picturesOfTheWindow()
    {
        const QTemporaryDir folder;
        writePictures(std::filesystem::path(folder.path().toStdString()) / "pictures", {4});
        const QString library = folder.filePath(QStringLiteral("library"));
        const QString shot = folder.filePath(QStringLiteral("shot.png"));
        const Ended first =
            run({QStringLiteral("--library"), library, QStringLiteral("--mode"), QStringLiteral("mock"),
                 QStringLiteral("--screenshot"), shot, QStringLiteral("--size"), QStringLiteral("900x600"),
                 QStringLiteral("--select"), QStringLiteral("2"), folder.filePath(QStringLiteral("pictures"))});
        QVERIFY2(first.code == 0, qPrintable(first.errors));
        QCOMPARE(QImage(shot).size(), QSize(900, 600));
        const QImage light(shot);
        const Ended second = run({QStringLiteral("--library"), library, QStringLiteral("--mode"),
                                  QStringLiteral("mock"), QStringLiteral("--screenshot"), shot,
                                  QStringLiteral("--theme"), QStringLiteral("dark"), QStringLiteral("--search"),
                                  QStringLiteral("picture"), QStringLiteral("--size"), QStringLiteral("900x600")});
        QVERIFY2(second.code == 0, qPrintable(second.errors));
        QVERIFY(QImage(shot).pixelColor(5, 300).lightness() < 60);
        QVERIFY(light.pixelColor(5, 300).lightness() > 200);
    }

    void nowhereToWrite()
    {
        const QTemporaryDir folder;
        const Ended ended =
            run({QStringLiteral("--library"), folder.filePath(QStringLiteral("library")),
                 QStringLiteral("--screenshot"), folder.filePath(QStringLiteral("no/such/folder/x.png"))});
        QCOMPARE(ended.code, 3);
        QVERIFY(ended.errors.contains(QStringLiteral("could not be written")));
    }

    void libraryInUse()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("library"));
        const auto library = storage::Library::open(path.toStdString());
        QVERIFY(library);
        const Ended ended = run({QStringLiteral("--library"), path, QStringLiteral("--screenshot"),
                                 folder.filePath(QStringLiteral("x.png"))});
        QCOMPARE(ended.code, 3);
        QVERIFY2(ended.errors.contains(QStringLiteral("vidimus: The library")), qPrintable(ended.errors));
        QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("x.png"))));
    }

    void libraryIsNoLibrary()
    {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.path().toStdString();
        std::filesystem::create_directories(path / "library");
        writeFile(path / "library" / "library.sqlite", QByteArray(8192, 'x'));
        const Ended ended = run({QStringLiteral("--library"), folder.filePath(QStringLiteral("library")),
                                 QStringLiteral("--screenshot"), folder.filePath(QStringLiteral("x.png"))});
        QCOMPARE(ended.code, 3);
        QVERIFY2(ended.errors.contains(QStringLiteral("vidimus: The library")), qPrintable(ended.errors));
    }

    void withoutADisplay()
    {
#ifdef Q_OS_LINUX
        const Ended ended =
            run({}, {QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("DISPLAY"), QStringLiteral("WAYLAND_DISPLAY")});
        QCOMPARE(ended.code, 3);
        QVERIFY(ended.errors.contains(QStringLiteral("vidimusctl")));
#endif
    }
};

QTEST_GUILESS_MAIN(WindowProgramTest)
#include "window_program.moc"
