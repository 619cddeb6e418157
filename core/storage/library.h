#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/storage/album_store.h"
#include "core/storage/description_store.h"
#include "core/storage/edit_maker.h"
#include "core/storage/failure_store.h"
#include "core/storage/import_request_store.h"
#include "core/storage/library_lock.h"
#include "core/storage/mark_store.h"
#include "core/storage/model_store.h"
#include "core/storage/photo_filter.h"
#include "core/storage/photo_query.h"
#include "core/storage/photo_store.h"
#include "core/storage/search_history.h"
#include "core/storage/tag_store.h"
#include "core/storage/text_match.h"
#include "core/storage/thumbnail_store.h"
#include "core/storage/vector_store.h"

namespace vidimus::storage {

class Database;

enum class LibraryAccess {
    ReadWrite, ///< one program at a time; creates the library where there is none
    ReadOnly,  ///< beside a program that writes, or on a disk that may not be written
};

struct LibraryOptions {
    LibraryAccess access = LibraryAccess::ReadWrite;
    std::int64_t maxPages = 0; ///< a limit to the database file, for tests of a full disk; 0 is none
};

/// A person's library on disk: the catalogue (library.sqlite, the truth), thumbnails.sqlite and index/ (caches), and
/// dropped/ (pictures that had no file of their own). Thread: any, after useModels().
class Library {
public:
    /// Busy, ReadOnly, NewerVersion, Corrupt, OutOfSpace, NotFound (reading where there is no library): the message
    /// says what to do.
    static Result<std::unique_ptr<Library>> open(const std::filesystem::path& folder,
                                                 const LibraryOptions& options = {});
    ~Library();

    /// Says which models describe from now on: "pending", "described" and vectors mean these. Call once, before work.
    Result<void> useModels(const ModelRecord& captioner, const ModelRecord& embedder);

    const std::filesystem::path& folder() const { return m_folder; }
    /// Of useModels(); empty before.
    const ModelId& embeddingModel() const { return m_embeddingModel; }
    /// The vectors of the embedder in use.
    VectorStore vectors() const { return {*m_database, m_embeddingModel, m_keys.embedding}; }
    /// Those of another; none where the library does not know it.
    Result<VectorStore> vectorsOf(const ModelId& embedder) const;
    /// Where a cache that belongs to an embedder's vectors lies: index/MODEL.SUFFIX
    std::filesystem::path cacheFile(const ModelId& embedder, std::string_view suffix) const;
    /// How much each model has said, its files included. Not for the GUI thread.
    Result<std::vector<ModelTally>> modelTallies() const;
    /// ModelStore::forget(), and the files that belong to the model. `answering`: the embedder whose vectors answer
    /// searches, which is refused as well.
    Result<ModelTally> forgetModel(const ModelId& model, const ModelId& answering, const std::stop_token& stop = {});

    bool writable() const;

    PhotoStore& photos() { return m_photos; }
    const PhotoQuery& query() const { return m_query; }
    DescriptionStore& descriptions() { return m_descriptions; }
    const ModelStore& models() const { return m_models; }
    FailureStore& failures() { return m_failures; }
    ImportRequestStore& importRequests() { return m_importRequests; }
    const TextIndex& text() const { return m_text; }
    const MarkStore& marks() const { return m_marks; }
    const TagStore& tags() const { return m_tags; }
    const AlbumStore& albums() const { return m_albums; }
    const FilterIndex& filters() const { return m_filters; }
    SearchHistory& searches() { return m_searches; }
    ThumbnailStore& thumbnails() { return *m_thumbnails; }

    /// What a person says of photos, their tags and albums: all of `edits` or, when one cannot be made, none.
    Result<MadeEdits> make(std::span<const PersonEdit> edits, std::int64_t now) { return m_edits.make(edits, now); }

    /// Several changes as one commit: all of them or, when `changes` answers an error, none.
    Result<void> batch(const std::function<Result<void>()>& changes);

    /// Grows with every commit of this program: equal numbers mean that what was read still holds. Another program may
    /// only write where this one opened the library for reading.
    std::uint64_t commits() const;

    /// What SQLite finds wrong with the catalogue; empty when it is sound. Reads all of it.
    Result<std::vector<std::string>> integrityProblems() const;

private:
    Library(std::filesystem::path folder, std::unique_ptr<Database> database, std::unique_ptr<Database> thumbnails,
            std::optional<LibraryLock> lock);

    const std::filesystem::path m_folder;
    std::optional<LibraryLock> m_lock; ///< released last: everything below writes
    std::unique_ptr<Database> m_database;
    ModelKeys m_keys;
    ModelId m_embeddingModel;
    PhotoStore m_photos;
    PhotoQuery m_query;
    DescriptionStore m_descriptions;
    ModelStore m_models;
    FailureStore m_failures;
    ImportRequestStore m_importRequests;
    TextIndex m_text;
    MarkStore m_marks;
    TagStore m_tags;
    AlbumStore m_albums;
    EditMaker m_edits;
    FilterIndex m_filters;
    SearchHistory m_searches;
    std::unique_ptr<ThumbnailStore> m_thumbnails;
};

/// Of the library that is loaded: "3.40.1".
std::string sqliteVersion();

} // namespace vidimus::storage
