#include <filesystem>
#include <fstream>

#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include "core/inference/config/blip_config.h"
#include "core/inference/config/clip_config.h"
#include "tests/core/inference/config/config_documents.h"

using namespace vidimus;
using namespace vidimus::inference;
using namespace vidimus::test;

namespace {

Result<void> readAs(const QString& kind, const JsonDocument& document)
{
    const auto nothing = [](const auto&) {};
    if (kind == "blip")
        return readBlipConfig(document).map(nothing);
    return (kind == "open" ? readOpenClipConfig(document) : readHuggingFaceClipConfig(document)).map(nothing);
}

std::string repeated(const std::string& text, std::size_t times)
{
    std::string result;
    for (std::size_t i = 0; i < times; ++i)
        result += text;
    return result;
}

} // namespace

class ConfigTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsJson_data();
    void readsJson();
    void readsFiles();
    void blipDefaults();
    void nullIsLeftOut();
    void blipValues();
    void blipWidthOfTheEncoderIsTheVisionTowers();
    void clipDefaults();
    void clipOlderFiles();
    void clipPooling_data();
    void clipPooling();
    void openClipDefaults();
    void openClipValues();
    void acceptsHarmlessKeys_data();
    void acceptsHarmlessKeys();
    void patchesThatLeaveARest();
    void refuses_data();
    void refuses();
};

void ConfigTest::readsJson_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message"); // empty: it is read
    const auto row = [](const char* name, const std::string& text, const char* message) {
        QTest::newRow(name) << QByteArray::fromStdString(text) << QString::fromUtf8(message);
    };
    row("an object", R"({"a":1})", "");
    row("a byte order mark", "\xEF\xBB\xBF{}", "");
    row("60 levels", repeated("{\"a\":", 60) + "1" + repeated("}", 60), "");
    row("nothing", "", "is not valid JSON");
    row("a list", "[]", "is not a JSON object");
    row("a number", "1", "is not a JSON object");
    row("cut off", R"({"a":1)", "is not valid JSON in UTF-8 (at byte 7)");
    row("a comma too many", R"({"a":1,})", "is not valid JSON");
    row("not UTF-8", "{\"a\":\"\xFF\"}", "is not valid JSON");
    row("text behind a zero byte", std::string("{}\0{}", 5), "zero byte");
    row("a million levels of lists", "{\"a\":" + repeated("[", 1'000'000), "nested more than 64 levels");
    row("a million levels of objects", repeated("{\"a\":", 1'000'000), "nested more than 64 levels");
    row("a million levels, closed", "{\"a\":" + repeated("[", 1'000'000) + repeated("]", 1'000'000) + "}",
        "nested more than 64 levels");
    row("NaN, as Python writes it", R"({"a":NaN})", "is not valid JSON");
}

void ConfigTest::readsJson()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, message);
    const Result<JsonDocument> document = JsonDocument::parse(text.toStdString(), "x.json");
    if (message.isEmpty()) {
        QVERIFY2(document, document ? "" : document.error().message.c_str());
        QCOMPARE(document->name(), std::string("x.json"));
        return;
    }
    QVERIFY(!document);
    QCOMPARE(document.error().code, ErrorCode::Corrupt);
    QVERIFY2(QString::fromStdString(document.error().message).startsWith("x.json "), document.error().message.c_str());
    QVERIFY2(QString::fromStdString(document.error().message).contains(message), document.error().message.c_str());
}

void ConfigTest::readsFiles()
{
    QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    std::ofstream(path / "config.json") << R"({"a":)" << std::string(1000, ' ') << "1}";
    QVERIFY(JsonDocument::read(path / "config.json"));
    QCOMPARE(JsonDocument::read(path / "config.json", 1000).error().code, ErrorCode::TooLarge);
    QCOMPARE(JsonDocument::read(path / "absent.json").error().code, ErrorCode::NotFound);
    QCOMPARE(JsonDocument::read(path).error().code, ErrorCode::Unreadable);
}

