#include "core/index/hnsw_graph.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <mutex>
#include <new>
#include <queue>

// Without hnswlib's own SIMD code: ours picks its instructions when the program runs, and hnswlib's prefetching reads
// past the end of link lists.
#define NO_MANUAL_VECTORIZATION
#include <hnswlib/hnswlib.h>

#include "core/base/huge_pages.h"
#include "core/index/mixed_bits.h"

#if defined(__SANITIZE_THREAD__)
// link() holds the lock of the new node while it takes those of its neighbours, which the detector of lock orders takes
// for a deadlock to come. It cannot come: a node is reached only by who searches after it began to connect on that
// level, and who waits for it has found it in a search before its own connecting; in a ring of waiting nodes each would
// have begun to connect before the one before it.
extern "C" const char* __tsan_default_options();
extern "C" const char* __tsan_default_options()
{
    return "detect_deadlocks=0";
}
#endif

namespace vidimus::index {

namespace {

/// A level with at most so many nodes is compared as a whole: no way into a remote group of pictures is missed there.
constexpr std::size_t kComparedAsWhole = 8192;
/// So many ways are followed side by side from one level to the next; when adding, fewer.
constexpr std::size_t kWaysDown = 48;
constexpr std::size_t kWaysDownToLink = 12;
constexpr int kMostLevels = 60;

using Waiting = std::priority_queue<std::pair<float, Slot>, std::vector<std::pair<float, Slot>>, std::greater<>>;
using NearestOfHnswlib = std::priority_queue<std::pair<float, Slot>, std::vector<std::pair<float, Slot>>,
                                             hnswlib::HierarchicalNSW<float>::CompareByFirst>;

// A vector in a node: high part, scale, low part.
const std::int8_t* highOf(const std::byte* vector)
{
    return static_cast<const std::int8_t*>(static_cast<const void*>(vector));
}

float scaleOf(const std::byte* vector, const VectorCode& code)
{
    float scale = 0.f;
    std::memcpy(&scale, vector + code.highBytes(), sizeof scale);
    return scale;
}

float distanceOf(const void* a, const void* b, const void* parameter)
{
    const auto& code = *static_cast<const VectorCode*>(parameter);
    const auto* one = static_cast<const std::byte*>(a);
    const auto* other = static_cast<const std::byte*>(b);
    return 1.f - code.between(highOf(one), scaleOf(one, code), highOf(other), scaleOf(other, code));
}

/// The cosine of coded vectors, as hnswlib wants a metric described: smaller is nearer.
class Space final : public hnswlib::SpaceInterface<float> {
public:
    explicit Space(const VectorCode& code) : m_code(code) {}

    std::size_t get_data_size() override { return m_code.highBytes() + sizeof(float) + m_code.lowBytes(); }
    hnswlib::DISTFUNC<float> get_dist_func() override { return distanceOf; }
    /// hnswlib hands it to distanceOf(), which does not change it.
    void* get_dist_func_param() override { return const_cast<VectorCode*>(&m_code); }

private:
    const VectorCode& m_code;
};

void fetchEarly([[maybe_unused]] const std::byte* vector, [[maybe_unused]] std::size_t bytes)
{
#if defined(__GNUC__) || defined(__clang__)
    for (std::size_t i = 0; i < bytes; i += 64)
        __builtin_prefetch(vector + i);
#endif
}

/// hnswlib's memory of which nodes were seen, for the time of one search.
class Visited {
public:
    explicit Visited(hnswlib::VisitedListPool& pool) : m_pool(pool), m_list(pool.getFreeVisitedList()) {}
    ~Visited() { m_pool.releaseVisitedList(m_list); }
    Visited(const Visited&) = delete;
    Visited& operator=(const Visited&) = delete;

    bool firstTime(Slot slot) { return std::exchange(m_list->mass[slot], m_list->curV) != m_list->curV; }

private:
    hnswlib::VisitedListPool& m_pool;
    hnswlib::VisitedList* const m_list;
};

/// How many upper levels a node has: n with probability 1/links^n.
int levelFor(Slot slot, double perLevel)
{
    const double evenly = (static_cast<double>(mixedBits(slot) >> 11) + 1) / 9007199254740993.0;
    return std::min(kMostLevels, static_cast<int>(-std::log(evenly) * perLevel));
}

} // namespace

class HnswGraph::Private {
public:
    Private(const VectorCode& code, std::size_t capacity, int links, int buildCandidates)
        : space(code)
        , graph(&space, std::max<std::size_t>(capacity, 16), static_cast<std::size_t>(links),
                static_cast<std::size_t>(buildCandidates))
    {}

