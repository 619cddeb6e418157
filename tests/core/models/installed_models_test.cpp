#include "core/models/installed_models.h"

#include <fstream>

#include <QTemporaryDir>
#include <QTest>

#include "tests/support/tiny_models.h"

using namespace vidimus;
using namespace vidimus::models;
using inference::ModelRole;
namespace fs = std::filesystem;

namespace {

void write(const fs::path& file, const std::string& text)
{
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
}

std::vector<std::string> labelsOf(const std::vector<InstalledModel>& found, const fs::path& folder)
{
    std::vector<std::string> labels;
    for (const InstalledModel& entry : found)
        labels.push_back(folderLabel(entry.path, folder));
    return labels;
}

} // namespace

class InstalledModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_folder = m_temporary->path().toStdString();
        m_folder /= "models";
    }

    void findsNamesAndOwners()
    {
        test::writeTinyClip(m_folder / "zebra");
        test::writeTinyBlip(m_folder / "Salesforce" / "blip");
        test::writeTinyOpenClip(m_folder / "Salesforce" / "clip");
        write(m_folder / "notes.txt", "no model");
        write(m_folder / "pictures" / "a.jpg", "no model either");
        fs::create_directories(m_folder / "empty");
        test::writeTinyBlip(m_folder / ".cache"); // a download tool's
        test::writeTinyBlip(m_folder / "too" / "deep" / "to" / "see");
        const auto found = scanInstalled(m_folder);
        QCOMPARE(labelsOf(found, m_folder), (std::vector<std::string>{"Salesforce/blip", "Salesforce/clip", "zebra"}));
        for (const InstalledModel& entry : found)
            QVERIFY2(entry.model.has_value(), entry.model ? "" : entry.model.error().message.c_str());
        QVERIFY(found[0].model->role() == ModelRole::Captioner);
        QVERIFY(found[1].model->role() == ModelRole::Embedder);
        QVERIFY(weightBytes(*found[0].model) > 1000);
    }

    void aModelItselfIsFound()
    {
        const fs::path model = test::writeTinyBlip(m_folder / "blip");
        const auto found = scanInstalled(model);
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].path, model);
        QVERIFY(found[0].model.has_value());
        QCOMPARE(folderLabel(found[0].path, model), std::string("blip"));
    }

    void nothingThere_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("no such folder") << "absent";
        QTest::newRow("an empty one") << "empty";
        QTest::newRow("no name") << "";
    }
    void nothingThere()
    {
        QFETCH(QString, name);
        fs::create_directories(m_folder / "empty");
        QVERIFY(scanInstalled(name.isEmpty() ? fs::path() : m_folder / name.toStdString()).empty());
    }

    void aFileIsNoFolder()
    {
        write(m_folder / "models", "a file");
        const auto found = scanInstalled(m_folder / "models");
        QCOMPARE(found.size(), std::size_t{1});
        QVERIFY(!found[0].model);
    }

    void badFoldersAreListedWithTheirReason_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("role"); // as stated
        QTest::newRow("another architecture") << "config.json" << QByteArray("{\"model_type\":\"llama\"}") << "";
        QTest::newRow("no JSON") << "config.json" << QByteArray("{{{") << "";
        QTest::newRow("no object") << "config.json" << QByteArray("[1]") << "";
        QTest::newRow("a type of another kind") << "config.json" << QByteArray("{\"model_type\":7}") << "";
        QTest::newRow("a BLIP without weights")
            << "config.json" << QByteArray("{\"model_type\":\"blip\"}") << "captioner";
        QTest::newRow("a CLIP without weights")
            << "config.json" << QByteArray("{\"model_type\":\"clip\"}") << "embedder";
        QTest::newRow("an OpenCLIP without weights") << "open_clip_config.json" << QByteArray("{}") << "embedder";
        QTest::newRow("weights alone") << "model.safetensors" << QByteArray("x") << "";
        QTest::newRow("pickled weights alone") << "pytorch_model.bin" << QByteArray("x") << "";
    }
    void badFoldersAreListedWithTheirReason()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, text);
        QFETCH(QString, role);
        write(m_folder / "bad" / file.toStdString(), text.toStdString());
        QVERIFY(looksLikeModel(m_folder / "bad"));
        const auto found = scanInstalled(m_folder);
        QCOMPARE(found.size(), std::size_t{1});
        QVERIFY(!found[0].model);
        QVERIFY(!found[0].model.error().message.empty());
        const auto stated = statedRole(found[0].path);
        QCOMPARE(stated ? (*stated == ModelRole::Captioner ? "captioner" : "embedder") : "", role);
    }

private:
    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_folder;
};

QTEST_APPLESS_MAIN(InstalledModelsTest)
#include "installed_models_test.moc"
