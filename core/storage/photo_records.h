#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/caption.h"
#include "core/base/content_hash.h"
#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/base/photo_metadata.h"
#include "core/storage/person_records.h"

/// Rows of the catalogue as values. No SQLite and no Qt here, so that the window may include them.
namespace vidimus::storage {

/// Times are seconds since 1970, UTC, unless a comment says otherwise; durations are microseconds.

enum class SortOrder {
    NewestFirst, ///< by the time taken
    OldestFirst,
    RecentlyAdded,
    ByName,       ///< of the file, as people count: IMG_9 before IMG_10
    LargestFirst, ///< by the bytes of the file
    BestRatedFirst,
    LeastCertainFirst, ///< by the confidence of the model's caption; then those it has no say in
};

/// The others cannot be told from a PhotoRef.
constexpr bool goesByTime(SortOrder order)
{
    return order == SortOrder::NewestFirst || order == SortOrder::OldestFirst || order == SortOrder::RecentlyAdded;
}

/// Enough to lay a picture out in a gallery without asking for more.
struct PhotoRef {
    PhotoId id;
    float aspect = 1.f; ///< width / height of the upright picture
    /// Wall clock: when it was taken or, without that, its file last changed; when it was added in SortOrder::RecentlyAdded.
    std::int64_t sortTime = 0;
    std::int32_t folder = -1; ///< place in PhotosByFolder::folders; -1 where nobody asked

    friend bool operator==(const PhotoRef&, const PhotoRef&) = default;
};

/// What became of a file that was looked at.
enum class Outcome {
    Imported,  ///< content not seen before
    Duplicate, ///< known content: at this path already, or now at one more
    Updated,   ///< a known path that holds other content now
};

enum class DescribeState {
    Pending, ///< not described by the model in use yet
    Done,
    Failed, ///< the model could not; the message says why
};

/// What a gallery shows under and on a picture.
struct PhotoCard {
    PhotoId id;
    std::filesystem::path path; ///< one of the places it lies in
    int width = 0;
    int height = 0;
    DescribeState state = DescribeState::Pending;
    std::string problem; ///< why, when Failed
    std::string caption; ///< the model's; empty until described; an older model's stays until the new one's is there
    float confidence = 0.f;
    Origin origin = Origin::Mock;
    std::string modelName; ///< for people
    PersonMarks marks;     ///< what a person says of it

    /// The words to show: a person's before the model's.
    const std::string& words() const { return marks.caption ? *marks.caption : caption; }
};

/// A model as the library records it.
struct ModelRecord {
    ModelId id;
    std::string name; ///< for people
    Origin origin = Origin::Mock;
    int dimension = 0; ///< of its vectors; 0 for a captioner
};

/// How much a model has said of the library.
struct ModelTally {
    ModelRecord model;
    std::int64_t photos = 0;     ///< that have a caption or a vector of it
    std::uint64_t bytes = 0;     ///< of those, and of the files that belong to it
    std::int64_t stillShown = 0; ///< photos that show its caption until the captioner in use has looked at them
    bool inUse = false;
};

struct StoredCaption {
    ModelId model;
    std::string modelName;
    Origin origin = Origin::Mock;
    Caption caption;
    std::int64_t createdAt = 0;
};

/// How long each stage took for this picture, microseconds; nothing where it has not run.
struct PhotoTimes {
    std::int64_t read = 0;
    std::int64_t hash = 0;
    std::int64_t decode = 0;
    std::int64_t metadata = 0;
    std::int64_t thumbnail = 0;
    std::optional<std::int64_t> caption;
    std::optional<std::int64_t> embedding;
};

struct PhotoDetails {
    PhotoCard card;
    ContentHash hash;
    std::uint64_t byteSize = 0;
    PhotoMetadata metadata;
    std::int64_t importedAt = 0;
    std::vector<std::filesystem::path> paths; ///< every place the same content lies in
    std::optional<StoredCaption> caption;     ///< the model's, whether or not a person has words of their own
    std::vector<std::string> tags;            ///< by name
    ModelId embeddingModel;                   ///< empty while there is no vector of the model in use
    PhotoTimes times;
};

/// A file that could not be taken in, or a picture a model could not describe.
struct Failure {
    std::filesystem::path path;
    PhotoId photo; ///< none when the file never became a photo
    ErrorCode code = ErrorCode::Internal;
    std::string message; ///< one sentence for people, without the file's name
    std::int64_t failedAt = 0;
};

struct LibraryCounts {
    std::int64_t photos = 0;
    std::int64_t described = 0; ///< captioned by the model in use
    std::int64_t failures = 0;
    std::int64_t toReview = 0; ///< captions that nobody accepted or replaced
};

/// Pictures in the order of the folders they lie in.
struct PhotosByFolder {
    std::vector<PhotoRef> photos;
    std::vector<std::filesystem::path> folders; ///< by name
};

/// A folder pictures were found in, for the sidebar.
struct FolderCount {
    std::filesystem::path folder;
    std::int64_t photos = 0;
};

} // namespace vidimus::storage
