#include "core/search/library_index.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <iterator>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <system_error>
#include <thread>
#include <utility>

#include "core/index/exact_index.h"
#include "core/index/hnsw_index.h"
#include "core/storage/library.h"

namespace vidimus::search {

namespace {

namespace fs = std::filesystem;

/// How many vectors are asked back one by one to see whether an index is the database's.
constexpr std::size_t kVerifySample = 64;
/// How many vectors are read from the database before the graph takes them, on all processors.
constexpr std::size_t kAddedAtOnce = 2048;

} // namespace

/// Two representations, one of which answers: all vectors side by side, or a graph. Changes made while a graph is being
/// built are kept in a journal and brought to it before it takes over.
class LibraryIndex::Private {
public:
    Private(storage::Library& library, storage::VectorStore vectors, int dimension, LibraryIndexOptions options)
        : m_library(library)
        , m_vectors(std::move(vectors))
        , m_dimension(dimension)
        , m_options(options)
        , m_exact(index::makeExactIndex(dimension))
    {}

    ~Private()
    {
        m_loader.request_stop();
        if (m_loader.joinable())
            m_loader.join();
        stopBuilding();
    }

    const storage::VectorStore& vectors() const { return m_vectors; }

    void loadInBackground()
    {
        {
            const std::unique_lock lock(m_mutex);
            m_loading = true;
        }
        m_loader = std::jthread([this](std::stop_token stop) { (void)load(stop, true); });
    }

    Result<void> load(std::stop_token stop, bool fromFile)
    {
        {
            const std::unique_lock lock(m_mutex);
            m_loading = true;
        }
        auto loaded = read(stop, fromFile);
        const std::unique_lock lock(m_mutex);
        if (loaded)
            applyJournal(answering());
        m_journal.clear();
        m_loadError = loaded ? std::nullopt : std::optional(loaded.error());
        m_loading = false;
        m_loaded.notify_all();
        startBuildingIfLarge();
        return loaded;
    }

    Result<void> add(PhotoId photo, std::span<const float> vector)
    {
        const std::unique_lock lock(m_mutex);
        if (m_building || m_loading)
            m_journal.push_back({photo, Embedding(vector.begin(), vector.end())});
        m_changed = true;
        auto added = answering().add(photo, vector);
        startBuildingIfLarge();
        return added;
    }

    void remove(std::span<const PhotoId> photos)
    {
        const std::unique_lock lock(m_mutex);
        for (const PhotoId photo : photos) {
            if (m_building || m_loading)
                m_journal.push_back({photo, {}});
            m_changed = answering().remove(photo) || m_changed;
        }
    }

    Result<std::vector<index::Neighbour>> search(std::span<const float> query, std::size_t k,
                                                 const index::IdSet* among) const
    {
        const std::shared_lock lock(m_mutex);
        return answering().search(query, k, among);
    }

    std::size_t size() const
    {
        const auto lock = whenLoaded();
        return answering().size();
    }

    index::IdSet photos() const
    {
        const auto lock = whenLoaded();
        return answering().ids();
    }

    std::string kind() const
    {
        const std::shared_lock lock(m_mutex);
        return kindName();
    }

    std::string note() const
    {
        const std::shared_lock lock(m_mutex);
        return m_building ? "The search index is being built; until then a search takes longer." : "";
    }

    Result<void> save()
    {
        const auto revision = m_vectors.revision();
        if (!revision)
            return fail(revision.error());
        const auto lock = whenLoaded();
        if (!m_graph || !m_changed || !m_library.writable())
            return {};
        std::error_code error;
        fs::create_directories(file().parent_path(), error);
        // The revision was read before: at worst the next start brings in again what the graph has already.
        auto saved = m_graph->save(file(), *revision);
        if (saved)
            m_changed = false;
        return saved;
    }

    Result<std::string> verify() const
    {
        const auto stored = m_vectors.photos();
        if (!stored)
            return fail(stored.error());
        const auto lock = whenLoaded();
        if (m_loadError)
            return fail(*m_loadError);
        if (auto agrees = compare(answering(), *stored); !agrees)
            return fail(agrees.error());
        return std::to_string(stored->size()) + " vectors, " + kindName();
    }

    void forgetFile()
    {
        stopBuilding();
        std::error_code ignored;
        fs::remove(file(), ignored);
    }

private:
    struct Change {
        PhotoId photo;
        Embedding vector; ///< empty: removed
    };

    /// One for each embedding model, so that going back to an earlier model finds its graph.
    fs::path file() const { return m_library.cacheFile(m_vectors.model(), "hnsw"); }

