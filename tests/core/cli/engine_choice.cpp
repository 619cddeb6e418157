#include "app/composition/engine_choice.h"

#include <cstdlib>
#include <fstream>

#include <QTemporaryDir>
#include <QTest>

#include "core/inference/captioner.h"
#include "core/inference/embedder.h"
#include "tests/support/tiny_models.h"

using namespace vidimus;
using namespace vidimus::app;
using services::ModelMode;
namespace fs = std::filesystem;

Q_DECLARE_METATYPE(vidimus::services::ModelMode)

namespace {

/// The mock's answers under a real model's name: which model is taken is tested here, not what it says.
class NamedCaptioner final : public inference::Captioner {
public:
    explicit NamedCaptioner(inference::ModelInfo model) : m_model(std::move(model)) {}
    inference::CaptionerInfo info() const override { return {m_model, 32, 1}; }
    Result<void> warmUp(std::stop_token) override { return {}; }
    std::vector<Result<inference::CaptionResult>> caption(std::span<const RgbImage* const> images,
                                                          const inference::CaptionOptions&, std::stop_token) override
    {
        return std::vector<Result<inference::CaptionResult>>(images.size(), inference::CaptionResult{});
    }
    void unload() override {}

private:
    const inference::ModelInfo m_model;
};

class NamedEmbedder final : public inference::Embedder {
public:
    explicit NamedEmbedder(inference::ModelInfo model) : m_model(std::move(model)) {}
    inference::EmbedderInfo info() const override { return {m_model, test::kTinyDimension, 32, 1}; }
    Result<void> warmUp(std::stop_token) override { return {}; }
    std::vector<Result<inference::EmbeddingResult>> embedImages(std::span<const RgbImage* const> images,
                                                                std::stop_token) override
    {
        return std::vector<Result<inference::EmbeddingResult>>(images.size(), inference::EmbeddingResult{});
    }
    std::vector<Result<inference::EmbeddingResult>> embedTexts(std::span<const std::string> texts,
                                                               std::stop_token) override
    {
        return std::vector<Result<inference::EmbeddingResult>>(texts.size(), inference::EmbeddingResult{});
    }
    void unload() override {}

private:
    const inference::ModelInfo m_model;
};

/// Opens models without LibTorch, and counts how often.
struct Openers {
    int opened = 0;
    Error refusal; ///< given instead, where it has a message

    ModelOpeners functions()
    {
        return {[this](const inference::ModelFolder& model, Origin origin,
                       const inference::RunOptions&) -> Result<std::unique_ptr<inference::Captioner>> {
                    ++opened;
                    if (!refusal.message.empty())
                        return fail(refusal);
                    return std::make_unique<NamedCaptioner>(inference::ModelInfo{model.id, model.name, origin});
                },
                [this](const inference::ModelFolder& model, Origin origin,
                       const inference::RunOptions&) -> Result<std::unique_ptr<inference::Embedder>> {
                    ++opened;
                    if (!refusal.message.empty())
                        return fail(refusal);
                    return std::make_unique<NamedEmbedder>(inference::ModelInfo{model.id, model.name, origin});
                }};
    }
};

bool has(const std::string& text, const char* part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

class EngineChoiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_root = m_temporary->path().toStdString();
        m_openers = {};
        qunsetenv("USE_MOCK_MODELS");
    }
    void cleanup() { qunsetenv("USE_MOCK_MODELS"); }

