#include "core/inference/config/model_folder.h"

#include <nlohmann/json.hpp>

#include "core/base/path_text.h"
#include "core/inference/config/model_files.h"
#include "core/inference/config/model_fingerprint.h"
#include "core/inference/config/model_name.h"
#include "core/inference/config/tensor_list.h"
#include "core/inference/tokenizer/vocabulary_files.h"

namespace vidimus::inference {

namespace {

namespace fs = std::filesystem;

/// What a missing file's error does not know by itself: the company it should be in.
Error withHint(Error error, FolderKind kind)
{
    if (error.code == ErrorCode::NotFound)
        error.message += " The folder should hold " + expectedFiles(kind) + ".";
    return error;
}

/// Whitespace and the order of keys do not make another model.
std::string canonical(const JsonDocument& document)
{
    return document.root().dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Result<void> checkPictureSide(const PreprocessConfig& preprocess, int imageSize, const std::string& file)
{
    if (preprocess.width == imageSize && preprocess.height == imageSize)
        return {};
    return fail(ErrorCode::Corrupt, file + " makes pictures of " + std::to_string(preprocess.width) + " x " +
                                        std::to_string(preprocess.height) + " pixels, but the model takes " +
                                        std::to_string(imageSize) + " x " + std::to_string(imageSize) + ".");
}

struct Settings {
    std::variant<BlipConfig, ClipConfig> config;
    PreprocessConfig preprocess;
};

/// The two JSON files of a Hugging Face folder.
Result<Settings> readHuggingFace(const fs::path& folder, FolderKind kind, ModelFingerprint& fingerprint)
{
    const Result<JsonDocument> document = JsonDocument::read(folder / "config.json");
    if (!document)
        return fail(withHint(document.error(), kind));
    Settings settings;
    int imageSize = 0;
    if (kind == FolderKind::Blip) {
        const Result<BlipConfig> config = readBlipConfig(*document);
        if (!config)
            return fail(config.error());
        imageSize = config->vision.imageSize;
        settings.config = *config;
    } else {
        const Result<ClipConfig> config = readHuggingFaceClipConfig(*document);
        if (!config)
            return fail(config.error());
        imageSize = config->imageSize;
        settings.config = *config;
    }
    const Result<JsonDocument> processor = JsonDocument::read(folder / "preprocessor_config.json");
    if (!processor)
        return fail(withHint(processor.error(), kind));
    Result<PreprocessConfig> preprocess = readHuggingFacePreprocess(*processor);
    if (!preprocess)
        return fail(std::move(preprocess.error()));
    if (Result<void> fits = checkPictureSide(*preprocess, imageSize, processor->name()); !fits)
        return fail(std::move(fits.error()));
    settings.preprocess = *preprocess;
    fingerprint.addText(canonical(*document));
    fingerprint.addText(canonical(*processor));
    return settings;
}

Result<Settings> readOpenClip(const fs::path& folder, ModelFingerprint& fingerprint)
{
    const Result<JsonDocument> document = JsonDocument::read(folder / "open_clip_config.json");
    if (!document)
        return fail(document.error());
    const Result<ClipConfig> config = readOpenClipConfig(*document);
    if (!config)
        return fail(config.error());
    Result<PreprocessConfig> preprocess = readOpenClipPreprocess(*document, config->imageSize);
    if (!preprocess)
        return fail(std::move(preprocess.error()));
    if (Result<void> fits = checkPictureSide(*preprocess, config->imageSize, document->name()); !fits)
        return fail(std::move(fits.error()));
    fingerprint.addText(canonical(*document));
    return Settings{*config, *preprocess};
}

Result<void> addTokenizer(const fs::path& folder, FolderKind kind, bool needed, ModelFingerprint& fingerprint)
{
    const Result<std::vector<fs::path>> files = tokenizerFiles(folder, kind);
    if (!files) {
        if (needed)
            return fail(files.error());
        return {};
    }
    for (const fs::path& file : *files) {
        const Result<std::string> text = readTextFile(file, kLargestVocabularyFile);
        if (!text)
            return fail(text.error());
        if (text->empty())
            return fail(ErrorCode::Corrupt, displayPath(file) + " is empty.");
        fingerprint.addText(*text);
    }
    return {};
}

} // namespace

Result<ModelFolder> openModelFolder(const fs::path& folder, const OpenOptions& options)
{
    const Result<FolderKind> kind = recogniseFolder(folder);
    if (!kind)
        return fail(kind.error());
    ModelFingerprint fingerprint;
    Result<Settings> settings =
        *kind == FolderKind::OpenClip ? readOpenClip(folder, fingerprint) : readHuggingFace(folder, *kind, fingerprint);
    if (!settings)
        return fail(std::move(settings.error()));
    if (Result<void> ok = addTokenizer(folder, *kind, options.needTokenizer, fingerprint); !ok)
        return fail(std::move(ok.error()));
    Result<Checkpoint> checkpoint =
        Checkpoint::open(folder, *kind == FolderKind::OpenClip ? "open_clip_model" : "model");
    if (!checkpoint)
        return fail(withHint(std::move(checkpoint.error()), *kind));

    const BlipConfig* blip = std::get_if<BlipConfig>(&settings->config);
    const ClipConfig* clip = std::get_if<ClipConfig>(&settings->config);
    if (Result<void> fits = checkTensors(*checkpoint, blip ? blipTensors(*blip) : clipTensors(*clip)); !fits)
        return fail(std::move(fits.error()));
    fingerprint.addTensors(*checkpoint);

    ModelFolder model;
    model.folder = folder;
    model.id = (blip ? "blip-" : "clip-") + fingerprint.toHex();
    model.name = blip ? modelName(*blip) : modelName(*clip);
    model.config = std::move(settings->config);
    model.preprocess = settings->preprocess;
    model.checkpoint = std::move(*checkpoint);
    return model;
}

} // namespace vidimus::inference
