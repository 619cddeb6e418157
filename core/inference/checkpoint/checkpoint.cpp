#include "core/inference/checkpoint/checkpoint.h"

#include <array>
#include <set>
#include <system_error>
#include <utility>

#include "core/base/path_text.h"
#include "core/inference/checkpoint/message_text.h"
#include "core/inference/checkpoint/shard_index.h"

namespace vidimus::inference {

namespace {

constexpr std::size_t kLargestIndex = std::size_t{64} << 20;

bool isThere(const std::filesystem::path& file)
{
    std::error_code ignored;
    return std::filesystem::exists(file, ignored);
}

/// The name of a file of pickled weights in the folder; empty when there is none.
std::string pickleIn(const std::filesystem::path& folder)
{
    std::set<std::string> found;
    std::error_code problem;
    for (std::filesystem::directory_iterator it(folder, problem), end; !problem && it != end; it.increment(problem)) {
        const std::string name = pathToBytes(it->path().filename());
        const std::string ending = pathToBytes(it->path().extension());
        for (const std::string_view pickled : {".bin", ".pt", ".pth", ".ckpt", ".pkl"}) {
            if (ending == pickled)
                found.insert(name);
        }
    }
    return found.empty() ? std::string() : *found.begin();
}

tl::unexpected<Error> noWeights(const std::filesystem::path& folder, const std::string& wanted)
{
    if (const std::string pickle = pickleIn(folder); !pickle.empty())
        return fail(ErrorCode::Unsupported,
                    displayPath(folder) + " has its weights only as " + inQuotes(pickle) +
                        ". Such files can run programs when they are read, so Vidimus never reads them: get " +
                        inQuotes(wanted) + " of the same model instead.");
    return fail(ErrorCode::NotFound, displayPath(folder) + " holds no weights: " + inQuotes(wanted) + " is missing.");
}

} // namespace

Result<Checkpoint> Checkpoint::openFile(const std::filesystem::path& file)
{
    Result<SafetensorsFile> opened = SafetensorsFile::open(file);
    if (!opened)
        return fail(std::move(opened.error()));
    Checkpoint checkpoint;
    checkpoint.m_tensors = opened->content().tensors;
    checkpoint.m_files.push_back(std::move(*opened));
    return checkpoint;
}

Result<Checkpoint> Checkpoint::open(const std::filesystem::path& folder, std::string_view name)
{
    const std::string single = std::string(name) + ".safetensors";
    if (const std::filesystem::path file = folder / pathFromBytes(single); isThere(file))
        return openFile(file);
    const std::filesystem::path indexFile = folder / pathFromBytes(single + ".index.json");
    if (!isThere(indexFile))
        return noWeights(folder, single);

    const Result<JsonDocument> document = JsonDocument::read(indexFile, kLargestIndex);
    if (!document)
        return fail(document.error());
    const Result<ShardIndex> index = readShardIndex(*document);
    if (!index)
        return fail(index.error());
    std::set<std::string> shards;
    for (const auto& [tensor, shard] : *index)
        shards.insert(shard);

    Checkpoint checkpoint;
    std::map<std::string, std::string, std::less<>> holders;
    for (const std::string& shard : shards) {
        const std::filesystem::path file = folder / pathFromBytes(shard);
        if (!isThere(file))
            return fail(ErrorCode::NotFound,
                        displayPath(file) + " is missing: " + document->name() + " places tensors in it.");
        Result<SafetensorsFile> opened = SafetensorsFile::open(file);
        if (!opened)
            return fail(std::move(opened.error()));
        for (const auto& [tensor, view] : opened->content().tensors) {
            const auto [holder, fresh] = holders.emplace(tensor, shard);
            if (!fresh)
                return fail(ErrorCode::Corrupt, displayPath(folder) + ": the tensor " + inQuotes(tensor) +
                                                    " is in both " + inQuotes(holder->second) + " and " +
                                                    inQuotes(shard) + ".");
            const auto place = index->find(tensor);
            if (place == index->end())
                return fail(ErrorCode::Corrupt, displayPath(file) + " holds the tensor " + inQuotes(tensor) +
                                                    ", which " + document->name() + " does not know.");
            checkpoint.m_tensors.emplace(tensor, view);
        }
        checkpoint.m_files.push_back(std::move(*opened));
    }
    for (const auto& [tensor, shard] : *index) {
        const auto holder = holders.find(tensor);
        if (holder == holders.end() || holder->second != shard)
            return fail(ErrorCode::Corrupt, displayPath(folder / pathFromBytes(shard)) + " lacks the tensor " +
                                                inQuotes(tensor) + ", which " + document->name() + " places in it.");
    }
    return checkpoint;
}

const TensorView* Checkpoint::find(std::string_view name) const
{
    const auto found = m_tensors.find(name);
    return found == m_tensors.end() ? nullptr : &found->second;
}

void Checkpoint::release() const
{
    for (const SafetensorsFile& file : m_files)
        file.release();
}

std::uint64_t Checkpoint::totalBytes() const
{
    std::uint64_t total = 0;
    for (const auto& [name, view] : m_tensors)
        total += view.bytes.size();
    return total;
}

} // namespace vidimus::inference
