#include "core/storage/library.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <system_error>

#include <SQLiteCpp/Database.h>

#include "core/base/make_folder.h"
#include "core/base/path_text.h"
#include "core/storage/database.h"

namespace vidimus::storage {

namespace {

namespace fs = std::filesystem;

constexpr const char* kCatalogueFile = "library.sqlite";
constexpr const char* kThumbnailFile = "thumbnails.sqlite";
/// What may lie in index/ for an embedder.
constexpr std::array<std::string_view, 2> kCaches{"hnsw", "prompts"};

void removeDatabase(const fs::path& file)
{
    std::error_code ignored;
    for (const char* suffix : {"", "-wal", "-shm"})
        fs::remove(fs::path(file).concat(suffix), ignored);
}

/// The thumbnails are a cache: one that cannot be used is made anew. Null when reading a library that has none.
Result<std::unique_ptr<Database>> openThumbnails(const fs::path& folder, Access access)
{
    const fs::path file = folder / kThumbnailFile;
    const DatabaseOptions options{access, Durability::ProcessCrash, 0};
    auto opened = Database::open(file, thumbnailSchema(), options);
    if (opened)
        return opened;
    if (access == Access::ReadOnly)
        return std::unique_ptr<Database>();
    if (opened.error().code != ErrorCode::Corrupt)
        return opened;
    removeDatabase(file);
    return Database::open(file, thumbnailSchema(), options);
}

} // namespace

Result<std::unique_ptr<Library>> Library::open(const fs::path& folder, const LibraryOptions& options)
{
    const bool writing = options.access == LibraryAccess::ReadWrite;
    const fs::path catalogue = folder / kCatalogueFile;
    std::optional<LibraryLock> lock;
    if (writing) {
        if (auto made = makeFolder(folder, "The library folder"); !made)
            return fail(made.error());
        auto acquired = LibraryLock::acquire(folder);
        if (!acquired)
            return fail(acquired.error());
        lock = std::move(*acquired);
    } else if (std::error_code error; !fs::exists(catalogue, error)) {
        return fail(ErrorCode::NotFound,
                    "There is no library in " + displayPath(folder) + ": import some pictures first.");
    }

    const Access access = writing ? Access::ReadWrite : Access::ReadOnly;
    auto database = Database::open(catalogue, librarySchema(), {access, Durability::PowerLoss, options.maxPages});
    if (!database)
        return fail(database.error());
    auto thumbnails = openThumbnails(folder, access);
    if (!thumbnails)
        return fail(thumbnails.error());
    return std::unique_ptr<Library>(new Library(folder, std::move(*database), std::move(*thumbnails), std::move(lock)));
}

Library::Library(fs::path folder, std::unique_ptr<Database> database, std::unique_ptr<Database> thumbnails,
                 std::optional<LibraryLock> lock)
    : m_folder(std::move(folder))
    , m_lock(std::move(lock))
    , m_database(std::move(database))
    , m_photos(*m_database)
    , m_query(*m_database, m_keys)
    , m_descriptions(*m_database, m_keys)
    , m_models(*m_database, m_keys)
    , m_failures(*m_database, m_keys)
    , m_importRequests(*m_database)
    , m_text(*m_database)
    , m_marks(*m_database)
    , m_tags(*m_database)
    , m_albums(*m_database)
    , m_edits(*m_database, m_marks, m_tags, m_albums)
    , m_filters(*m_database, m_keys)
    , m_searches(*m_database)
    , m_thumbnails(std::make_unique<ThumbnailStore>(std::move(thumbnails)))
{}

Library::~Library() = default;

bool Library::writable() const
{
    return m_database->writable();
}

Result<void> Library::useModels(const ModelRecord& captioner, const ModelRecord& embedder)
{
    const auto keyOf = [&](const ModelRecord& model) {
        return writable() ? m_descriptions.registerModel(model) : m_descriptions.findModel(model.id);
    };
    const auto caption = keyOf(captioner);
    if (!caption)
        return fail(caption.error());
    const auto embedding = keyOf(embedder);
    if (!embedding)
        return fail(embedding.error());
    m_keys = {*caption, *embedding};
    m_embeddingModel = embedder.id;
    return {};
}

Result<VectorStore> Library::vectorsOf(const ModelId& embedder) const
{
    const auto key = m_descriptions.findModel(embedder);
    return key ? Result<VectorStore>(VectorStore(*m_database, embedder, *key)) : fail(key.error());
}

fs::path Library::cacheFile(const ModelId& embedder, std::string_view suffix) const
{
    std::string name = embedder;
    std::replace_if(
        name.begin(), name.end(), [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '-');
    return m_folder / "index" / name.append(1, '.').append(suffix);
}

Result<std::vector<ModelTally>> Library::modelTallies() const
{
    auto tallies = m_models.tallies();
    if (!tallies)
        return tallies;
    for (ModelTally& tally : *tallies) {
        for (const std::string_view suffix : kCaches) {
            std::error_code absent;
            const auto size = fs::file_size(cacheFile(tally.model.id, suffix), absent);
            tally.bytes += absent ? 0 : size;
        }
    }
    return tallies;
}

Result<ModelTally> Library::forgetModel(const ModelId& model, const ModelId& answering, const std::stop_token& stop)
{
    if (!model.empty() && model == answering && model != m_embeddingModel)
        return fail(ErrorCode::InvalidArgument, "Its vectors answer searches until the model in use has looked at all "
                                                "pictures: let that finish first.");
    auto forgotten = m_models.forget(model, stop);
    if (!forgotten)
        return forgotten;
    for (const std::string_view suffix : kCaches) {
        std::error_code absent;
        const fs::path file = cacheFile(model, suffix);
        const auto size = fs::file_size(file, absent);
        if (!absent && fs::remove(file, absent))
            forgotten->bytes += size;
    }
    return forgotten;
}

Result<void> Library::batch(const std::function<Result<void>()>& changes)
{
    return m_database->write([&](SQLite::Database&) { return changes(); });
}

std::uint64_t Library::commits() const
{
    return m_database->commits();
}

Result<std::vector<std::string>> Library::integrityProblems() const
{
    // SQLite 3.44 and later check the full-text index too, against what the connection remembers of it from earlier
    // searches: one that has searched before a change calls a sound index malformed.
    return m_database->readAnew([](SQLite::Database& db) -> Result<std::vector<std::string>> {
        std::vector<std::string> problems;
        SQLite::Statement check(db, "PRAGMA integrity_check");
        while (check.executeStep()) {
            if (const std::string line = check.getColumn(0).getString(); line != "ok")
                problems.push_back(line);
        }
        SQLite::Statement keys(db, "PRAGMA foreign_key_check");
        while (keys.executeStep())
            problems.push_back("a row of " + keys.getColumn(0).getString() + " points to nothing");
        return problems;
    });
}

std::string sqliteVersion()
{
    return SQLite::getLibVersion();
}

} // namespace vidimus::storage