void ConfigTest::blipDefaults()
{
    const BlipConfig config = readBlipConfig(documentOf(kBlipDefaults)).value();
    QCOMPARE(config.text.heads, 8); // not 12: the library's own default
    QCOMPARE(config.text.vocabSize, 30524);
    QCOMPARE(config.text.bosId, 30522);
    QCOMPARE(config.text.sepId, 102);
    QCOMPARE(config.text.padId, 0);
    QCOMPARE(config.text.layerNormEps, 1e-12);
    QVERIFY(config.text.tieWordEmbeddings);
    QCOMPARE(config.vision.heads, 12);
    QCOMPARE(config.vision.tokens(), 577);
    QCOMPARE(config.vision.layerNormEps, 1e-5);
    QCOMPARE(config.vision.activation, Activation::Gelu);
}

/// The original libraries write null for what they leave to their defaults.
void ConfigTest::nullIsLeftOut()
{
    const auto config = readBlipConfig(documentOf(R"({"model_type":"blip",
        "text_config":{"hidden_size":null,"num_hidden_layers":3},"vision_config":{"layer_norm_eps":null}})"));
    QVERIFY(config);
    QCOMPARE(config->text.hiddenSize, BlipTextConfig().hiddenSize);
    QCOMPARE(config->text.layers, 3);
    QCOMPARE(config->vision.layerNormEps, BlipVisionConfig().layerNormEps);
}

void ConfigTest::blipValues()
{
    const BlipConfig config = readBlipConfig(documentOf(R"({"model_type":"blip","architectures":null,
        "text_config":{"bos_token_id":198,"hidden_act":"quick_gelu","hidden_size":48,"intermediate_size":96,
            "layer_norm_eps":1e-6,"max_position_embeddings":64,"num_attention_heads":4,"num_hidden_layers":3,
            "sep_token_id":3,"pad_token_id":1,"vocab_size":200,"tie_word_embeddings":false,
            "position_embedding_type":"absolute"},
        "vision_config":{"hidden_size":40,"image_size":64,"intermediate_size":80,"num_attention_heads":5,
            "num_hidden_layers":2,"patch_size":[16,16],"num_channels":3,"layer_norm_eps":1}})"))
                                  .value();
    QCOMPARE(config.text.bosId, 198);
    QCOMPARE(config.text.activation, Activation::QuickGelu);
    QCOMPARE(config.text.hiddenSize, 48);
    QCOMPARE(config.text.intermediateSize, 96);
    QCOMPARE(config.text.layerNormEps, 1e-6);
    QCOMPARE(config.text.maxPositions, 64);
    QCOMPARE(config.text.heads, 4);
    QCOMPARE(config.text.layers, 3);
    QCOMPARE(config.text.sepId, 3);
    QCOMPARE(config.text.padId, 1);
    QCOMPARE(config.text.vocabSize, 200);
    QVERIFY(!config.text.tieWordEmbeddings);
    QCOMPARE(config.vision.hiddenSize, 40);
    QCOMPARE(config.vision.intermediateSize, 80);
    QCOMPARE(config.vision.heads, 5);
    QCOMPARE(config.vision.layers, 2);
    QCOMPARE(config.vision.tokens(), 17);
    QCOMPARE(config.vision.layerNormEps, 1.0);
}

void ConfigTest::blipWidthOfTheEncoderIsTheVisionTowers()
{
    // The original overrides what the file says.
    QVERIFY(readBlipConfig(documentOf(R"({"model_type":"blip","text_config":{"encoder_hidden_size":123}})")));
}

void ConfigTest::clipDefaults()
{
    const ClipConfig config = readHuggingFaceClipConfig(documentOf(kClipDefaults)).value();
    QCOMPARE(config.layout, ClipLayout::HuggingFace);
    QCOMPARE(config.vision.activation, Activation::QuickGelu);
    QCOMPARE(config.text.activation, Activation::QuickGelu);
    QCOMPARE(config.pooling, TextPooling::FirstEos);
    QCOMPARE(config.eosId, 49407);
    QCOMPARE(config.patchSize, 32);
    QCOMPARE(config.imageTokens(), 50);
    QCOMPARE(config.projectionDim, 512);
    QCOMPARE(config.contextLength, 77);
}

void ConfigTest::clipOlderFiles()
{
    // Both forms there: the older one wins, completed by defaults and not by the other form.
    const ClipConfig config = readHuggingFaceClipConfig(documentOf(R"({"model_type":"clip","projection_dim":768,
        "text_config":{"hidden_size":1024,"num_attention_heads":16,"num_hidden_layers":2},
        "text_config_dict":{"hidden_size":768,"intermediate_size":3072,"num_attention_heads":12},
        "vision_config":{"num_hidden_layers":3},
        "vision_config_dict":null})"))
                                  .value();
    QCOMPARE(config.text.hiddenSize, 768);
    QCOMPARE(config.text.heads, 12);
    QCOMPARE(config.text.layers, 12);
    QCOMPARE(config.vision.layers, 3);
    QCOMPARE(config.projectionDim, 768);
}

