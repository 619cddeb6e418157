#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/base/caption.h"
#include "core/base/embedding.h"
#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/storage/photo_query.h"
#include "core/storage/photo_records.h"

namespace vidimus::storage {

class Database;

/// A model as the library records it.
struct ModelRecord {
    ModelId id;
    std::string name;
    Origin origin = Origin::Mock;
    int dimension = 0; ///< 0 for a captioner
};

/// What the models in use said of one photo; parts that were not asked for are empty.
struct DescribedPhoto {
    PhotoId photo;
    std::optional<Caption> caption;
    std::int64_t captionUs = 0;
    std::optional<Embedding> embedding;
    std::int64_t embeddingUs = 0;
    std::optional<Error> captionError;
    std::optional<Error> embeddingError;
};

/// A photo that lacks something of the models in use and has not failed there.
struct PendingPhoto {
    PhotoId photo;
    bool needsCaption = false;
    bool needsEmbedding = false;
};

/// Captions and vectors, each with the model that made it. Thread: any.
class DescriptionStore {
public:
    DescriptionStore(Database& database, const ModelKeys& keys) : m_database(database), m_keys(keys) {}

    /// The library's key of a model, made when it is new.
    Result<std::int64_t> registerModel(const ModelRecord& model);
    /// 0 when the library has never seen the model.
    Result<std::int64_t> findModel(const ModelId& model) const;

    /// One transaction. Photos removed meanwhile are passed over. A new caption becomes the one
    /// shown, unless a person gave words of their own or accepted those shown.
    Result<void> add(std::span<const DescribedPhoto> photos, std::int64_t now);

    /// Up to `limit` photos with an id above `after`, ascending, that lack something of the models in use.
    Result<std::vector<PendingPhoto>> pending(PhotoId after, int limit) const;
    /// Those of `photos` that lack something, in the same order.
    Result<std::vector<PendingPhoto>> pendingAmong(std::span<const PhotoId> photos) const;
    Result<std::int64_t> pendingCount() const;

    /// The vector of the embedding model in use; nothing when there is none yet.
    Result<std::optional<Embedding>> embedding(PhotoId photo) const;
    /// Every vector of the embedding model in use added after `revision` (0: all), ascending by photo.
    /// `each` is called during the read.
    Result<void> eachEmbedding(std::uint64_t revision, const std::function<void(PhotoId, std::span<const float>)>& each,
                               std::stop_token stop) const;
    /// The photos that have a vector of the model in use, ascending.
    Result<std::vector<PhotoId>> embeddedPhotos() const;
    /// Grows with every vector of the model in use added or removed: equal numbers mean equal sets.
    Result<std::uint64_t> embeddingRevision() const;

private:
    Database& m_database;
    const ModelKeys& m_keys;
};

} // namespace vidimus::storage
