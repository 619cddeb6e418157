#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/ids.h"

namespace vidimus::services {

/// How far the installation of a model is.
struct ModelProgress {
    enum class Phase { Waiting, Asking, Downloading, Pausing, Retrying, Checking, Copying, Finishing };
    Phase phase = Phase::Waiting;
    std::uint64_t done = 0;
    std::uint64_t total = 0; ///< 0: not known
    bool totalIsExact = false;
    std::optional<double> bytesPerSecond;
    std::optional<std::chrono::seconds> left;
    std::chrono::seconds retryIn{0}; ///< of Retrying
    std::string note;                ///< why it is tried again
};

/// A model as the model manager lists it: one that can be had, one that is installed, or the bundled starter.
struct ModelEntry {
    enum class State {
        Available, ///< can be had
        Working,   ///< being installed, or its turn is to come
        Paused,    ///< some of it is there
        Failed,    ///< `problem` says why; what has arrived is kept
        Installed,
        Broken, ///< installed, and of no use: `problem` says why
        Removing,
        Verifying,
        Gone, ///< not installed, but what it said is in the library
    };

    std::string key; ///< names it among the entries
    std::string title;
    std::string purpose; ///< a sentence; may be empty
    std::string note;    ///< what else to know; may be empty
    std::string licence; ///< empty: not known
    std::string languages;
    bool captions = false; ///< it captions; else it compares
    bool knowsRole = true;
    bool starter = false;
    bool inCatalogue = false;
    State state = State::Available;
    bool inUse = false;
    bool chosen = false; ///< by the person, for the next start or already
    ModelId id;          ///< of what is installed
    std::filesystem::path folder;
    std::uint64_t bytes = 0; ///< on disk where it is installed, else about what will be
    bool bytesAreExact = false;
    std::uint64_t memoryBytes = 0; ///< about; 0: not known
    std::uint64_t unfinishedBytes = 0;
    std::int64_t photosDescribed = 0; ///< in the library, by what is installed or was
    std::uint64_t bytesDescribed = 0; ///< that this takes there
    std::int64_t stillShown = 0;      ///< photos that show its caption until the captioner in use has looked at them
    std::string problem;
    std::string verified; ///< what the last verification found; empty: none was made
    ModelProgress progress;
};

struct ModelList {
    std::vector<ModelEntry> entries; ///< captioners first; in the order of the catalogue, then what else is installed
    std::filesystem::path folder;
    std::uint64_t bytesOnDisk = 0;

    const ModelEntry* find(const std::string& key) const
    {
        for (const ModelEntry& entry : entries)
            if (entry.key == key)
                return &entry;
        return nullptr;
    }
};

} // namespace vidimus::services