void ConfigTest::clipPooling_data()
{
    QTest::addColumn<int>("eos");
    QTest::addColumn<TextPooling>("pooling");
    QTest::newRow("legacy") << 2 << TextPooling::LargestId;
    QTest::newRow("right") << 49407 << TextPooling::FirstEos;
    QTest::newRow("some other") << 3 << TextPooling::FirstEos;
}

void ConfigTest::clipPooling()
{
    QFETCH(int, eos);
    QFETCH(TextPooling, pooling);
    const ClipConfig config =
        readHuggingFaceClipConfig(
            documentOf(R"({"model_type":"clip","text_config":{"eos_token_id":)" + std::to_string(eos) + "}}"))
            .value();
    QCOMPARE(config.pooling, pooling);
    QCOMPARE(config.eosId, eos);
}

void ConfigTest::openClipDefaults()
{
    const ClipConfig config =
        readOpenClipConfig(documentOf(R"({"model_cfg":{"embed_dim":512,"vision_cfg":{},"text_cfg":{}}})")).value();
    QCOMPARE(config.layout, ClipLayout::OpenClip);
    QCOMPARE(config.vision.activation, Activation::Gelu);
    QCOMPARE(config.text.activation, Activation::Gelu);
    QCOMPARE(config.pooling, TextPooling::LargestId);
    QCOMPARE(config.patchSize, 16);
    QCOMPARE(config.vision.heads, 12);
    QCOMPARE(config.vision.intermediateSize, 3072);
    QCOMPARE(config.text.heads, 8);
    QCOMPARE(config.text.intermediateSize, 2048);
}

void ConfigTest::openClipValues()
{
    const ClipConfig config = readOpenClipConfig(documentOf(R"({"model_cfg":{"embed_dim":24,"quick_gelu":true,
        "vision_cfg":{"image_size":[32,32],"layers":3,"width":48,"head_width":12,"patch_size":8,"mlp_ratio":3.99,
                      "norm_kwargs":{"eps":1e-6}},
        "text_cfg":{"context_length":16,"vocab_size":300,"width":32,"heads":4,"layers":2,"mlp_ratio":2}}})"))
                                  .value();
    QCOMPARE(config.vision.activation, Activation::QuickGelu);
    QCOMPARE(config.text.activation, Activation::QuickGelu);
    QCOMPARE(config.vision.heads, 4);
    QCOMPARE(config.vision.intermediateSize, 191); // cut off, as Python's int() does
    QCOMPARE(config.vision.layerNormEps, 1e-6);
    QCOMPARE(config.text.layerNormEps, 1e-5);
    QCOMPARE(config.text.intermediateSize, 64);
    QCOMPARE(config.text.layers, 2);
    QCOMPARE(config.imageSize, 32);
    QCOMPARE(config.patchSize, 8);
    QCOMPARE(config.contextLength, 16);
    QCOMPARE(config.vocabSize, 300);
    QCOMPARE(config.projectionDim, 24);
}

void ConfigTest::acceptsHarmlessKeys_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("config");
    const auto row = [](const char* name, const char* kind, const char* config) {
        QTest::newRow(name) << kind << QString::fromUtf8(config);
    };
    row("all that published captioners carry", "blip",
        R"({"_commit_hash":null,"architectures":["BlipForConditionalGeneration"],"initializer_factor":1.0,
            "logit_scale_init_value":2.6592,"model_type":"blip","projection_dim":512,"torch_dtype":"float32",
            "text_config":{"_name_or_path":"","add_cross_attention":false,"architectures":null,"eos_token_id":2,
            "id2label":{"0":"LABEL_0"},"is_decoder":true,"pruned_heads":{},"torch_dtype":null},
            "vision_config":{"dropout":0.0,"initializer_range":0.02,"projection_dim":512}})");
    row("plain values of what else is refused", "open",
        R"({"model_cfg":{"embed_dim":512,"custom_text":false,"multimodal_cfg":null,"init_logit_scale":2.6,
            "init_logit_bias":null,"vision_cfg":{"ls_init_value":null,"attentional_pool":false,"no_ln_pre":false,
            "pos_embed_type":"learnable","pool_type":"tok","timm_model_name":null,"patch_dropout":0.5,
            "final_ln_after_pool":true},"text_cfg":{"hf_model_name":null,"hf_tokenizer_name":"","embed_cls":false,
            "pool_type":"argmax","proj_type":"linear","no_causal_mask":false,"act_kwargs":null}}})");
    row("null sections", "hf", R"({"model_type":"clip","text_config":null,"vision_config":null})");
}