    /// What is installed: letters of the folders made. c, e: a captioner, an embedder. C, E: with NaN in them. x: another
    /// architecture. t: a captioner whose weights are cut off.
    void choices_data()
    {
        QTest::addColumn<ModelMode>("mode");
        QTest::addColumn<QString>("installed");
        QTest::addColumn<QString>("origins"); // of captions and vectors
        QTest::addColumn<QString>("says");    // of both reasons, in this order
        const auto row = [](const char* name, ModelMode mode, const char* installed, const char* origins,
                            const char* says) { QTest::newRow(name) << mode << installed << origins << says; };
        row("nothing installed", ModelMode::Auto, "", "mock mock", "No model is installed in ");
        row("both", ModelMode::Auto, "ce", "local local", "captions pictures.|compares pictures and texts.");
        row("both, insisted on", ModelMode::Real, "ce", "local local",
            "captions pictures.|compares pictures and texts.");
        row("both, but the mock is wanted", ModelMode::Mock, "ce", "mock mock", "The mock was asked for");
        row("a captioner alone", ModelMode::Auto, "c", "local mock",
            "captions pictures.|No model that compares pictures and texts is installed");
        row("an embedder alone", ModelMode::Auto, "e", "mock local",
            "No model that captions pictures is installed|compares pictures and texts.");
        row("a captioner with NaN", ModelMode::Auto, "Ce", "mock local",
            "cannot be used: |So the mock captions|compares");
        row("an embedder with NaN", ModelMode::Auto, "cE", "local mock",
            "captions|cannot be used: |So the mock compares");
        row("a sound one behind it", ModelMode::Auto, "Cce", "local local", "captions pictures.");
        row("weights cut off", ModelMode::Auto, "t", "mock mock", "cannot be used: |So the mock captions");
        row("another architecture", ModelMode::Auto, "x", "mock mock", "cannot be used: |So the mock");
        row("another architecture beside", ModelMode::Auto, "cxe", "local local", "captions pictures.");
    }
    void choices()
    {
        QFETCH(ModelMode, mode);
        QFETCH(QString, installed);
        QFETCH(QString, origins);
        QFETCH(QString, says);
        const auto choice = chooseEngine(request(mode, installed));
        QVERIFY2(choice.has_value(), choice ? "" : choice.error().message.c_str());
        const services::EngineStatus& status = choice->status;
        const std::string both =
            std::string(originName(status.captions.origin)) + " " + std::string(originName(status.vectors.origin));
        QCOMPARE(both, origins.toStdString());
        const std::string reason = status.captions.reason + " " + status.vectors.reason;
        std::size_t at = 0;
        for (const QString& part : says.split(QLatin1Char('|'))) {
            at = reason.find(part.toStdString(), at);
            QVERIFY2(at != std::string::npos, (part.toStdString() + " is not in: " + reason).c_str());
        }
        const inference::EngineInfo info = choice->engine->info();
        QCOMPARE(info.captionModel.name, status.captions.model);
        QCOMPARE(info.captionModel.origin, status.captions.origin);
        QCOMPARE(info.embeddingModel.name, status.vectors.model);
        QCOMPARE(info.embeddingModel.origin, status.vectors.origin);
        QVERIFY(!info.captionModel.id.empty() && info.embeddingDimension > 0);
    }

    void starterStandsInWhereNothingIsInstalled_data()
    {
        QTest::addColumn<ModelMode>("mode");
        QTest::addColumn<QString>("installed");
        QTest::addColumn<QString>("origins"); // empty: an error
        const auto row = [](const char* name, ModelMode mode, const char* installed, const char* origins) {
            QTest::newRow(name) << mode << installed << origins;
        };
        row("nothing installed", ModelMode::Auto, "", "starter starter");
        row("a captioner", ModelMode::Auto, "c", "local starter");
        row("an embedder", ModelMode::Auto, "e", "starter local");
        row("both", ModelMode::Auto, "ce", "local local");
        row("a captioner with NaN", ModelMode::Auto, "C", "starter starter");
        row("the mock is wanted", ModelMode::Mock, "", "mock mock");
        row("real ones are wanted", ModelMode::Real, "", "");
    }
    void starterStandsInWhereNothingIsInstalled()
    {
        QFETCH(ModelMode, mode);
        QFETCH(QString, installed);
        QFETCH(QString, origins);
        EngineRequest wish = request(mode, installed);
        wish.starter = m_root / "starter";
        test::writeTinyBlip(wish.starter / "blip", {5});
        test::writeTinyClip(wish.starter / "clip", {5});
        const auto choice = chooseEngine(wish);
        QCOMPARE(choice.has_value(), !origins.isEmpty());
        if (!choice)
            return;
        const services::EngineStatus& status = choice->status;
        const std::string both =
            std::string(originName(status.captions.origin)) + " " + std::string(originName(status.vectors.origin));
        QCOMPARE(both, origins.toStdString());
        QCOMPARE(choice->engine->info().captionModel.id, status.captions.id);
        QCOMPARE(choice->engine->info().embeddingModel.id, status.vectors.id);
        for (const services::RoleStatus& role : {status.captions, status.vectors}) {
            if (role.origin != Origin::Starter)
                continue;
            QCOMPARE(role.model, std::string("starter: drawn scenes"));
            QVERIFY2(role.reason.find("photographs need the full models") != std::string::npos, role.reason.c_str());
        }
    }

    void aPersonsChoiceComesFirst()
    {
        EngineRequest wish = request(ModelMode::Auto, QStringLiteral("c"));
        const auto other = inference::openModelFolder(test::writeTinyBlip(wish.models / "9-other", {9}));
        QVERIFY(chooseEngine(wish)->status.captions.id != other->id);
        wish.preferred.captioner = other->id;
        QCOMPARE(chooseEngine(wish)->status.captions.id, other->id);
        wish.preferred.captioner = "of a model that is gone";
        QVERIFY(chooseEngine(wish)->status.captions.id != other->id);
        // The starter too, when somebody wants it beside installed ones.
        wish.starter = m_root / "starter";
        wish.preferred.captioner = inference::openModelFolder(test::writeTinyBlip(wish.starter / "blip", {5}))->id;
        QCOMPARE(chooseEngine(wish)->status.captions.origin, Origin::Starter);
    }

