#include "core/inference/synthesize/synthesize_model.h"

#include <array>
#include <random>
#include <span>
#include <system_error>

#include <nlohmann/json.hpp>

#include "core/base/path_text.h"
#include "core/inference/checkpoint/new_file.h"
#include "core/inference/checkpoint/safetensors_writer.h"
#include "core/inference/config/tensor_list.h"
#include "core/inference/synthesize/config_files.h"
#include "core/inference/synthesize/made_vocabulary.h"
#include "core/inference/synthesize/made_weights.h"
#include "core/inference/synthesize/synthesize_sizes.h"

namespace vidimus::inference {

namespace {

namespace fs = std::filesystem;

constexpr int kBlipIdsBehindVocabulary = 2; ///< [DEC] and [ENC]
constexpr std::uintmax_t kRoomForTheRest = std::uintmax_t{16} << 20;
constexpr const char* kWordEmbeddings = "text_decoder.bert.embeddings.word_embeddings.weight";
constexpr const char* kTiedDecoder = "text_decoder.cls.predictions.decoder.weight";

struct KnownArch {
    std::string_view name;
    SynthesizeArch arch;
};
constexpr std::array kArchs{KnownArch{"blip-base", SynthesizeArch::BlipBase},
                            KnownArch{"clip-vit-b-32", SynthesizeArch::ClipVitB32},
                            KnownArch{"clip-vit-b-32-hf", SynthesizeArch::ClipVitB32HuggingFace}};

/// What a folder will hold. The tensors' values are made when they are written.
struct Plan {
    TextFiles files;
    std::string weightsFile = "model.safetensors";
    std::vector<TensorToWrite> tensors;
};

void addTensors(Plan& plan, const std::vector<TensorSpec>& specs)
{
    for (const TensorSpec& spec : specs)
        plan.tensors.push_back({spec.name, Dtype::F32, spec.shape});
}

Result<Plan> planOf(const BlipConfig& config, std::uint64_t seed)
{
    const int pieces = config.text.vocabSize - kBlipIdsBehindVocabulary;
    if (pieces < kFewestWordPieces)
        return fail(ErrorCode::InvalidArgument, "A vocabulary of " + std::to_string(pieces) + " entries is too small.");
    Plan plan;
    plan.files = configFiles(config);
    std::string vocabulary;
    for (const std::string& piece : madeWordPieces(pieces, seed))
        vocabulary += piece + "\n";
    plan.files.emplace_back("vocab.txt", std::move(vocabulary));
    // The published file dates from a time when the library stored the tied weights and one leftover as well.
    const TensorList list = blipTensors(config);
    addTensors(plan, list.required);
    addTensors(plan, list.tied);
    plan.tensors.push_back({list.harmless.front(), Dtype::I64, {1, config.text.maxPositions}});
    return plan;
}

Result<Plan> planOf(const ClipConfig& config, std::uint64_t seed)
{
    const int merges = config.vocabSize - kClipVocabularyWithoutMerges;
    if (merges < 0)
        return fail(ErrorCode::InvalidArgument,
                    "A vocabulary of " + std::to_string(config.vocabSize) + " entries is too small.");
    Plan plan;
    plan.files = configFiles(config);
    if (config.layout == ClipLayout::OpenClip)
        plan.weightsFile = "open_clip_model.safetensors";
    const MadeBpe bpe = madeBpe(merges, seed);
    nlohmann::ordered_json vocabulary = nlohmann::ordered_json::object();
    // Through the list behind the object: access by key looks through all keys that are there.
    auto& entries = vocabulary.get_ref<nlohmann::ordered_json::object_t&>();
    for (std::size_t id = 0; id < bpe.tokens.size(); ++id)
        entries.emplace_back(bpe.tokens[id], id);
    plan.files.emplace_back("vocab.json", vocabulary.dump());
    std::string lines = "#version: 0.2\n";
    for (const auto& [first, second] : bpe.merges)
        lines += first + " " + second + "\n";
    plan.files.emplace_back("merges.txt", std::move(lines));
    addTensors(plan, clipTensors(config).required);
    return plan;
}

std::uintmax_t sizeOf(const Plan& plan)
{
    std::uintmax_t total = kRoomForTheRest;
    for (const TensorToWrite& tensor : plan.tensors) {
        std::uintmax_t size = sizeOf(tensor.dtype);
        for (const std::int64_t side : tensor.shape)
            size *= static_cast<std::uintmax_t>(side);
        total += size;
    }
    return total;
}

Result<void> checkPlace(const fs::path& out)
{
    std::error_code problem;
    const fs::file_status status = fs::status(out, problem);
    if (status.type() == fs::file_type::not_found)
        return {};
    if (status.type() != fs::file_type::directory)
        return fail(ErrorCode::InvalidArgument, displayPath(out) + " is a file: give a folder that is new or empty.");
    if (!fs::is_empty(out, problem) || problem)
        return fail(ErrorCode::InvalidArgument,
                    displayPath(out) + " is not empty: give a folder that is new or empty.");
    return {};
}

Result<void> checkRoom(const fs::path& parent, std::uintmax_t needed)
{
    constexpr std::uintmax_t kMegabyte = 1'000'000;
    std::error_code problem;
    const fs::space_info space = fs::space(parent, problem);
    if (!problem && space.available < needed)
        return fail(ErrorCode::OutOfSpace, "The model takes " + std::to_string(needed / kMegabyte) +
                                               " MB, but on the disk of " + displayPath(parent) + " only " +
                                               std::to_string(space.available / kMegabyte) + " MB are free.");
    return {};
}

tl::unexpected<Error> cannotMake(const fs::path& folder, std::error_code why)
{
    const std::string text = displayPath(folder) + " cannot be made: " + why.message() + ".";
    if (why == std::errc::permission_denied || why == std::errc::operation_not_permitted)
        return fail(ErrorCode::PermissionDenied, text);
    if (why == std::errc::read_only_file_system)
        return fail(ErrorCode::ReadOnly, text);
    if (why == std::errc::no_space_on_device)
        return fail(ErrorCode::OutOfSpace, text);
    return fail(ErrorCode::InvalidArgument, text);
}

/// A folder under a name of its own, removed with all it holds unless it was given its final name.
class FolderInTheMaking {
public:
    explicit FolderInTheMaking(fs::path path) : m_path(std::move(path)) {}
    FolderInTheMaking(const FolderInTheMaking&) = delete;
    FolderInTheMaking& operator=(const FolderInTheMaking&) = delete;
    ~FolderInTheMaking()
    {
        std::error_code ignored;
        if (!m_path.empty())
            fs::remove_all(m_path, ignored);
    }

