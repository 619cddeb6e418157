#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/storage/photo_query.h"
#include "core/storage/photo_records.h"

namespace vidimus::storage {

class Database;

/// An embedder that knows more of the library than the one in use.
struct EarlierEmbedder {
    ModelRecord model;
    std::vector<PhotoId> lacking; ///< of its photos, those that the one in use has yet to look at; ascending
    std::size_t photos = 0;       ///< that are there and have a vector of it
    std::size_t ahead = 0;        ///< photos that the one in use knows and it does not
};

/// What the models that ever worked on a library have said there, beside each other. Thread: any.
class ModelStore {
public:
    ModelStore(Database& database, const ModelKeys& keys) : m_database(database), m_keys(keys) {}

    /// The embedder, other than the one in use, with vectors of most of the photos that are there; nothing when the one in
    /// use lacks none of them (what it failed at it has looked at) or knows as many.
    Result<std::optional<EarlierEmbedder>> earlierEmbedder() const;

    /// Of every model that has said something and of those in use, by name. Reads all captions: not for the GUI thread.
    Result<std::vector<ModelTally>> tallies() const;

    /// Drops all that a model said, but captions that a person accepted; what a person said is no model's. Takes seconds
    /// for 100,000 photos, in many transactions, so that others can write meanwhile; cut short it is gone on with by
    /// calling it again. Answers how much it was. InvalidArgument, with a sentence, for a model in use, and for captions
    /// that stand under pictures which the captioner in use has yet to look at; NotFound; Cancelled.
    Result<ModelTally> forget(const ModelId& model, const std::stop_token& stop);

    /// Up to `limit` photos above `after`, ascending, that show another model's caption although there is one of the
    /// captioner in use: a person went back to a model. Those with an accepted caption are left out.
    Result<std::vector<PhotoId>> showingOthers(PhotoId after, int limit) const;

private:
    Database& m_database;
    const ModelKeys& m_keys;
};

} // namespace vidimus::storage
