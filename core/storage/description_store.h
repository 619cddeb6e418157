#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/base/caption.h"
#include "core/base/embedding.h"
#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/storage/photo_query.h"
#include "core/storage/photo_records.h"

namespace vidimus::storage {

class Database;

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

/// Captions and vectors as they are made, each with its model (what was made is read in photo_query.h and vector_store.h).
/// Thread: any.
class DescriptionStore {
public:
    enum class Lacking { Vector, Anything };

    DescriptionStore(Database& database, const ModelKeys& keys) : m_database(database), m_keys(keys) {}

    /// The library's key of a model, made when it is new.
    Result<std::int64_t> registerModel(const ModelRecord& model);
    /// 0 when the library has never seen the model.
    Result<std::int64_t> findModel(const ModelId& model) const;

    /// One transaction. Photos removed meanwhile are passed over. A new caption becomes the one
    /// shown, unless a person gave words of their own or accepted those shown.
    Result<void> add(std::span<const DescribedPhoto> photos, std::int64_t now);

    /// One transaction. Lets these photos show the caption of the captioner in use where there is one.
    Result<void> showOwn(std::span<const PhotoId> photos);

    /// Up to `limit` photos with an id above `after`, ascending, that lack a vector, or anything, of the models in use.
    Result<std::vector<PendingPhoto>> pending(Lacking what, PhotoId after, int limit) const;
    /// Those of `photos` that lack something, in the same order.
    Result<std::vector<PendingPhoto>> pendingAmong(std::span<const PhotoId> photos) const;
    Result<std::int64_t> pendingCount(Lacking what = Lacking::Anything) const;

private:
    Database& m_database;
    const ModelKeys& m_keys;
};

} // namespace vidimus::storage
