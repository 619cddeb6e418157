#include "core/index/hnsw_index.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdlib>
#include <exception>
#include <mutex>
#include <new>
#include <optional>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <utility>

// Without hnswlib's own SIMD code: ours picks its instructions when the program runs, and hnswlib's prefetching reads
// past the end of link lists.
#define NO_MANUAL_VECTORIZATION
#include <hnswlib/hnswlib.h>

#include "core/base/path_text.h"
#include "core/index/dot_product.h"
#include "core/index/hnsw_file.h"
#include "core/index/top_neighbours.h"
#include "core/index/unit_vector.h"

#if defined(__SANITIZE_THREAD__)
// hnswlib takes the locks of neighbouring nodes in whatever order the graph gives, and leaves it to chance that no two
// additions deadlock. Here they never run side by side (m_mutex), which the detector of lock orders cannot see.
extern "C" const char* __tsan_default_options();
extern "C" const char* __tsan_default_options()
{
    return "detect_deadlocks=0";
}
#endif

namespace vidimus::index {

namespace {

using Graph = hnswlib::HierarchicalNSW<float>;
using Slot = hnswlib::tableint;

/// About how many vectors a graph search compares for each candidate it keeps. Measured; it only decides when comparing
/// with all of them is as quick.
constexpr std::size_t kComparisonsPerCandidate = 24;
constexpr std::size_t kMaxSlots = std::size_t{1} << 31;
constexpr int kMaxDimension = 65536;
constexpr int kMaxLinks = 1024;

/// Inner product over unit vectors, as hnswlib wants a metric described: smaller is nearer.
class CosineSpace final : public hnswlib::SpaceInterface<float> {
public:
    explicit CosineSpace(std::size_t dimension) : m_parameters{dotProductForThisCpu(), dimension} {}

    std::size_t get_data_size() override { return m_parameters.dimension * sizeof(float); }
    hnswlib::DISTFUNC<float> get_dist_func() override { return distance; }
    void* get_dist_func_param() override { return &m_parameters; }

    float similarity(const float* a, const float* b) const { return m_parameters.dot(a, b, m_parameters.dimension); }

private:
    struct Parameters {
        DotProduct dot;
        std::size_t dimension;
    };

    static float distance(const void* a, const void* b, const void* parameters)
    {
        const auto& p = *static_cast<const Parameters*>(parameters);
        return 1.f - p.dot(static_cast<const float*>(a), static_cast<const float*>(b), p.dimension);
    }

    Parameters m_parameters;
};

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

hnswlib::labeltype labelOf(PhotoId id)
{
    return static_cast<hnswlib::labeltype>(id.value);
}

PhotoId idOf(hnswlib::labeltype label)
{
    return PhotoId{static_cast<std::int64_t>(label)};
}

class GraphIndex final : public HnswIndex {
public:
    GraphIndex(int dimension, std::size_t capacity, const HnswOptions& options)
        : m_dimension(dimension)
        , m_options(options)
        , m_space(static_cast<std::size_t>(dimension))
        , m_graph(&m_space, std::max<std::size_t>(capacity, 16), static_cast<std::size_t>(options.links),
                  static_cast<std::size_t>(options.buildCandidates))
    {}

    int dimension() const override { return m_dimension; }
    std::size_t size() const override;
    bool contains(PhotoId id) const override;
    std::vector<PhotoId> ids() const override;
    Result<void> add(PhotoId id, std::span<const float> vector) override;
    bool remove(PhotoId id) override;
    Result<std::vector<Neighbour>> search(std::span<const float> query, std::size_t k,
                                          const IdSet* among) const override;
    Result<void> save(const std::filesystem::path& file, std::uint64_t stamp) const override;
    std::uint64_t stamp() const override { return m_stamp; }

    Result<void> restore(HnswFileReader& reader);

private:
    void insert(PhotoId id, const std::vector<float>& unit);
    const float* vectorOf(Slot slot) const;
    std::vector<Neighbour> searchExactly(const float* query, std::size_t k, const IdSet* among) const;
    std::vector<Neighbour> searchGraph(const float* query, std::size_t candidates, std::size_t k,
                                       const IdSet* among) const;
    std::span<const std::byte> nodes() const;
    std::span<std::byte> upperLinks(Slot slot) const;
    bool linksAreSound() const;