    Space space;
    hnswlib::HierarchicalNSW<float> graph;
    std::mutex top; ///< guards entry point and top level while nodes are linked
};

HnswGraph::HnswGraph(int dimension, std::size_t capacity, int links, int buildCandidates)
    : m_code(dimension, CodeDepth::Bits12), d(std::make_unique<Private>(m_code, capacity, links, buildCandidates))
{
    preferHugePages(d->graph.data_level0_memory_, d->graph.max_elements_ * d->graph.size_data_per_element_);
}

HnswGraph::~HnswGraph() = default;

std::size_t HnswGraph::size() const
{
    return d->graph.cur_element_count;
}

void HnswGraph::hide(Slot slot)
{
    d->graph.markDeletedInternal(slot);
}

bool HnswGraph::isHidden(Slot slot) const
{
    return d->graph.isMarkedDeleted(slot);
}

PhotoId HnswGraph::idOf(Slot slot) const
{
    return PhotoId{static_cast<std::int64_t>(d->graph.getExternalLabel(slot))};
}

std::size_t HnswGraph::linkBytes() const
{
    return d->graph.size_links_level0_;
}

std::size_t HnswGraph::upperLinkBytes() const
{
    return d->graph.size_links_per_element_;
}

std::size_t HnswGraph::vectorBytes() const
{
    return d->graph.data_size_;
}

std::size_t HnswGraph::linksPerNode() const
{
    return d->graph.M_;
}

int HnswGraph::level(Slot slot) const
{
    return d->graph.element_levels_[slot];
}

int HnswGraph::topLevel() const
{
    return d->graph.maxlevel_;
}

Slot HnswGraph::entryPoint() const
{
    return d->graph.enterpoint_node_;
}

void HnswGraph::setId(Slot slot, PhotoId id)
{
    d->graph.setExternalLabel(slot, static_cast<hnswlib::labeltype>(id.value));
}

void HnswGraph::setHidden(std::size_t count)
{
    d->graph.num_deleted_ = count;
}

void HnswGraph::reserve(std::size_t capacity)
{
    if (capacity <= d->graph.max_elements_)
        return;
    d->graph.resizeIndex(std::max(capacity, d->graph.max_elements_ + d->graph.max_elements_ / 2));
    preferHugePages(d->graph.data_level0_memory_, d->graph.max_elements_ * d->graph.size_data_per_element_);
}

void HnswGraph::addLevels(Slot slot, int level)
{
    d->graph.element_levels_[slot] = level;
    if (level == 0)
        return;
    const auto levels = static_cast<std::size_t>(level);
    if (m_upper.size() < levels)
        m_upper.resize(levels);
    // hnswlib frees this itself, hence not new; one byte more than needed, as it asks for when it adds.
    void* const memory = std::calloc(1, levels * upperLinkBytes() + 1);
    if (!memory) {
        d->graph.element_levels_[slot] = 0;
        throw std::bad_alloc();
    }
    d->graph.linkLists_[slot] = static_cast<char*>(memory);
    for (std::size_t i = 0; i < levels; ++i)
        m_upper[i].push_back(slot);
}

Slot HnswGraph::append()
{
    const auto slot = static_cast<Slot>(size());
    std::memset(d->graph.data_level0_memory_ + slot * d->graph.size_data_per_element_, 0,
                d->graph.size_data_per_element_);
    addLevels(slot, levelFor(slot, d->graph.mult_));
    d->graph.cur_element_count = slot + std::size_t{1};
    return slot;
}

void HnswGraph::fill(Slot slot, PhotoId id, std::span<const float> unit)
{
    setId(slot, id);
    encode(unit, vector(slot).data());
}

void HnswGraph::encode(std::span<const float> unit, std::byte* vector) const
{
    const float scale = m_code.encode(unit, static_cast<std::int8_t*>(static_cast<void*>(vector)),
                                      vector + m_code.highBytes() + sizeof(float));
    std::memcpy(vector + m_code.highBytes(), &scale, sizeof scale);
}

float HnswGraph::distance(const std::byte* query, Slot slot) const
{
    return distanceOf(query, d->graph.getDataByInternalId(slot), &m_code);
}

/// A copy, because who links changes lists.
template <bool BesideLink>
void HnswGraph::copyLinks(Slot slot, int level, std::vector<Slot>& links) const
{
    std::unique_lock<std::mutex> lock;
    if constexpr (BesideLink)
        lock = std::unique_lock(d->graph.link_list_locks_[slot]);
    hnswlib::linklistsizeint* const list = d->graph.get_linklist_at_level(slot, level);
    links.assign(list + 1, list + 1 + d->graph.getListCount(list));
}

/// The nearest node that steps downhill lead to.
template <bool BesideLink>
HnswGraph::Reached HnswGraph::descend(const std::byte* query, Reached from, int fromLevel, int toLevel) const
{
    std::vector<Slot> links;
    for (int level = fromLevel; level >= toLevel; --level) {
        for (bool moved = true; moved;) {
            moved = false;
            copyLinks<BesideLink>(from.second, level, links);
            for (const Slot next : links) {
                if (const float there = distance(query, next); there < from.first) {
                    from = {there, next};
                    moved = true;
                }
            }
        }
    }
    return from;
}

/// From the nodes reached to the `candidates` nearest ones of a level, best first in the search, in a heap when done.
/// Hidden nodes are ways and no ends: on level 0 they are not among them.
template <bool BesideLink>
void HnswGraph::spread(const std::byte* query, int level, std::size_t candidates, std::vector<Reached>& reached) const
{
    Visited visited(*d->graph.visited_list_pool_);
    Waiting waiting;
    std::vector<Reached> best; // a heap, the farthest in front
    best.reserve(candidates + 1);
    const auto take = [&](const Reached& node) {
        waiting.push(node);
        if (level == 0 && isHidden(node.second))
            return;
        best.push_back(node);
        std::push_heap(best.begin(), best.end());
        if (best.size() > candidates) {
            std::pop_heap(best.begin(), best.end());
            best.pop_back();
        }
    };
    for (const Reached& node : reached) {
        if (visited.firstTime(node.second))
            take(node);
    }
    std::vector<Slot> links;
    std::vector<Slot> fresh;
    while (!waiting.empty()) {
        const Reached node = waiting.top();
        if (best.size() == candidates && node.first > best.front().first)
            break;
        waiting.pop();
        fresh.clear();
        copyLinks<BesideLink>(node.second, level, links);
        for (const Slot next : links) {
            if (visited.firstTime(next)) {
                fresh.push_back(next);
                fetchEarly(vector(next).data(), fresh.size() <= 2 ? m_code.highBytes() : 64);
            }
        }
        for (std::size_t i = 0; i < fresh.size(); ++i) {
            if (i + 2 < fresh.size())
                fetchEarly(vector(fresh[i + 2]).data(), m_code.highBytes());
            const float there = distance(query, fresh[i]);
            if (best.size() < candidates || there < best.front().first)
                take({there, fresh[i]});
        }
    }
    reached = std::move(best);
}

void HnswGraph::link(Slot slot)
{
    const std::byte* const self = vector(slot).data();
    const int level = this->level(slot);
    // Held to the end: who comes by on an upper level waits here until the lower ones are there.
    const std::lock_guard building(d->graph.link_list_locks_[slot]);
    std::unique_lock top(d->top);
    const int topLevel = d->graph.maxlevel_;
    const Slot entry = d->graph.enterpoint_node_;
    if (level <= topLevel)
        top.unlock(); // otherwise it becomes the entry point, and others begin there or after it
    if (topLevel >= 0) {
        std::vector<Reached> reached{{distance(self, entry), entry}};
        const int waysFrom = std::min(topLevel, 1); // one way down to there, several from there on
        reached.front() = descend<true>(self, reached.front(), topLevel, std::max(level, waysFrom) + 1);
        if (level == 0 && waysFrom == 1)
            spread<true>(self, 1, kWaysDownToLink, reached);
        for (int at = std::min(level, topLevel); at >= 0; --at) {
            const Reached begin = reached.front();
            spread<true>(self, at, d->graph.ef_construction_, reached);
            if (reached.empty())
                reached.push_back(begin); // everything is hidden
            NearestOfHnswlib candidates(typename hnswlib::HierarchicalNSW<float>::CompareByFirst(), reached);
            d->graph.mutuallyConnectNewElement(self, slot, candidates, at, false);
        }
    }
    if (level > topLevel) {
        d->graph.enterpoint_node_ = slot;
        d->graph.maxlevel_ = level;
    }
}

void HnswGraph::replace(Slot slot, PhotoId id, std::span<const float> unit)
{
    if (isHidden(slot))
        d->graph.unmarkDeletedInternal(slot);
    setId(slot, id);
    std::vector<std::byte> vector(vectorBytes());
    encode(unit, vector.data());
    d->graph.updatePoint(vector.data(), slot, 1.f);
}

/// Where a search begins: the nearest of the lowest level that is small enough to look at all of it, and from there
/// down to level 1.
std::vector<HnswGraph::Reached> HnswGraph::entries(const std::byte* query) const
{
    const auto whole = std::find_if(m_upper.begin(), m_upper.end(),
                                    [](const std::vector<Slot>& slots) { return slots.size() <= kComparedAsWhole; });
    if (whole == m_upper.end() || whole->empty())
        return {{distance(query, entryPoint()), entryPoint()}};
    std::vector<Reached> reached;
    reached.reserve(whole->size());
    for (std::size_t i = 0; i < whole->size(); ++i) {
        if (i + 4 < whole->size())
            fetchEarly(vector((*whole)[i + 4]).data(), m_code.highBytes());
        reached.emplace_back(distance(query, (*whole)[i]), (*whole)[i]);
    }
    if (reached.size() > kWaysDown) {
        std::nth_element(reached.begin(), reached.begin() + kWaysDown, reached.end());
        reached.resize(kWaysDown);
    }
    for (auto level = static_cast<int>(whole - m_upper.begin()); level >= 1; --level)
        spread<false>(query, level, kWaysDown, reached);
    return reached;
}

std::vector<Slot> HnswGraph::nearest(std::span<const float> unit, std::size_t candidates) const
{
    if (size() == 0)
        return {};
    std::vector<std::byte> query(vectorBytes());
    encode(unit, query.data());
    std::vector<Reached> reached = entries(query.data());
    spread<false>(query.data(), 0, candidates, reached);
    std::vector<Slot> slots;
    slots.reserve(reached.size());
    for (const Reached& node : reached)
        slots.push_back(node.second);
    return slots;
}

float HnswGraph::similarity(const CodedQuery& query, Slot slot) const
{
    const std::byte* const bytes = vector(slot).data();
    return m_code.closely(query, highOf(bytes), bytes + m_code.highBytes() + sizeof(float), scaleOf(bytes, m_code));
}

std::span<std::byte> HnswGraph::links(Slot slot)
{
    return std::as_writable_bytes(
        std::span(d->graph.data_level0_memory_ + slot * d->graph.size_data_per_element_, linkBytes()));
}

std::span<const std::byte> HnswGraph::links(Slot slot) const
{
    return const_cast<HnswGraph*>(this)->links(slot);
}

std::span<std::byte> HnswGraph::upperLinks(Slot slot)
{
    const auto levels = static_cast<std::size_t>(level(slot));
    if (levels == 0)
        return {};
    return std::as_writable_bytes(std::span(d->graph.linkLists_[slot], levels * upperLinkBytes()));
}

std::span<const std::byte> HnswGraph::upperLinks(Slot slot) const
{
    return const_cast<HnswGraph*>(this)->upperLinks(slot);
}

std::span<std::byte> HnswGraph::vector(Slot slot)
{
    return std::as_writable_bytes(std::span(d->graph.getDataByInternalId(slot), vectorBytes()));
}

std::span<const std::byte> HnswGraph::vector(Slot slot) const
{
    return const_cast<HnswGraph*>(this)->vector(slot);
}

void HnswGraph::restore(std::span<const int> levels, Slot entryPoint, int topLevel)
{
    reserve(levels.size());
    std::memset(d->graph.data_level0_memory_, 0, levels.size() * d->graph.size_data_per_element_);
    for (Slot slot = 0; slot < levels.size(); ++slot) {
        addLevels(slot, levels[slot]);
        d->graph.cur_element_count = slot + std::size_t{1};
    }
    d->graph.enterpoint_node_ = entryPoint;
    d->graph.maxlevel_ = topLevel;
}

bool HnswGraph::linksAreSound() const
{
    const std::size_t slots = size();
    if (slots == 0)
        return d->graph.maxlevel_ == -1;
    if (entryPoint() >= slots || level(entryPoint()) != topLevel())
        return false;
    for (Slot slot = 0; slot < slots; ++slot) {
        for (int at = 0; at <= level(slot); ++at) {
            hnswlib::linklistsizeint* const list = d->graph.get_linklist_at_level(slot, at);
            const std::size_t count = d->graph.getListCount(list);
            if (count > (at == 0 ? d->graph.maxM0_ : d->graph.maxM_))
                return false;
            const std::span<const Slot> links(list + 1, count);
            if (!std::all_of(links.begin(), links.end(), [&](Slot to) { return to < slots && level(to) >= at; }))
                return false;
        }
    }
    return true;
}

} // namespace vidimus::index