    const char* kindName() const
    {
        if (m_graph)
            return "HNSW";
        return m_building ? "exact while the HNSW graph is built" : "exact";
    }

    /// Whether an index holds just these photos and, as far as a sample tells, the database's vectors for them.
    Result<void> compare(const index::VectorIndex& index, const std::vector<PhotoId>& stored) const
    {
        if (index.ids() != stored) {
            return fail(ErrorCode::Corrupt, "The search index has " + std::to_string(index.size()) +
                                                " pictures, the database " + std::to_string(stored.size()) +
                                                ", or others.");
        }
        const std::size_t step = std::max<std::size_t>(1, stored.size() / kVerifySample);
        for (std::size_t i = 0; i < stored.size(); i += step) {
            const auto vector = m_vectors.embedding(stored[i]);
            if (!vector)
                return fail(vector.error());
            if (!*vector)
                continue; // removed this very moment
            const index::IdSet only{stored[i]};
            const auto found = index.search(**vector, 1, &only);
            if (!found || found->empty() || found->front().similarity < 0.99f)
                return fail(ErrorCode::Corrupt,
                            "The search index has another vector for picture " + std::to_string(stored[i].value) + ".");
        }
        return {};
    }

    /// The vectors of the database, or of the file where it is level with it.
    Result<void> read(std::stop_token stop, bool fromFile)
    {
        const auto photos = m_vectors.photos();
        if (!photos)
            return fail(photos.error());
        if (photos->size() > m_options.exactUpTo && fromFile && loadGraph(*photos, stop))
            return {};

        auto exact = index::makeExactIndex(m_dimension);
        auto read = m_vectors.each(
            0, [&](PhotoId photo, std::span<const float> vector) { (void)exact->add(photo, vector); }, stop);
        if (!read)
            return read;
        const std::unique_lock lock(m_mutex);
        m_graph.reset();
        m_exact = std::move(exact);
        return {};
    }

    /// Under the lock.
    void applyJournal(index::VectorIndex& index) const
    {
        for (const Change& change : m_journal) {
            if (change.vector.empty())
                index.remove(change.photo);
            else
                (void)index.add(change.photo, change.vector);
        }
    }

    std::shared_lock<std::shared_mutex> whenLoaded() const
    {
        std::shared_lock lock(m_mutex);
        m_loaded.wait(lock, [&] { return !m_loading; });
        return lock;
    }

    index::VectorIndex& answering() { return m_graph ? static_cast<index::VectorIndex&>(*m_graph) : *m_exact; }
    const index::VectorIndex& answering() const { return const_cast<Private*>(this)->answering(); }

    /// Takes the graph file when it is sound, and brings it level with the database. False: build anew.
    bool loadGraph(const std::vector<PhotoId>& stored, std::stop_token stop)
    {
        auto graph = index::HnswIndex::load(file(), m_dimension);
        const auto revision = m_vectors.revision();
        // A stamp from the future: the database was put back to an earlier state, and numbers mean other photos.
        if (!graph || !revision || (*graph)->stamp() > *revision)
            return false;
        const std::vector<PhotoId> had = (*graph)->ids();
        std::vector<PhotoId> gone;
        std::set_difference(had.begin(), had.end(), stored.begin(), stored.end(), std::back_inserter(gone));
        for (const PhotoId photo : gone)
            (*graph)->remove(photo);
        std::vector<PhotoId> added;
        const auto read = m_vectors.each((*graph)->stamp(),
                                         [&](PhotoId photo, std::span<const float> vector) {
                                             (void)(*graph)->add(photo, vector);
                                             added.push_back(photo);
                                         },
                                         stop);
        std::vector<PhotoId> expected; // pictures may have come in since `stored` was read
        std::set_union(stored.begin(), stored.end(), added.begin(), added.end(), std::back_inserter(expected));
        // The file of another library passes every check of its own.
        if (!read || !compare(**graph, expected))
            return false;
        const std::unique_lock lock(m_mutex);
        m_graph = std::move(*graph);
        m_exact = index::makeExactIndex(m_dimension);
        m_changed = !added.empty() || !gone.empty();
        return true;
    }

    /// Under the lock.
    void startBuildingIfLarge()
    {
        if (m_graph || m_building || m_loading || m_exact->size() <= m_options.exactUpTo)
            return;
        m_building = true;
        m_journal.clear();
        if (m_builder.joinable())
            m_builder.join(); // it ended: m_building was false
        m_builder = std::jthread([this](std::stop_token stop) { build(stop); });
    }

