#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "core/base/embedding.h"
#include "core/base/error.h"
#include "core/search/calibration.h"

namespace vidimus::storage {
class Library;
}

namespace vidimus::search {

class LibraryIndex;

/// The calibration of a library's embedding model, kept fit for what is in the library. The vectors of the neutral texts are
/// made once for a model and kept in a file beside the index: a cache, made again when absent, damaged, or of other texts.
/// Thread: any.
class CalibrationKeeper {
public:
    using EmbedText = std::function<Result<Embedding>(const std::string& text, std::stop_token stop)>;

    /// `embed` is called on the thread that calibrates.
    CalibrationKeeper(storage::Library& library, LibraryIndex& index, EmbedText embed);
    ~CalibrationKeeper();
    CalibrationKeeper(const CalibrationKeeper&) = delete;
    CalibrationKeeper& operator=(const CalibrationKeeper&) = delete;

    /// Never null, never waits.
    std::shared_ptr<const Calibration> current() const;

    /// Blocks: some 200 texts through the model where the file is not there, then a sample of the library. An error leaves
    /// what was known.
    Result<void> calibrate(std::stop_token stop = {});
    /// The same by itself, on a thread of its own, when the first search is made and whenever the library has become another
    /// since.
    void keepCalibrated();
    /// Called by searches: looks whether the sample still stands for a library of so many vectors. Quick.
    void notice(std::size_t vectors);

private:
    Result<std::vector<Embedding>> bank(std::stop_token stop);
    Result<std::vector<Embedding>> sample(std::stop_token stop) const;
    std::filesystem::path file() const;

    storage::Library& m_library;
    LibraryIndex& m_index;
    const EmbedText m_embed;

    mutable std::mutex m_mutex; ///< guards all below but the thread's own work
    std::shared_ptr<const Calibration> m_current = std::make_shared<Calibration>();
    std::size_t m_vectors = 0; ///< in the library when the sample was taken
    bool m_inBackground = false;
    bool m_running = false;
    std::mutex m_workMutex;        ///< one calibration at a time; guards m_bank
    std::vector<Embedding> m_bank; ///< empty until made
    std::jthread m_thread;
};

} // namespace vidimus::search