    const int m_dimension;
    const HnswOptions m_options;
    CosineSpace m_space;
    mutable std::shared_mutex m_mutex; ///< guards all below
    Graph m_graph;
    std::unordered_map<PhotoId, Slot> m_slots; ///< of what was not removed
    std::vector<Slot> m_free;                  ///< removed: still links of others' ways, never results
    mutable std::mutex m_saving;               ///< one file at a time
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

Result<void> GraphIndex::add(PhotoId id, std::span<const float> vector)
{
    const Result<std::vector<float>> unit = unitVector(vector, m_dimension);
    if (!unit)
        return fail(unit.error());
    const std::unique_lock lock(m_mutex);
    return guarded([&]() -> Result<void> {
        insert(id, *unit);
        return {};
    });
}

void GraphIndex::insert(PhotoId id, const std::vector<float>& unit)
{
    if (const auto found = m_slots.find(id); found != m_slots.end()) {
        m_graph.updatePoint(unit.data(), found->second, 1.f);
        return;
    }
    m_slots.reserve(m_slots.size() + 1);
    if (!m_free.empty()) {
        const Slot slot = m_free.back();
        m_graph.label_lookup_[labelOf(id)] = slot;
        m_graph.setExternalLabel(slot, labelOf(id));
        m_graph.unmarkDeletedInternal(slot);
        m_free.pop_back();
        m_slots.emplace(id, slot);
        m_graph.updatePoint(unit.data(), slot, 1.f);
        return;
    }
    if (m_graph.cur_element_count >= m_graph.max_elements_)
        m_graph.resizeIndex(m_graph.max_elements_ * 2);
    m_graph.addPoint(unit.data(), labelOf(id));
    m_slots.emplace(id, m_graph.label_lookup_.at(labelOf(id)));
}

bool GraphIndex::remove(PhotoId id)
{
    const std::unique_lock lock(m_mutex);
    const auto found = m_slots.find(id);
    if (found == m_slots.end())
        return false;
    const Slot slot = found->second;
    m_free.push_back(slot);
    m_slots.erase(found);
    m_graph.label_lookup_.erase(labelOf(id));
    m_graph.markDeletedInternal(slot);
    return true;
}

const float* GraphIndex::vectorOf(Slot slot) const
{
    return static_cast<const float*>(static_cast<const void*>(m_graph.getDataByInternalId(slot)));
}

Result<std::vector<Neighbour>> GraphIndex::search(std::span<const float> query, std::size_t k, const IdSet* among) const
{
    const Result<std::vector<float>> unit = unitVector(query, m_dimension);
    if (!unit)
        return fail(unit.error());
    const std::shared_lock lock(m_mutex);
    return guarded([&]() -> Result<std::vector<Neighbour>> {
        const std::size_t live = m_slots.size();
        const std::size_t eligible = among ? std::min(among->size(), live) : live;
        const std::size_t wanted = std::min(k, eligible);
        if (wanted == 0)
            return std::vector<Neighbour>();
        if (among && eligible <= m_options.exactBelow)
            return searchExactly(unit->data(), wanted, among);

        // A filter lets `eligible` of `live` through, so as many more candidates are needed, and more still where
        // the photos it lets through lie far from the query.
        const std::size_t kept = std::max(static_cast<std::size_t>(m_options.searchCandidates), 2 * wanted);
        std::size_t candidates = (kept * live + eligible - 1) / eligible;
        for (; candidates * kComparisonsPerCandidate < eligible; candidates *= 4) {
            std::vector<Neighbour> found = searchGraph(unit->data(), candidates, wanted, among);
            if (found.size() == wanted)
                return found;
        }
        return searchExactly(unit->data(), wanted, among);
    });
}

std::vector<Neighbour> GraphIndex::searchExactly(const float* query, std::size_t k, const IdSet* among) const
{
    TopNeighbours best(k);
    const auto compare = [&](PhotoId id, Slot slot) {
        best.offer({id, std::clamp(m_space.similarity(query, vectorOf(slot)), -1.f, 1.f)});
    };
    if (among) {
        for (const PhotoId id : *among) {
            if (const auto found = m_slots.find(id); found != m_slots.end())
                compare(id, found->second);
        }
        return best.take();
    }
    // By slot, because memory is quickest in its order.
    for (Slot slot = 0; slot < m_graph.cur_element_count; ++slot) {
        if (!m_graph.isMarkedDeleted(slot))
            compare(idOf(m_graph.getExternalLabel(slot)), slot);
    }
    return best.take();
}

/// The best k of those among the graph's `candidates` nearest ones that the filter lets through.
std::vector<Neighbour> GraphIndex::searchGraph(const float* query, std::size_t candidates, std::size_t k,
                                               const IdSet* among) const
{
    auto nearest = m_graph.searchKnn(query, candidates);
    TopNeighbours best(k);
    for (; !nearest.empty(); nearest.pop()) {
        const PhotoId id = idOf(nearest.top().second);
        if (!among || std::binary_search(among->begin(), among->end(), id))
            best.offer({id, std::clamp(1.f - nearest.top().first, -1.f, 1.f)});
    }
    return best.take();
}

std::span<const std::byte> GraphIndex::nodes() const
{
    return std::as_bytes(
        std::span(m_graph.data_level0_memory_, m_graph.cur_element_count * m_graph.size_data_per_element_));
}

std::span<std::byte> GraphIndex::upperLinks(Slot slot) const
{
    const auto levels = static_cast<std::size_t>(m_graph.element_levels_[slot]);
    if (levels == 0)
        return {};
    return std::as_writable_bytes(std::span(m_graph.linkLists_[slot], levels * m_graph.size_links_per_element_));
}

Result<void> GraphIndex::save(const std::filesystem::path& file, std::uint64_t stamp) const
{
    const std::lock_guard saving(m_saving);
    const std::shared_lock lock(m_mutex);
    return guarded([&]() -> Result<void> {
        GraphHeader header;
        header.dimension = static_cast<std::uint32_t>(m_dimension);
        header.links = static_cast<std::uint32_t>(m_graph.M_);
        header.slots = static_cast<std::uint32_t>(m_graph.cur_element_count);
        header.entryPoint = m_graph.enterpoint_node_;
        header.topLevel = m_graph.maxlevel_;
        header.nodeBytes = static_cast<std::uint32_t>(m_graph.size_data_per_element_);
        header.upperBytes = static_cast<std::uint32_t>(m_graph.size_links_per_element_);
        header.stamp = stamp;
        Result<HnswFileWriter> writer =
            HnswFileWriter::create(file, header, std::span(m_graph.element_levels_).first(header.slots));
        if (!writer)
            return fail(writer.error());
        Result<void> done = writer->write(nodes());
        for (Slot slot = 0; done && slot < header.slots; ++slot)
            done = writer->write(upperLinks(slot));
        if (done)
            done = writer->commit();
        if (done)
            m_stamp = stamp;
        return done;
    });
}

/// Fills an empty index with what the reader has. After an error the index is only fit to be destroyed.
Result<void> GraphIndex::restore(HnswFileReader& reader)
{
    const GraphHeader& header = reader.header();
    const auto damaged = [] { return fail(ErrorCode::Corrupt, "The vector index is damaged."); };
    if (header.nodeBytes != m_graph.size_data_per_element_ || header.upperBytes != m_graph.size_links_per_element_)
        return damaged();
    m_graph.cur_element_count = header.slots;
    if (Result<void> done = reader.read(std::as_writable_bytes(
            std::span(m_graph.data_level0_memory_, header.slots * m_graph.size_data_per_element_)));
        !done)
        return done;
    for (Slot slot = 0; slot < header.slots; ++slot) {
        const auto levels = static_cast<std::size_t>(reader.levels()[slot]);
        if (levels == 0)
            continue;
        // hnswlib frees this itself, hence malloc; one byte more than needed, as it asks for when it adds.
        void* const memory = std::malloc(levels * m_graph.size_links_per_element_ + 1);
        if (!memory)
            throw std::bad_alloc();
        m_graph.linkLists_[slot] = static_cast<char*>(memory);
        m_graph.element_levels_[slot] = static_cast<int>(levels);
        if (Result<void> done = reader.read(upperLinks(slot)); !done)
            return done;
    }
    if (Result<void> done = reader.verify(); !done)
        return done;

    m_graph.enterpoint_node_ = header.entryPoint;
    m_graph.maxlevel_ = header.topLevel;
    if (!linksAreSound())
        return damaged();
    for (Slot slot = 0; slot < header.slots; ++slot) {
        if (m_graph.isMarkedDeleted(slot)) {
            m_free.push_back(slot);
            continue;
        }
        const hnswlib::labeltype label = m_graph.getExternalLabel(slot);
        if (!m_slots.emplace(idOf(label), slot).second)
            return damaged();
        m_graph.label_lookup_[label] = slot;
    }
    m_graph.num_deleted_ = m_free.size();
    m_stamp = header.stamp;
    return {};
}

/// Whether every link leads to a node that exists on its level. The checksum speaks for the disk, this for whoever
/// wrote the file: hnswlib follows links without looking.
bool GraphIndex::linksAreSound() const
{
    const std::size_t slots = m_graph.cur_element_count;
    if (slots == 0)
        return m_graph.maxlevel_ == -1;
    if (m_graph.enterpoint_node_ >= slots || m_graph.element_levels_[m_graph.enterpoint_node_] != m_graph.maxlevel_)
        return false;
    for (Slot slot = 0; slot < slots; ++slot) {
        for (int level = 0; level <= m_graph.element_levels_[slot]; ++level) {
            hnswlib::linklistsizeint* const list = m_graph.get_linklist_at_level(slot, level);
            const std::size_t count = m_graph.getListCount(list);
            if (count > (level == 0 ? m_graph.maxM0_ : m_graph.maxM_))
                return false;
            const std::span<const Slot> links(list + 1, count);
            if (!std::all_of(links.begin(), links.end(),
                             [&](Slot to) { return to < slots && m_graph.element_levels_[to] >= level; }))
                return false;
        }
    }
    return true;
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