    void build(std::stop_token stop)
    {
        auto graph = buildGraph(stop);
        {
            const std::unique_lock lock(m_mutex);
            m_building = false;
            if (graph)
                applyJournal(**graph);
            m_journal.clear();
            if (!graph)
                return; // exact answers go on; the next start or the next picture tries again
            m_graph = std::move(*graph);
            m_exact = index::makeExactIndex(m_dimension);
            m_changed = true;
        }
        (void)save();
    }

    Result<std::unique_ptr<index::HnswIndex>> buildGraph(std::stop_token stop)
    {
        std::size_t count = 0;
        {
            const std::shared_lock lock(m_mutex);
            count = answering().size();
        }
        auto graph = index::HnswIndex::create(m_dimension, count + count / 16);
        if (!graph)
            return graph;
        std::vector<PhotoId> photos;
        std::vector<float> vectors;
        const auto addThem = [&] {
            const auto dimension = static_cast<std::size_t>(m_dimension);
            // It takes all or none, and a vector that is no good must not keep the others out.
            if (!stop.stop_requested() && !(*graph)->addMany(photos, vectors)) {
                for (std::size_t i = 0; i < photos.size(); ++i)
                    (void)(*graph)->add(photos[i], std::span(vectors).subspan(i * dimension, dimension));
            }
            photos.clear();
            vectors.clear();
        };
        const auto read = m_vectors.each(
            0,
            [&](PhotoId photo, std::span<const float> vector) {
                if (vector.size() != static_cast<std::size_t>(m_dimension))
                    return;
                photos.push_back(photo);
                vectors.insert(vectors.end(), vector.begin(), vector.end());
                if (photos.size() == kAddedAtOnce)
                    addThem();
            },
            stop);
        if (!read)
            return fail(read.error());
        addThem();
        return graph;
    }

    void stopBuilding()
    {
        m_builder.request_stop();
        if (m_builder.joinable())
            m_builder.join();
    }

    const storage::Library& m_library;
    const storage::VectorStore m_vectors;
    const int m_dimension;
    const LibraryIndexOptions m_options;

    mutable std::shared_mutex m_mutex; ///< guards which representation answers, the journal and the flags
    std::unique_ptr<index::VectorIndex> m_exact;
    std::unique_ptr<index::HnswIndex> m_graph; ///< answers when there
    bool m_loading = false;
    std::optional<Error> m_loadError;
    mutable std::condition_variable_any m_loaded;
    bool m_building = false;
    std::vector<Change> m_journal;       ///< changes since loading or building began, which may not see them
    std::atomic<bool> m_changed = false; ///< since the graph file was written

    // Last: they use everything above.
    std::jthread m_builder;
    std::jthread m_loader;
};

LibraryIndex::LibraryIndex(storage::Library& library, int dimension, LibraryIndexOptions options)
    : LibraryIndex(library, library.vectors(), dimension, options)
{}

LibraryIndex::LibraryIndex(storage::Library& library, storage::VectorStore vectors, int dimension,
                           LibraryIndexOptions options)
    : d(std::make_unique<Private>(library, std::move(vectors), dimension, options))
{}

LibraryIndex::~LibraryIndex() = default;

const storage::VectorStore& LibraryIndex::vectors() const
{
    return d->vectors();
}

Result<void> LibraryIndex::load(std::stop_token stop)
{
    return d->load(stop, true);
}

void LibraryIndex::loadInBackground()
{
    d->loadInBackground();
}

Result<void> LibraryIndex::add(PhotoId photo, std::span<const float> vector)
{
    return d->add(photo, vector);
}

void LibraryIndex::remove(std::span<const PhotoId> photos)
{
    d->remove(photos);
}

std::size_t LibraryIndex::size() const
{
    return d->size();
}

Result<std::vector<index::Neighbour>> LibraryIndex::search(std::span<const float> query, std::size_t k,
                                                           const index::IdSet* among) const
{
    return d->search(query, k, among);
}

index::IdSet LibraryIndex::photos() const
{
    return d->photos();
}

std::string LibraryIndex::kind() const
{
    return d->kind();
}

std::string LibraryIndex::note() const
{
    return d->note();
}

Result<void> LibraryIndex::save()
{
    return d->save();
}

Result<std::string> LibraryIndex::verify() const
{
    return d->verify();
}

Result<void> LibraryIndex::rebuild(std::stop_token stop)
{
    d->forgetFile();
    return d->load(stop, false);
}

} // namespace vidimus::search
