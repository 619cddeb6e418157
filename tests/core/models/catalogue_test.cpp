#include <QTest>

#include "core/models/bundled_catalogue.h"
#include "core/models/catalogue.h"
#include "core/net/file_digest.h"

using namespace vidimus;
using namespace vidimus::models;

namespace {

/// With single quotes, for the eye.
QByteArray soundCatalogue()
{
    return QByteArray(
               "{'version': 1, 'hub': 'https://huggingface.co', 'models': [{'name': 'blip', 'title': 'BLIP',"
               " 'role': 'captioner', 'purpose': 'Captions.', 'repository': 'owner/blip', 'revisions': ['main'],"
               " 'licence': {'name': 'MIT', 'url': 'https://example.com'}, 'languages': ['en'],"
               " 'files': [{'path': 'config.json', 'about_bytes': 10}, {'path': 'model.safetensors', 'bytes': 90}]}]}")
        .replace('\'', '"');
}

} // namespace

class CatalogueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theBuiltInOneIsSound()
    {
        const auto parsed = parseCatalogue(kBundledCatalogue, "catalogue.json");
        QVERIFY2(parsed.has_value(), parsed ? "" : parsed.error().message.c_str());
        QCOMPARE(bundledCatalogue().models.size(), parsed->models.size());
        const CatalogueModel* blip = bundledCatalogue().find("Salesforce/blip-image-captioning-base");
        const CatalogueModel* clip = bundledCatalogue().find("clip-vit-b-32");
        QVERIFY(blip && clip);
        QCOMPARE(blip->role, inference::ModelRole::Captioner);
        QCOMPARE(clip->repository, std::string("laion/CLIP-ViT-B-32-laion2B-s34B-b79K"));
        QCOMPARE(bundledCatalogue().hub, std::string("https://huggingface.co"));
        for (const CatalogueModel& model : bundledCatalogue().models) {
            QVERIFY2(!model.licence.empty() && !model.licenceUrl.empty(), model.name.c_str());
            QVERIFY2(model.aboutMemoryBytes > 0 && model.aboutBytes() > 100'000'000, model.name.c_str());
            // A loader finds a config, weights and a tokenizer in what is listed.
            const auto lists = [&](const char* file) {
                return std::any_of(model.files.begin(), model.files.end(),
                                   [file](const CatalogueFile& entry) { return entry.path == file; });
            };
            QVERIFY2(lists("config.json") || lists("open_clip_config.json"), model.name.c_str());
            QVERIFY2(lists("model.safetensors") || lists("open_clip_model.safetensors"), model.name.c_str());
            QVERIFY2(lists("vocab.txt") || (lists("vocab.json") && lists("merges.txt")), model.name.c_str());
            // Several revisions are names; a pin stands alone.
            for (const std::string& revision : model.revisions)
                QVERIFY2(!net::isSha1(revision) || model.revisions.size() == 1, model.name.c_str());
        }
    }

    void sizesAreExactOnlyWhereAllAre()
    {
        const auto catalogue = parseCatalogue(soundCatalogue().toStdString(), "it");
        QVERIFY2(catalogue.has_value(), catalogue ? "" : catalogue.error().message.c_str());
        const CatalogueModel* model = catalogue->find("blip");
        QVERIFY(model);
        QCOMPARE(model->aboutBytes(), std::uint64_t(100));
        QVERIFY(!model->bytesAreExact());
        QCOMPARE(model->relativeFolder(), std::filesystem::path("owner") / "blip");
        QVERIFY(!catalogue->find("other"));
    }

    void whatIsWrongIsSaid_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const char* from, const char* to, const char* says) {
            QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QString::fromLatin1(says);
        };
        row("no JSON", "\"models\": [", "\"models\": ", "");
        row("another version", "\"version\": 1", "\"version\": 2", "version");
        row("no hub", "\"hub\"", "\"hob\"", "hub");
        row("a file outside", "\"config.json\"", "\"../config.json\"", "no name for a file");
        row("an absolute file", "\"config.json\"", "\"/etc/passwd\"", "no name for a file");
        row("a hidden file", "\"config.json\"", "\".bashrc\"", "no name for a file");
        row("a file twice", "\"config.json\"", "\"model.safetensors\"", "twice");
        row("a repository outside", "\"owner/blip\"", "\"../blip\"", "no repository");
        row("a repository too deep", "\"owner/blip\"", "\"owner/blip/x\"", "no repository");
        row("a revision outside", "\"main\"", "\"../main\"", "no revision");
        row("no revisions", "[\"main\"]", "[]", "revisions");
        row("another job", "\"captioner\"", "\"poet\"", "neither");
        row("a hash that is none", "\"bytes\": 90", "\"bytes\": 90, \"sha256\": \"abc\"", "none");
        row("a size that is none", "\"bytes\": 90", "\"bytes\": -1", "no number");
        row("no licence", "\"licence\"", "\"license\"", "name");
        row("no files", "\"files\"", "\"filez\"", "no files");
    }
    void whatIsWrongIsSaid()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, says);
        QByteArray text = soundCatalogue();
        QVERIFY(text.contains(from));
        text.replace(text.indexOf(from), from.size(), to);
        const auto catalogue = parseCatalogue(text.toStdString(), "it");
        QVERIFY(!catalogue);
        const QString message = QString::fromStdString(catalogue.error().message);
        QVERIFY2(message.contains(says), qPrintable(message));
    }
};

QTEST_GUILESS_MAIN(CatalogueTest)
#include "catalogue_test.moc"
