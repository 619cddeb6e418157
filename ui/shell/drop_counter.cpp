#include "ui/shell/drop_counter.h"

#include <algorithm>
#include <array>
#include <string>

#include <QtConcurrentRun>

#include "ui/common/when_done.h"

namespace vidimus::ui {

namespace {

namespace fs = std::filesystem;

bool hasPictureName(const fs::path& file)
{
    static constexpr std::array kExtensions{".jpg",  ".jpeg", ".jpe",  ".png", ".webp", ".tif", ".tiff", ".bmp", ".gif",
                                            ".heic", ".heif", ".avif", ".dng", ".cr2",  ".cr3", ".nef",  ".arw", ".orf",
                                            ".rw2",  ".raf",  ".pef",  ".pbm", ".pgm",  ".ppm", ".pnm"};
    std::string extension = file.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end();
}

/// Thread: a worker.
DropCounter::Count count(const QList<fs::path>& paths, const std::stop_token& stop)
{
    DropCounter::Count count;
    for (const fs::path& path : paths) {
        std::error_code error;
        if (!fs::is_directory(path, error)) {
            ++count.pictures; // files named outright are taken whatever they are called
            continue;
        }
        ++count.folders;
        fs::recursive_directory_iterator entry(path, fs::directory_options::skip_permission_denied, error);
        while (!error && entry != fs::recursive_directory_iterator()) {
            if (stop.stop_requested())
                return count;
            if (count.pictures >= DropCounter::kMost) {
                count.whole = false;
                return count;
            }
            if (hasPictureName(entry->path()))
                ++count.pictures;
            entry.increment(error);
        }
    }
    return count;
}

} // namespace

DropCounter::~DropCounter()
{
    stop();
}

void DropCounter::start(const QList<fs::path>& paths)
{
    stop();
    m_stop = std::stop_source();
    whenDone(this, QtConcurrent::run(count, paths, m_stop.get_token()),
             [this, token = m_stop.get_token()](const Count& count) {
                 if (!token.stop_requested())
                     Q_EMIT counted(count);
             });
}

void DropCounter::stop()
{
    m_stop.request_stop();
}

} // namespace vidimus::ui
