#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/storage/photo_records.h"

namespace vidimus::ingest {

using storage::Outcome;

/// A picture the library now holds for good (the commit is done).
struct SeenPhoto {
    PhotoId id;
    std::filesystem::path path;
    Outcome outcome = Outcome::Imported;
    bool written = true; ///< false when the file was as remembered and nothing changed
};

/// Where the work stands. Counts are since the pipeline was last idle.
struct Progress {
    enum class State { Idle, Scanning, Working, Paused, Cancelling };
    State state = State::Idle;

    std::int64_t found = 0;  ///< files met so far; final once `scanning` is false
    bool scanning = false;   ///< folders are still being walked, so `found` still grows
    std::int64_t looked = 0; ///< files done with: imported, duplicate, updated or failed
    std::int64_t imported = 0;
    std::int64_t duplicates = 0;
    std::int64_t updated = 0;
    std::int64_t failed = 0;     ///< files and descriptions that failed
    std::int64_t toDescribe = 0; ///< pictures to describe in this run, done ones included
    std::int64_t described = 0;
    std::int64_t toEmbed = 0;  ///< of toDescribe, those that want a vector
    std::int64_t embedded = 0; ///< of those; ahead of `described` while captions are put off
    double perSecond = 0;      ///< of what is the narrower now: looking, embedding or describing; over the last seconds
    std::optional<double> secondsLeft; ///< an estimate; nothing while it would be a guess
    std::string current;               ///< the file looked at last, for display

    /// Vectors come first: captions are put off until all of those are there.
    bool captionsPutOff() const { return embedded > described && embedded < toEmbed; }
};

/// What a run did, once nothing is left to do.
struct Summary {
    std::int64_t imported = 0;
    std::int64_t duplicates = 0;
    std::int64_t updated = 0;
    std::int64_t described = 0;
    std::vector<storage::Failure> failed; ///< at most 10,000 are listed; `failedCount` is true
    std::int64_t failedCount = 0;
    double seconds = 0;
    bool cancelled = false;
    /// The model could not be loaded: what is not described stays so until the next run, and is not failed.
    std::optional<Error> modelProblem;
    std::optional<Error> stoppedBy; ///< what made going on senseless (disk full, library gone); nothing otherwise
};

} // namespace vidimus::ingest
