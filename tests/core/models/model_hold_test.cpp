#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "core/models/model_hold.h"

using namespace vidimus;
using namespace vidimus::models;

class ModelHoldTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void manyUseOneReplaces()
    {
        const QTemporaryDir dir;
        const std::filesystem::path folder = dir.path().toStdString();
        {
            const auto one = ModelHold::shared(folder);
            const auto two = ModelHold::shared(folder);
            QVERIFY(one && two);
            const auto alone = ModelHold::exclusive(folder);
            QVERIFY(!alone);
            QCOMPARE(int(alone.error().code), int(ErrorCode::Busy));
        }
        const auto alone = ModelHold::exclusive(folder);
        QVERIFY(alone.has_value());
        const auto late = ModelHold::shared(folder);
        QVERIFY(!late);
        QCOMPARE(int(late.error().code), int(ErrorCode::Busy));
        QCOMPARE(int(ModelHold::shared(folder / "nowhere").error().code), int(ErrorCode::NotFound));
    }

    void aDeadProgramLetsGo()
    {
        const QTemporaryDir dir;
        const std::filesystem::path folder = dir.path().toStdString();
        QProcess other;
        other.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--hold"), dir.path()});
        QVERIFY(other.waitForReadyRead());
        QVERIFY(!ModelHold::exclusive(folder));
        other.kill();
        QVERIFY(other.waitForFinished());
        QVERIFY(ModelHold::exclusive(folder).has_value());
    }
};

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QLatin1String("--hold")) {
        const auto hold = ModelHold::shared(arguments.value(2).toStdString());
        std::puts(hold ? "held" : "not held");
        std::fflush(stdout);
        return QCoreApplication::exec();
    }
    ModelHoldTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "model_hold_test.moc"