    const fs::path& path() const { return m_path; }
    Result<void> become(const fs::path& out)
    {
        std::error_code ignored;
        fs::remove(out, ignored); // the empty folder that may be there; if it is not empty any more, it stays
        Result<void> renamed = renameDurably(m_path, out);
        if (renamed)
            m_path.clear();
        return renamed;
    }

private:
    fs::path m_path;
};

Result<void> writeFiles(const Plan& plan, const fs::path& folder, std::uint64_t seed, std::stop_token stop)
{
    for (const auto& [name, text] : plan.files) {
        if (Result<void> written = writeNewFile(folder / name, std::as_bytes(std::span(text))); !written)
            return written;
    }
    const FillTensor fill = [seed](const TensorToWrite& tensor, std::span<std::byte> bytes) {
        fillTensor(tensor, tensor.name == kTiedDecoder ? kWordEmbeddings : std::string_view(tensor.name), seed, bytes);
    };
    return writeSafetensors(folder / plan.weightsFile, plan.tensors, fill, {{"format", "pt"}}, stop);
}

} // namespace

std::optional<SynthesizeArch> synthesizeArchFromName(std::string_view name)
{
    for (const KnownArch& known : kArchs) {
        if (known.name == name)
            return known.arch;
    }
    return std::nullopt;
}

std::vector<std::string_view> synthesizeArchNames()
{
    std::vector<std::string_view> names;
    for (const KnownArch& known : kArchs)
        names.push_back(known.name);
    return names;
}

Result<void> synthesizeSizes(const std::variant<BlipConfig, ClipConfig>& config, const fs::path& out,
                             std::uint64_t seed, std::stop_token stop)
{
    if (Result<void> free = checkPlace(out); !free)
        return free;
    const Result<Plan> plan = std::visit([&](const auto& sizes) { return planOf(sizes, seed); }, config);
    if (!plan)
        return fail(plan.error());
    std::error_code problem;
    fs::path target = fs::absolute(out, problem).lexically_normal();
    if (!target.has_filename()) // "name/" is "name"
        target = target.parent_path();
    fs::create_directories(target.parent_path(), problem);
    if (problem)
        return cannotMake(target.parent_path(), problem);
    if (Result<void> room = checkRoom(target.parent_path(), sizeOf(*plan)); !room)
        return room;
    fs::path temporary = target;
    temporary += ".part-" + std::to_string(std::random_device{}());
    fs::create_directory(temporary, problem);
    if (problem)
        return cannotMake(target, problem);
    FolderInTheMaking making(std::move(temporary));
    if (Result<void> written = writeFiles(*plan, making.path(), seed, stop); !written)
        return written;
    return making.become(target);
}

Result<void> synthesizeModel(SynthesizeArch arch, const fs::path& out, std::uint64_t seed, std::stop_token stop)
{
    if (arch == SynthesizeArch::BlipBase) {
        BlipConfig config;
        config.text.heads = 12; // what the published config says in place of the library's default
        return synthesizeSizes(config, out, seed, stop);
    }
    ClipConfig config; // the sizes are ViT-B/32's by default
    config.vision.activation = config.text.activation = Activation::Gelu;
    if (arch == SynthesizeArch::ClipVitB32) {
        config.layout = ClipLayout::OpenClip;
    } else {
        config.layout = ClipLayout::HuggingFace;
        config.pooling = TextPooling::FirstEos;
    }
    return synthesizeSizes(config, out, seed, stop);
}

} // namespace vidimus::inference