    void whatIsTakenIsHeld()
    {
        const EngineRequest wish = request(ModelMode::Auto, QStringLiteral("cce"));
        {
            const auto choice = chooseEngine(wish);
            QCOMPARE(choice->holds.size(), std::size_t(2));
            QVERIFY(!models::ModelHold::exclusive(wish.models / "1-c"));
            QVERIFY(models::ModelHold::exclusive(wish.models / "2-c").has_value());
            QVERIFY(!models::ModelHold::exclusive(wish.models / "3-e"));
        }
        QVERIFY(models::ModelHold::exclusive(wish.models / "1-c").has_value());
    }

    void realModelsThatAreMissing_data()
    {
        QTest::addColumn<QString>("installed");
        QTest::addColumn<bool>("captioner"); // is missing
        QTest::addColumn<bool>("embedder");
        QTest::newRow("nothing") << "" << true << true;
        QTest::newRow("no embedder") << "c" << false << true;
        QTest::newRow("no captioner") << "e" << true << false;
        QTest::newRow("a captioner with NaN") << "Ce" << true << false;
        QTest::newRow("weights cut off") << "te" << true << false;
    }
    void realModelsThatAreMissing()
    {
        QFETCH(QString, installed);
        QFETCH(bool, captioner);
        QFETCH(bool, embedder);
        const auto choice = chooseEngine(request(ModelMode::Real, installed));
        QVERIFY(!choice);
        QCOMPARE(choice.error().code, ErrorCode::NotFound);
        const std::string& message = choice.error().message;
        QVERIFY2(has(message, (m_root / "models").c_str()), message.c_str());
        QVERIFY2(has(message, "Salesforce/blip-image-captioning-base") == captioner, message.c_str());
        QVERIFY2(has(message, "laion/CLIP-ViT-B-32-laion2B-s34B-b79K") == embedder, message.c_str());
        QVERIFY2(has(message, "cannot be used") == (installed.contains(u'C') || installed.contains(u't')),
                 message.c_str());
        for (const char* const part : {"--mode mock", "models synthesize"})
            QVERIFY2(has(message, part), message.c_str());
    }

    void onlyWhatIsAskedForIsNeeded()
    {
        EngineRequest captions = request(ModelMode::Real, QStringLiteral("c"));
        captions.vectors = false;
        const auto choice = chooseEngine(captions);
        QVERIFY(choice);
        QVERIFY(choice->engine->info().embeddingModel.id.empty());
        QVERIFY(choice->status.vectors.model.empty());
        EngineRequest vectors = request(ModelMode::Real, {});
        vectors.captions = false;
        const auto missing = chooseEngine(vectors);
        QVERIFY(!missing);
        QVERIFY2(!has(missing.error().message, "Salesforce"), missing.error().message.c_str());
    }

