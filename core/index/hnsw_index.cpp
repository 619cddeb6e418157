#include "core/index/hnsw_index.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <new>
#include <optional>
#include <shared_mutex>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/base/path_text.h"
#include "core/index/checked_index.h"
#include "core/index/helper_threads.h"
#include "core/index/hnsw_file.h"
#include "core/index/hnsw_graph.h"
#include "core/index/top_neighbours.h"

namespace vidimus::index {

namespace {

/// About how many vectors a graph search compares for each candidate it keeps. Measured; it only decides when comparing
/// with all of them is as quick.
constexpr std::size_t kComparisonsPerCandidate = 24;
constexpr std::size_t kMaxSlots = std::size_t{1} << 31;
constexpr int kMaxDimension = 65536;
constexpr int kMaxLinks = 1024;
/// Changes wait no longer than for so many to be added, or so many vectors to be copied for the file.
constexpr std::size_t kAddedAtOnce = 256;
constexpr std::size_t kCopiedAtOnce = 4096;

/// hnswlib throws; nothing above this file does.
template <typename Call>
auto guarded(const Call& call) -> decltype(call())
{
    try {
        return call();
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::Internal, "There is not enough memory for the vector index.");
    } catch (const std::exception& error) {
        return fail(ErrorCode::Internal, "The vector index failed: " + displayText(error.what()));
    }
}

class GraphIndex final : public CheckedIndex<HnswIndex> {
public:
    GraphIndex(int dimension, std::size_t capacity, const HnswOptions& options)
        : CheckedIndex(dimension)
        , m_options(options)
        , m_graph(dimension, capacity, options.links, options.buildCandidates)
    {}

    std::size_t size() const override;
    bool contains(PhotoId id) const override;
    std::vector<PhotoId> ids() const override;
    bool remove(PhotoId id) override;
    Result<void> addMany(std::span<const PhotoId> ids, std::span<const float> vectors) override;
    Result<void> save(const std::filesystem::path& file, std::uint64_t stamp) const override;
    std::uint64_t stamp() const override { return m_stamp; }

    Result<void> restore(HnswFileReader& reader);

private:
    using Unit = std::vector<float>;

    /// The index as it was at one moment, but for the vectors: those are many, and only those that are written over
    /// need keeping.
    struct Snapshot {
        GraphHeader header;
        std::vector<int> levels;
        std::vector<std::byte> links;
        std::vector<std::byte> upperLinks;
        std::vector<std::int64_t> ids;
    };

    Result<void> addUnit(PhotoId id, const Unit& unit) override;
    Result<std::vector<Neighbour>> searchUnit(const Unit& query, std::size_t k, const IdSet* among) const override;

    Result<void> addBlock(std::span<const PhotoId> ids, std::span<const Unit> units);
    bool overwrite(PhotoId id, const Unit& unit);
    Slot append(PhotoId id);
    Slot forget(PhotoId id);
    std::vector<Neighbour> searchExactly(const Unit& query, std::size_t k, const IdSet* among) const;
    std::vector<Neighbour> searchGraph(const Unit& query, std::size_t candidates, std::size_t k,
                                       const IdSet* among) const;
    Snapshot takeSnapshot(std::uint64_t stamp) const;
    std::vector<std::byte> vectorsOfSnapshot(Slot from, Slot to) const;
    Result<void> write(const Snapshot& snapshot, const std::filesystem::path& file) const;

    const HnswOptions m_options;
    HelperThreads m_helpers;
    mutable std::shared_mutex m_mutex; ///< guards all below
    HnswGraph m_graph;
    std::unordered_map<PhotoId, Slot> m_slots; ///< of what was not removed
    std::vector<Slot> m_free;                  ///< removed: still links of others' ways, never results
    /// While a file is written: what was written over since. Made and unmade by save() under the shared lock, filled
    /// under the exclusive one.
    mutable std::optional<std::unordered_map<Slot, std::vector<std::byte>>> m_writtenOver;

