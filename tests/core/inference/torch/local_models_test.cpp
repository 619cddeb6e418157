#include <QTemporaryDir>
#include <QtTest>

#include "core/inference/local/local_models.h"
#include "tests/core/inference/torch/test_pictures.h"
#include "tests/support/tiny_models.h"

using namespace vidimus;
using namespace vidimus::inference;

/// Through the module, as programs do it: nothing here links LibTorch.
class LocalModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void captions();
    void embeds();
    void refusesTheOtherRole();
    void everyPrecisionRuns_data();
    void everyPrecisionRuns();
    void refusesVocabularyOfAnotherModel();

private:
    ModelFolder folder(const char* name,
                       std::filesystem::path (*write)(const std::filesystem::path&, const test::TinyModel&))
    {
        return openModelFolder(write(m_dir.filePath(name).toStdString(), {})).value();
    }

    QTemporaryDir m_dir;
};

void LocalModelsTest::captions()
{
    const auto captioner = openCaptioner(folder("blip", test::writeTinyBlip), Origin::Local, {});
    QVERIFY2(captioner.has_value(), captioner ? "" : captioner.error().message.c_str());
    const auto pictures = somePictures();
    for (const auto& result : (*captioner)->caption(pointersTo(pictures), {}, {}))
        QVERIFY(result && !result->caption.text.empty());
}

void LocalModelsTest::embeds()
{
    const auto embedder = openEmbedder(folder("clip", test::writeTinyOpenClip), Origin::Starter, {});
    QVERIFY2(embedder.has_value(), embedder ? "" : embedder.error().message.c_str());
    QCOMPARE((*embedder)->info().model.origin, Origin::Starter);
    const std::string text = "a dog";
    QVERIFY((*embedder)->embedTexts({&text, 1}, {}).front().has_value());
}

void LocalModelsTest::refusesTheOtherRole()
{
    const auto captioner = openCaptioner(folder("clip2", test::writeTinyClip), Origin::Local, {});
    QCOMPARE(captioner.error().code, ErrorCode::Unsupported);
    const auto embedder = openEmbedder(folder("blip2", test::writeTinyBlip), Origin::Local, {});
    QCOMPARE(embedder.error().code, ErrorCode::Unsupported);
}

void LocalModelsTest::everyPrecisionRuns_data()
{
    QTest::addColumn<int>("precision");
    QTest::addColumn<bool>("eager");
    QTest::addColumn<double>("closeness"); ///< cosine with the plain path, at least
    QTest::newRow("chosen by measuring") << static_cast<int>(Precision::Auto) << false << 0.995;
    QTest::newRow("fp32") << static_cast<int>(Precision::Fp32) << false << 0.999999;
    QTest::newRow("bf16") << static_cast<int>(Precision::Bf16) << false << 0.999;
    QTest::newRow("int8") << static_cast<int>(Precision::Int8) << false << 0.995;
    QTest::newRow("plain") << static_cast<int>(Precision::Auto) << true << 0.999999;
}

/// Or is refused because this processor has no such products; never anything else.
void LocalModelsTest::everyPrecisionRuns()
{
    QFETCH(int, precision);
    QFETCH(bool, eager);
    QFETCH(double, closeness);
    const auto vectorOf = [&](const RunOptions& options) -> Result<Embedding> {
        const auto embedder = openEmbedder(folder("clip3", test::writeTinyOpenClip), Origin::Local, options);
        if (!embedder)
            return fail(embedder.error());
        const auto pictures = somePictures();
        return (*embedder)->embedImages(pointersTo(pictures), {}).front().map([](auto result) {
            return result.vector;
        });
    };
    RunOptions plain;
    plain.eager = true;
    RunOptions options;
    options.precision = static_cast<Precision>(precision);
    options.eager = eager;
    const auto got = vectorOf(options);
    if (!got) {
        QCOMPARE(got.error().code, ErrorCode::Unsupported);
        QVERIFY(options.precision == Precision::Bf16 || options.precision == Precision::Int8);
        QSKIP(got.error().message.c_str());
    }
    const Embedding want = vectorOf(plain).value();
    double cosine = 0;
    for (std::size_t i = 0; i < want.size(); ++i)
        cosine += static_cast<double>(want[i]) * (*got)[i];
    QVERIFY2(cosine >= closeness, qPrintable(QString::number(cosine, 'g', 8)));

    const auto captioner = openCaptioner(folder("blip3", test::writeTinyBlip), Origin::Local, options);
    QVERIFY(captioner.has_value());
    const auto pictures = somePictures();
    for (const auto& result : (*captioner)->caption(pointersTo(pictures), {}, {}))
        QVERIFY(result && !result->caption.text.empty());
}

void LocalModelsTest::refusesVocabularyOfAnotherModel()
{
    const ModelFolder model = folder("blip4", test::writeTinyBlip);
    QFile words(m_dir.filePath("blip4/vocab.txt"));
    QVERIFY(words.open(QIODevice::ReadWrite));
    QByteArrayList lines = words.readAll().split('\n');
    std::swap(lines[3], lines[10]); // [SEP] is not where this model ends its captions
    words.resize(0);
    words.write(lines.join('\n'));
    words.close();
    const auto captioner = openCaptioner(model, Origin::Local, {});
    QVERIFY(!captioner);
    QVERIFY2(captioner.error().message.find("vocabulary of another model") != std::string::npos,
             captioner.error().message.c_str());
}

QTEST_GUILESS_MAIN(LocalModelsTest)
#include "local_models_test.moc"