void ConfigTest::acceptsHarmlessKeys()
{
    QFETCH(QString, kind);
    QFETCH(QString, config);
    const Result<void> read = readAs(kind, documentOf(config.toStdString()));
    QVERIFY2(read, read ? "" : read.error().message.c_str());
}

void ConfigTest::patchesThatLeaveARest()
{
    // As the originals: the rest at the right and below is not looked at.
    const BlipConfig config =
        readBlipConfig(documentOf(R"({"model_type":"blip","vision_config":{"image_size":100,"patch_size":16}})"))
            .value();
    QCOMPARE(config.vision.tokens(), 37);
}

void ConfigTest::refuses_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("config");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* kind, const std::string& config, ErrorCode code, const char* message) {
        QTest::addRow("%s: %s", kind, message)
            << kind << QString::fromStdString(config) << code << QString::fromUtf8(message);
    };
    const auto text = [&](const char* inside, ErrorCode code, const char* message) {
        row("blip", std::string(R"({"model_type":"blip","text_config":{)") + inside + "}}", code, message);
    };
    const auto vision = [&](const char* inside, ErrorCode code, const char* message) {
        row("blip", std::string(R"({"model_type":"blip","vision_config":{)") + inside + "}}", code, message);
    };
    const auto openVision = [&](const char* inside, ErrorCode code, const char* message) {
        row("open", std::string(R"({"model_cfg":{"embed_dim":512,"text_cfg":{},"vision_cfg":{)") + inside + "}}}", code,
            message);
    };
    const auto openText = [&](const char* inside, ErrorCode code, const char* message) {
        row("open", std::string(R"({"model_cfg":{"embed_dim":512,"vision_cfg":{},"text_cfg":{)") + inside + "}}}", code,
            message);
    };
    constexpr ErrorCode kCorrupt = ErrorCode::Corrupt;
    constexpr ErrorCode kUnsupported = ErrorCode::Unsupported;

    row("blip", "{}", kUnsupported, "the model is of type “”, not a BLIP that captions pictures");
    row("blip", R"({"model_type":"bert"})", kUnsupported, "of type “bert”");
    row("blip", R"({"model_type":7})", kCorrupt, "“model_type” is 7, but must be a text");
    row("blip", R"({"model_type":"blip","architectures":["BlipForQuestionAnswering"]})", kUnsupported,
        "the model is a BlipForQuestionAnswering, not a BLIP that captions pictures (BlipForConditionalGeneration)");
    row("blip", R"({"model_type":"blip","architectures":[]})", kUnsupported, "of no named kind");
    row("blip", R"({"model_type":"blip","architectures":"x"})", kCorrupt, "“architectures” is not a list");
    row("blip", R"({"model_type":"blip","text_config":[]})", kCorrupt, "“text_config” is [], but must be an object");
    text(R"("hidden_size":"768")", kCorrupt, "“text_config.hidden_size” is \"768\", but must be a whole number");
    text(R"("hidden_size":768.5)", kCorrupt, "“text_config.hidden_size” is 768.5, but must be a whole number");
    text(R"("hidden_size":0)", kCorrupt, "“text_config.hidden_size” is 0, but must lie between 1 and 65536");
    text(R"("hidden_size":-768)", kCorrupt, "is -768, but must lie between");
    text(R"("hidden_size":4294968064)", kCorrupt, "is 4294968064, but must lie between");
    text(R"("hidden_size":18446744073709551615)", kCorrupt, "is 18446744073709551615, but must lie between");
    text(R"("hidden_size":-9223372036854775808)", kCorrupt, "is -9223372036854775808, but must lie between");
    text(R"("hidden_size":770)", kCorrupt, "“text_config.num_attention_heads” asks for 8 heads, which do not divide");
    text(R"("num_attention_heads":0)", kCorrupt, "“text_config.num_attention_heads” is 0");
    text(R"("num_hidden_layers":257)", kCorrupt,
         "“text_config.num_hidden_layers” is 257, but must lie between 1 and 256");
    text(R"("vocab_size":1000000000000)", kCorrupt, "“text_config.vocab_size” is 1000000000000");
    text(R"("vocab_size":30000)", kCorrupt, "“text_config.bos_token_id” is 30522, but the vocabulary has only 30000");
    text(R"("vocab_size":50,"bos_token_id":3)", kCorrupt,
         "“text_config.sep_token_id” is 102, but the vocabulary has only 50");
    text(R"("bos_token_id":30524)", kCorrupt, "“text_config.bos_token_id” is 30524");
    text(R"("pad_token_id":-1)", kCorrupt, "“text_config.pad_token_id” is -1");
    text(R"("hidden_act":"relu")", kUnsupported, "“text_config.hidden_act” is “relu”");
    text(R"("hidden_act":1)", kCorrupt, "“text_config.hidden_act” is 1, but must be a text");
    text(R"("layer_norm_eps":0)", kCorrupt, "“text_config.layer_norm_eps” is 0");
    text(R"("layer_norm_eps":"1e-5")", kCorrupt, "must be a number");
    text(R"("layer_norm_eps":1e999)", kCorrupt, "");
    text(R"("tie_word_embeddings":1)", kCorrupt, "“text_config.tie_word_embeddings” is 1, but must be true or false");
    text(R"("position_embedding_type":"relative_key")", kUnsupported,
         "“text_config.position_embedding_type” is \"relative_key\", a kind of model that is not built here");
    text(R"("hidden_size":65536,"num_hidden_layers":256,"intermediate_size":65536)", kCorrupt,
         "weights, more than any model that runs here");
    vision(R"("patch_size":0)", kCorrupt, "“vision_config.patch_size” is 0");
    vision(R"("patch_size":385)", kCorrupt, "pictures of 384 pixels in patches of 385 hold none");
    vision(R"("patch_size":1)", kCorrupt,
           "“vision_config.image_size” makes no sense: pictures of 384 pixels in patches of 1");
    vision(R"("image_size":1000000)", kCorrupt, "“vision_config.image_size” is 1000000");
    vision(R"("image_size":[384,224])", kUnsupported, "“vision_config.image_size” is [384,224], and only square ones");
    vision(R"("image_size":[384])", kCorrupt, "must be a whole number or a list of two");
    vision(R"("num_channels":1)", kUnsupported, "“vision_config.num_channels” is 1");
    vision(R"("num_attention_heads":13)", kCorrupt, "asks for 13 heads");

    row("hf", R"({"model_type":"clip","architectures":["CLIPTextModel"]})", kUnsupported,
        "a CLIPTextModel, not a CLIP");
    row("hf", R"({"model_type":"blip"})", kUnsupported, "of type “blip”, not a CLIP");
    row("hf", R"({"model_type":"clip","projection_dim":0})", kCorrupt, "“projection_dim” is 0");
    row("hf", R"({"model_type":"clip","text_config":{"max_position_embeddings":1}})", kCorrupt,
        "“text_config.max_position_embeddings” is 1");
    row("hf", R"({"model_type":"clip","text_config_dict":{"hidden_size":513}})", kCorrupt,
        "“text_config_dict.num_attention_heads” asks for 8 heads");
    row("hf", R"({"model_type":"clip","vision_config":{"hidden_act":"gelu_new"}})", kUnsupported, "“gelu_new”");

    row("open", "{}", kCorrupt, "there is no “model_cfg”");
    row("open", R"({"model_cfg":{"embed_dim":512,"vision_cfg":{}}})", kCorrupt, "there is no “model_cfg.text_cfg”");
    row("open", R"({"model_cfg":{"vision_cfg":{},"text_cfg":{}}})", kCorrupt, "there is no “model_cfg.embed_dim”");
    row("open", R"({"model_cfg":{"embed_dim":512,"vision_cfg":{},"text_cfg":{},"custom_text":true}})", kUnsupported,
        "“model_cfg.custom_text” is true, a kind of model that is not built here");
    row("open", R"({"model_cfg":{"embed_dim":512,"vision_cfg":{},"text_cfg":{},"multimodal_cfg":{"width":8}}})",
        kUnsupported, "“model_cfg.multimodal_cfg” is {\"width\":8}");
    row("open", R"({"model_cfg":{"embed_dim":512,"vision_cfg":{},"text_cfg":{},"init_logit_bias":-10}})", kUnsupported,
        "“model_cfg.init_logit_bias”");
    row("open", R"({"model_cfg":{"embed_dim":512,"vision_cfg":{},"text_cfg":{},"new_thing":1}})", kUnsupported,
        "“model_cfg.new_thing” is not known here");
    openVision(R"("layers":[3,4,6,3])", kUnsupported, "“model_cfg.vision_cfg.layers” is a list: a ResNet");
    openVision(R"("timm_model_name":"vit_base_patch16_siglip_224")", kUnsupported,
               "“model_cfg.vision_cfg.timm_model_name”");
    openVision(R"("attentional_pool":true)", kUnsupported, "“model_cfg.vision_cfg.attentional_pool” is true");
    openVision(R"("no_ln_pre":true)", kUnsupported, "“model_cfg.vision_cfg.no_ln_pre”");
    openVision(R"("pool_type":"avg")", kUnsupported, "“model_cfg.vision_cfg.pool_type” is \"avg\"");
    openVision(R"("pos_embed_type":"sin_cos_2d")", kUnsupported, "“model_cfg.vision_cfg.pos_embed_type”");
    openVision(R"("ls_init_value":1e-5)", kUnsupported, "“model_cfg.vision_cfg.ls_init_value”");
    openVision(R"("act_kwargs":{"approximate":"tanh"})", kUnsupported, "“model_cfg.vision_cfg.act_kwargs”");
    openVision(R"("norm_kwargs":{"bias":false})", kUnsupported, "“model_cfg.vision_cfg.norm_kwargs.bias” is not known");
    openVision(R"("qk_norm":true)", kUnsupported, "“model_cfg.vision_cfg.qk_norm” is not known here");
    openVision(R"("head_width":80)", kCorrupt,
               "“model_cfg.vision_cfg.head_width” asks for 9 heads, which do not divide");
    openVision(R"("head_width":1000)", kCorrupt, "asks for 0 heads");
    openVision(R"("head_width":0)", kCorrupt, "“model_cfg.vision_cfg.head_width” is 0");
    openVision(R"("mlp_ratio":-4)", kCorrupt, "“model_cfg.vision_cfg.mlp_ratio” is -4");
    openVision(R"("mlp_ratio":0.001)", kCorrupt,
               "“model_cfg.vision_cfg.mlp_ratio” leads to a layer that makes no sense");
    openText(R"("hf_model_name":"roberta-base")", kUnsupported, "“model_cfg.text_cfg.hf_model_name”");
    openText(R"("pool_type":"last")", kUnsupported, "“model_cfg.text_cfg.pool_type”");
    openText(R"("embed_cls":true)", kUnsupported, "“model_cfg.text_cfg.embed_cls”");
    openText(R"("no_causal_mask":true)", kUnsupported, "“model_cfg.text_cfg.no_causal_mask”");
    openText(R"("proj_type":"none")", kUnsupported, "“model_cfg.text_cfg.proj_type”");
    openText(R"("proj_bias":true)", kUnsupported, "“model_cfg.text_cfg.proj_bias”");
    openText(R"("heads":7)", kCorrupt, "“model_cfg.text_cfg.heads” asks for 7 heads");
}

void ConfigTest::refuses()
{
    QFETCH(QString, kind);
    QFETCH(QString, config);
    QFETCH(ErrorCode, code);
    QFETCH(QString, message);
    const Result<JsonDocument> document = JsonDocument::parse(config.toStdString(), "config.json");
    const Result<void> read =
        document ? readAs(kind, *document) : Result<void>(tl::unexpected<Error>(document.error()));
    QVERIFY(!read);
    QVERIFY2(QString::fromStdString(read.error().message).contains(message), read.error().message.c_str());
    QCOMPARE(read.error().code, code);
    QVERIFY(read.error().message.starts_with("config.json"));
    QVERIFY(read.error().message.ends_with('.'));
}

QTEST_APPLESS_MAIN(ConfigTest)
#include "config_test.moc"