    mutable std::mutex m_saving; ///< one file at a time
    mutable std::atomic<std::uint64_t> m_stamp = 0;
};

std::size_t GraphIndex::size() const
{
    const std::shared_lock lock(m_mutex);
    return m_slots.size();
}

bool GraphIndex::contains(PhotoId id) const
{
    const std::shared_lock lock(m_mutex);
    return m_slots.contains(id);
}

std::vector<PhotoId> GraphIndex::ids() const
{
    std::vector<PhotoId> ids;
    {
        const std::shared_lock lock(m_mutex);
        ids.reserve(m_slots.size());
        for (const auto& [id, slot] : m_slots)
            ids.push_back(id);
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

Result<void> GraphIndex::addUnit(PhotoId id, const Unit& unit)
{
    return guarded([&] { return addBlock({&id, 1}, {&unit, 1}); });
}

Result<void> GraphIndex::addMany(std::span<const PhotoId> ids, std::span<const float> vectors)
{
    const auto dimension = static_cast<std::size_t>(this->dimension());
    if (vectors.size() != ids.size() * dimension)
        return fail(ErrorCode::InvalidArgument, "There must be one vector for each picture.");
    return guarded([&]() -> Result<void> {
        std::vector<Unit> units;
        units.reserve(ids.size());
        for (std::size_t i = 0; i < ids.size(); ++i) {
            Result<Unit> unit = unitVector(vectors.subspan(i * dimension, dimension), this->dimension());
            if (!unit)
                return fail(unit.error());
            units.push_back(std::move(*unit));
        }
        for (std::size_t from = 0; from < ids.size(); from += kAddedAtOnce) {
            const std::size_t count = std::min(kAddedAtOnce, ids.size() - from);
            if (auto done = addBlock(ids.subspan(from, count), std::span(units).subspan(from, count)); !done)
                return done;
        }
        return {};
    });
}

/// New vectors get nodes one after the other and are linked side by side; what takes the place of others comes after
/// that, alone, because it moves nodes that the others may be looking at.
Result<void> GraphIndex::addBlock(std::span<const PhotoId> ids, std::span<const Unit> units)
{
    struct Fresh {
        std::size_t index;
        Slot slot;
        bool failed = false;
    };
    const std::unique_lock lock(m_mutex);
    m_graph.reserve(m_graph.size() + ids.size());
    std::vector<Fresh> fresh;
    std::vector<std::size_t> others;
    std::size_t room = m_free.size();
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (m_slots.contains(ids[i])) {
            others.push_back(i);
        } else if (room > 0) {
            --room;
            others.push_back(i);
        } else {
            fresh.push_back({i, append(ids[i])});
        }
    }
    m_helpers.forEach(fresh.size(), [&](std::size_t i) {
        try {
            m_graph.fill(fresh[i].slot, ids[fresh[i].index], units[fresh[i].index]);
            m_graph.link(fresh[i].slot);
        } catch (const std::exception&) {
            fresh[i].failed = true;
        }
    });
    bool failed = false;
    for (const Fresh& one : fresh) {
        if (one.failed) {
            forget(ids[one.index]);
            failed = true;
        }
    }
    if (failed)
        return fail(ErrorCode::Internal, "There is not enough memory for the vector index.");
    for (const std::size_t i : others) {
        if (!overwrite(ids[i], units[i])) {
            const Slot slot = append(ids[i]); // the room went to its double
            m_graph.fill(slot, ids[i], units[i]);
            m_graph.link(slot);
        }
    }
    return {};
}

/// Under the exclusive lock. The node has no vector yet.
Slot GraphIndex::append(PhotoId id)
{
    const auto slot = static_cast<Slot>(m_graph.size());
    const auto added = m_slots.emplace(id, slot).first;
    try {
        return m_graph.append();
    } catch (const std::bad_alloc&) {
        m_slots.erase(added);
        throw;
    }
}

/// Under the exclusive lock: the node of this photo, or else that of a removed one. False: there is neither.
bool GraphIndex::overwrite(PhotoId id, const Unit& unit)
{
    const auto found = m_slots.find(id);
    if (found == m_slots.end() && m_free.empty())
        return false;
    const Slot slot = found != m_slots.end() ? found->second : m_free.back();
    if (m_writtenOver) {
        const std::span<const std::byte> old = std::as_const(m_graph).vector(slot);
        m_writtenOver->try_emplace(slot, old.begin(), old.end());
    }
    if (found == m_slots.end()) {
        m_slots.emplace(id, slot);
        m_free.pop_back();
    }
    m_graph.replace(slot, id, unit);
    return true;
}

/// Under the exclusive lock.
Slot GraphIndex::forget(PhotoId id)
{
    const auto found = m_slots.find(id);
    const Slot slot = found->second;
    m_free.push_back(slot);
    m_slots.erase(found);
    m_graph.hide(slot);
    return slot;
}

bool GraphIndex::remove(PhotoId id)
{
    const std::unique_lock lock(m_mutex);
    if (!m_slots.contains(id))
        return false;
    forget(id);
    return true;
}

Result<std::vector<Neighbour>> GraphIndex::searchUnit(const Unit& query, std::size_t k, const IdSet* among) const
{
    const std::shared_lock lock(m_mutex);
    return guarded([&]() -> Result<std::vector<Neighbour>> {
        const std::size_t live = m_slots.size();
        const std::size_t eligible = among ? std::min(among->size(), live) : live;
        const std::size_t wanted = std::min(k, eligible);
        if (wanted == 0)
            return std::vector<Neighbour>();
        if (among && eligible <= m_options.exactBelow)
            return searchExactly(query, wanted, among);

        // A filter lets `eligible` of `live` through, so as many more candidates are needed, and more still where
        // the photos it lets through lie far from the query.
        const std::size_t kept = std::max(static_cast<std::size_t>(m_options.searchCandidates), 2 * wanted);
        std::size_t candidates = (kept * live + eligible - 1) / eligible;
        for (; candidates * kComparisonsPerCandidate < eligible; candidates *= 4) {
            std::vector<Neighbour> found = searchGraph(query, candidates, wanted, among);
            if (found.size() == wanted)
                return found;
        }
        return searchExactly(query, wanted, among);
    });
}

std::vector<Neighbour> GraphIndex::searchExactly(const Unit& query, std::size_t k, const IdSet* among) const
{
    const CodedQuery coded = m_graph.code().query(query);
    TopNeighbours best(k);
    if (among) {
        for (const PhotoId id : *among) {
            if (const auto found = m_slots.find(id); found != m_slots.end())
                best.offer({id, m_graph.similarity(coded, found->second)});
        }
        return best.take();
    }
    // By slot, because memory is quickest in its order.
    for (Slot slot = 0; slot < m_graph.size(); ++slot) {
        if (!m_graph.isHidden(slot))
            best.offer({m_graph.idOf(slot), m_graph.similarity(coded, slot)});
    }
    return best.take();
}

/// The best k of those among the graph's `candidates` nearest ones that the filter lets through.
std::vector<Neighbour> GraphIndex::searchGraph(const Unit& query, std::size_t candidates, std::size_t k,
                                               const IdSet* among) const
{
    const CodedQuery coded = m_graph.code().query(query);
    TopNeighbours best(k);
    for (const Slot slot : m_graph.nearest(query, candidates)) {
        const PhotoId id = m_graph.idOf(slot);
        if (!among || std::binary_search(among->begin(), among->end(), id))
            best.offer({id, m_graph.similarity(coded, slot)});
    }
    return best.take();
}

/// Under the shared lock.
GraphIndex::Snapshot GraphIndex::takeSnapshot(std::uint64_t stamp) const
{
    Snapshot snapshot;
    GraphHeader& header = snapshot.header;
    header.dimension = static_cast<std::uint32_t>(dimension());
    header.links = static_cast<std::uint32_t>(m_graph.linksPerNode());
    header.slots = static_cast<std::uint32_t>(m_graph.size());
    header.entryPoint = m_graph.entryPoint();
    header.topLevel = m_graph.topLevel();
    header.linkBytes = static_cast<std::uint32_t>(m_graph.linkBytes());
    header.upperBytes = static_cast<std::uint32_t>(m_graph.upperLinkBytes());
    header.vectorBytes = static_cast<std::uint32_t>(m_graph.vectorBytes());
    header.stamp = stamp;
    snapshot.levels.reserve(header.slots);
    snapshot.ids.reserve(header.slots);
    snapshot.links.reserve(header.slots * m_graph.linkBytes());
    for (Slot slot = 0; slot < header.slots; ++slot) {
        const std::span<const std::byte> links = m_graph.links(slot);
        const std::span<const std::byte> upper = m_graph.upperLinks(slot);
        snapshot.links.insert(snapshot.links.end(), links.begin(), links.end());
        snapshot.upperLinks.insert(snapshot.upperLinks.end(), upper.begin(), upper.end());
        snapshot.levels.push_back(m_graph.level(slot));
        snapshot.ids.push_back(m_graph.idOf(slot).value);
    }
    return snapshot;
}

std::vector<std::byte> GraphIndex::vectorsOfSnapshot(Slot from, Slot to) const
{
    std::vector<std::byte> vectors;
    vectors.reserve((to - from) * m_graph.vectorBytes());
    const std::shared_lock lock(m_mutex);
    for (Slot slot = from; slot < to; ++slot) {
        const auto kept = m_writtenOver->find(slot);
        const std::span<const std::byte> vector =
            kept != m_writtenOver->end() ? std::span<const std::byte>(kept->second) : m_graph.vector(slot);
        vectors.insert(vectors.end(), vector.begin(), vector.end());
    }
    return vectors;
}

Result<void> GraphIndex::write(const Snapshot& snapshot, const std::filesystem::path& file) const
{
    Result<HnswFileWriter> writer = HnswFileWriter::create(file, snapshot.header, snapshot.levels);
    if (!writer)
        return fail(writer.error());
    Result<void> done = writer->write(snapshot.links);
    if (done)
        done = writer->write(snapshot.upperLinks);
    if (done)
        done = writer->write(std::as_bytes(std::span(snapshot.ids)));
    for (std::size_t from = 0; done && from < snapshot.header.slots; from += kCopiedAtOnce) {
        const std::size_t to = std::min<std::size_t>(snapshot.header.slots, from + kCopiedAtOnce);
        done = writer->write(vectorsOfSnapshot(static_cast<Slot>(from), static_cast<Slot>(to)));
    }
    return done ? writer->commit() : done;
}

Result<void> GraphIndex::save(const std::filesystem::path& file, std::uint64_t stamp) const
{
    const std::lock_guard saving(m_saving);
    const auto saved = guarded([&] {
        Snapshot snapshot;
        {
            const std::shared_lock lock(m_mutex);
            snapshot = takeSnapshot(stamp);
            m_writtenOver.emplace();
        }
        return write(snapshot, file);
    });
    const std::shared_lock lock(m_mutex);
    m_writtenOver.reset();
    if (saved)
        m_stamp = stamp;
    return saved;
}

/// Fills an empty index with what the reader has. After an error the index is only fit to be destroyed.
Result<void> GraphIndex::restore(HnswFileReader& reader)
{
    const GraphHeader& header = reader.header();
    const auto damaged = [] { return fail(ErrorCode::Corrupt, "The vector index is damaged."); };
    if (header.linkBytes != m_graph.linkBytes() || header.upperBytes != m_graph.upperLinkBytes() ||
        header.vectorBytes != m_graph.vectorBytes())
        return damaged();
    m_graph.restore(reader.levels(), header.entryPoint, header.topLevel);
    Result<void> done;
    std::vector<std::byte> links(kCopiedAtOnce * m_graph.linkBytes());
    for (std::size_t from = 0; done && from < header.slots; from += kCopiedAtOnce) {
        const std::size_t count = std::min<std::size_t>(header.slots - from, kCopiedAtOnce);
        done = reader.read(std::span(links).first(count * m_graph.linkBytes()));
        for (std::size_t i = 0; done && i < count; ++i)
            std::copy_n(links.begin() + static_cast<std::ptrdiff_t>(i * m_graph.linkBytes()), m_graph.linkBytes(),
                        m_graph.links(static_cast<Slot>(from + i)).begin());
    }
    for (Slot slot = 0; done && slot < header.slots; ++slot) {
        if (m_graph.level(slot) > 0)
            done = reader.read(m_graph.upperLinks(slot));
    }
    std::vector<std::int64_t> ids(header.slots);
    if (done)
        done = reader.read(std::as_writable_bytes(std::span(ids)));
    std::vector<std::byte> vectors(kCopiedAtOnce * m_graph.vectorBytes());
    for (std::size_t from = 0; done && from < header.slots; from += kCopiedAtOnce) {
        const std::size_t count = std::min<std::size_t>(header.slots - from, kCopiedAtOnce);
        done = reader.read(std::span(vectors).first(count * m_graph.vectorBytes()));
        for (std::size_t i = 0; done && i < count; ++i)
            std::copy_n(vectors.begin() + static_cast<std::ptrdiff_t>(i * m_graph.vectorBytes()), m_graph.vectorBytes(),
                        m_graph.vector(static_cast<Slot>(from + i)).begin());
    }
    if (done)
        done = reader.verify();
    if (!done)
        return done;

    if (!m_graph.linksAreSound())
        return damaged();
    m_slots.reserve(header.slots);
    for (Slot slot = 0; slot < header.slots; ++slot) {
        m_graph.setId(slot, PhotoId{ids[slot]});
        if (m_graph.isHidden(slot))
            m_free.push_back(slot);
        else if (!m_slots.emplace(PhotoId{ids[slot]}, slot).second)
            return damaged();
    }
    m_graph.setHidden(m_free.size());
    m_stamp = header.stamp;
    return {};
}

Result<void> checkOptions(int dimension, std::size_t capacity, const HnswOptions& options)
{
    if (dimension < 1 || dimension > kMaxDimension || capacity > kMaxSlots || options.links < 2 ||
        options.links > kMaxLinks || options.buildCandidates < 1 || options.searchCandidates < 1)
        return fail(ErrorCode::InvalidArgument, "These settings make no vector index.");
    return {};
}

} // namespace

Result<std::unique_ptr<HnswIndex>> HnswIndex::create(int dimension, std::size_t capacity, HnswOptions options)
{
    if (const Result<void> possible = checkOptions(dimension, capacity, options); !possible)
        return fail(possible.error());
    return guarded([&]() -> Result<std::unique_ptr<HnswIndex>> {
        return std::make_unique<GraphIndex>(dimension, capacity, options);
    });
}

Result<std::unique_ptr<HnswIndex>> HnswIndex::load(const std::filesystem::path& file, int dimension,
                                                   HnswOptions options)
{
    return guarded([&]() -> Result<std::unique_ptr<HnswIndex>> {
        Result<HnswFileReader> reader = HnswFileReader::open(file, dimension);
        if (!reader)
            return fail(reader.error());
        const GraphHeader& header = reader->header();
        if (header.links < 2 || header.links > static_cast<std::uint32_t>(kMaxLinks))
            return fail(ErrorCode::Corrupt, displayPath(file) + " is damaged.");
        options.links = static_cast<int>(header.links); // the graph was built with these
        if (const Result<void> possible = checkOptions(dimension, header.slots, options); !possible)
            return fail(possible.error());
        auto index = std::make_unique<GraphIndex>(dimension, header.slots, options);
        if (Result<void> done = index->restore(*reader); !done)
            return fail(done.error());
        return index;
    });
}

} // namespace vidimus::index