    void theEnvironmentDecidesWhereNobodyElseDid_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<ModelMode>("asked");
        QTest::addColumn<ModelMode>("resolved");
        const auto row = [](const char* value, ModelMode asked, ModelMode resolved) {
            QTest::addRow("%s, %d", value, static_cast<int>(asked)) << QByteArray(value) << asked << resolved;
        };
        row("true", ModelMode::Auto, ModelMode::Mock);
        row("1", ModelMode::Auto, ModelMode::Mock);
        row("false", ModelMode::Auto, ModelMode::Real);
        row("0", ModelMode::Auto, ModelMode::Real);
        row("perhaps", ModelMode::Auto, ModelMode::Auto);
        row("", ModelMode::Auto, ModelMode::Auto);
        row("true", ModelMode::Real, ModelMode::Real);
        row("false", ModelMode::Mock, ModelMode::Mock);
    }
    void theEnvironmentDecidesWhereNobodyElseDid()
    {
        QFETCH(QByteArray, value);
        QFETCH(ModelMode, asked);
        QFETCH(ModelMode, resolved);
        qputenv("USE_MOCK_MODELS", value);
        QVERIFY(resolvedMode(asked) == resolved);
        const auto choice = chooseEngine(request(asked, {}));
        QCOMPARE(choice.has_value(), resolved != ModelMode::Real);
    }

    void modelsThatDoNotOpen()
    {
        m_openers.refusal = {ErrorCode::ModelUnavailable, "LibTorch is not installed."};
        const auto choice = chooseEngine(request(ModelMode::Auto, QStringLiteral("ce")));
        QVERIFY(choice);
        QVERIFY(choice->status.captions.origin == Origin::Mock && choice->status.vectors.origin == Origin::Mock);
        QVERIFY2(has(choice->status.captions.reason, "LibTorch is not installed."),
                 choice->status.captions.reason.c_str());
        const auto real = chooseEngine(request(ModelMode::Real, {}));
        QVERIFY(!real);
        QVERIFY2(has(real.error().message, "LibTorch is not installed."), real.error().message.c_str());
    }

    /// Falling back to the mock would hide that the wish cannot be followed.
    void aDeviceThatIsNotThereIsAnError()
    {
        m_openers.refusal = {ErrorCode::Unsupported, "There is no GPU that LibTorch can use."};
        EngineRequest wish = request(ModelMode::Auto, QStringLiteral("ce"));
        wish.run.device = inference::Device::Cuda;
        const auto choice = chooseEngine(wish);
        QVERIFY(!choice);
        QCOMPARE(choice.error(), m_openers.refusal);
    }

    void modelsAskedForByName()
    {
        EngineRequest wish = request(ModelMode::Mock, QStringLiteral("ce"));
        wish.captionModel = m_root / "models" / "1-c";
        const auto choice = chooseEngine(wish);
        QVERIFY(choice);
        QVERIFY(choice->status.captions.origin == Origin::Local);
        QVERIFY(choice->status.vectors.origin == Origin::Mock);

        wish.captionModel = m_root / "models" / "2-e";
        const auto wrong = chooseEngine(wish);
        QVERIFY(!wrong);
        QVERIFY2(has(wrong.error().message, "what is needed here is a BLIP"), wrong.error().message.c_str());
        wish.captionModel = m_root / "absent";
        QVERIFY(!chooseEngine(wish));
        wish.captionModel = test::writeTinyBlip(m_root / "nan", {1, true});
        const auto nan = chooseEngine(wish);
        QVERIFY(!nan);
        QCOMPARE(nan.error().code, ErrorCode::Corrupt);
    }

    void openingCanBePutOff()
    {
        EngineRequest now = request(ModelMode::Auto, QStringLiteral("ce"));
        const inference::EngineInfo open = chooseEngine(now)->engine->info();
        QCOMPARE(m_openers.opened, 2);
        EngineRequest later = now;
        later.openWhenNeeded = true;
        const auto choice = chooseEngine(later);
        QVERIFY(choice);
        // A build without LibTorch has nothing to put off.
        QCOMPARE(m_openers.opened, 2);
        const inference::EngineInfo closed = choice->engine->info();
        QCOMPARE(closed.captionModel.id, open.captionModel.id);
        QCOMPARE(closed.captionModel.name, open.captionModel.name);
        QCOMPARE(closed.captionModel.origin, open.captionModel.origin);
        QCOMPARE(closed.embeddingModel.id, open.embeddingModel.id);
        QCOMPARE(closed.embeddingDimension, open.embeddingDimension);
        QVERIFY(choice->engine->warmUp({}));
        QVERIFY(choice->engine->embedTexts(std::vector<std::string>{"a"}, {})[0]);
        QCOMPARE(m_openers.opened, 4); // once each
    }

    void aModelThatTurnsOutNotToOpenIsTriedAgain()
    {
        EngineRequest later = request(ModelMode::Auto, QStringLiteral("ce"));
        later.openWhenNeeded = true;
        m_openers.refusal = {ErrorCode::NotFound, "LibTorch is gone."};
        const auto choice = chooseEngine(later);
        QVERIFY(choice);
        const std::vector<std::string> texts{"a", "b"};
        const auto answers = choice->engine->embedTexts(texts, {});
        QCOMPARE(answers.size(), std::size_t{2});
        for (const auto& answer : answers)
            QCOMPARE(answer.error(), (Error{ErrorCode::ModelUnavailable, "LibTorch is gone."}));
        QCOMPARE(choice->engine->warmUp({}).error().code, ErrorCode::ModelUnavailable);
        m_openers.refusal = {};
        QVERIFY(choice->engine->embedTexts(texts, {})[0]);
        QVERIFY(choice->engine->warmUp({}));
    }

private:
    EngineRequest request(ModelMode mode, const QString& installed)
    {
        const fs::path models = m_root / "models";
        int number = 0;
        for (const QChar letter : installed) {
            const fs::path folder = models / (std::to_string(++number) + "-" + QString(letter).toStdString());
            const bool nan = letter.isUpper();
            if (letter.toLower() == u'c' || letter == u't')
                test::writeTinyBlip(folder, {1, nan});
            else if (letter.toLower() == u'e')
                test::writeTinyClip(folder, {1, nan});
            else
                fs::create_directories(folder), std::ofstream(folder / "config.json") << R"({"model_type":"bert"})";
            if (letter == u't')
                fs::resize_file(folder / "model.safetensors", fs::file_size(folder / "model.safetensors") / 2);
        }
        EngineRequest request;
        request.mode = mode;
        request.models = models;
        request.cache = m_root / "cache";
        request.open = m_openers.functions();
        return request;
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_root;
    Openers m_openers;
};

QTEST_GUILESS_MAIN(EngineChoiceTest)
#include "engine_choice.moc"
