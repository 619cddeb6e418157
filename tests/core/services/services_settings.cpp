#include <QTemporaryDir>
#include <QTest>

#include "core/services/settings.h"

using namespace vidimus::services;

class ServicesSettingsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void modelMode_data()
    {
        QTest::addColumn<int>("mode");
        QTest::newRow("auto") << static_cast<int>(ModelMode::Auto);
        QTest::newRow("mock") << static_cast<int>(ModelMode::Mock);
        QTest::newRow("real") << static_cast<int>(ModelMode::Real);
    }

    void modelMode()
    {
        QFETCH(int, mode);
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("settings.ini"));
        Settings(file).setModelMode(static_cast<ModelMode>(mode));
        QCOMPARE(static_cast<int>(Settings(file).modelMode()), mode);
    }

    void modelsFolder()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("settings.ini"));
        QCOMPARE(Settings(file).modelsFolder(), Settings::defaultModels());
        QCOMPARE(Settings::defaultModels().parent_path(), Settings::defaultLibrary().parent_path());
        const std::filesystem::path odd("/a/m\xC3\xB6"
                                        "dels, old/x");
        Settings(file).setModelsFolder(odd);
        QCOMPARE(Settings(file).modelsFolder(), odd);
        Settings(file).setModelsFolder({});
        QCOMPARE(Settings(file).modelsFolder(), Settings::defaultModels());
    }

    void unknownModeIsAuto()
    {
        const QTemporaryDir folder;
        Settings settings(folder.filePath(QStringLiteral("settings.ini")));
        settings.values().setValue(QStringLiteral("models/mode"), QStringLiteral("quantum"));
        QCOMPARE(settings.modelMode(), ModelMode::Auto);
    }
};

QTEST_GUILESS_MAIN(ServicesSettingsTest)
#include "services_settings.moc"
