#include "core/search/calibration_keeper.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <system_error>
#include <utility>

#include "core/index/checked_file.h"
#include "core/search/library_index.h"
#include "core/search/neutral_prompts.h"
#include "core/storage/library.h"

namespace vidimus::search {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kSample = 512;

/// At the front of the file.
struct Header {
    std::uint64_t texts = 0; ///< says which texts these are the vectors of
    std::uint32_t count = 0;
    std::uint32_t dimension = 0;
};

std::uint64_t textsNumber()
{
    std::uint64_t hash = 14695981039346656037u; // FNV-1a
    const auto add = [&](char c) { hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u; };
    for (const std::string& text : neutralPrompts()) {
        std::for_each(text.begin(), text.end(), add);
        add('\n');
    }
    return hash;
}

Result<std::vector<Embedding>> readBank(const fs::path& file)
{
    auto reader = index::CheckedFileReader::open(file);
    if (!reader)
        return fail(reader.error());
    Header header;
    if (auto read = reader->read(std::as_writable_bytes(std::span(&header, 1))); !read)
        return fail(read.error());
    const std::uint64_t values = std::uint64_t{header.count} * header.dimension;
    if (header.texts != textsNumber() || header.count != neutralPrompts().size() || header.dimension == 0 ||
        reader->remaining() != values * sizeof(float))
        return fail(ErrorCode::Corrupt, "The vectors kept for judging searches are of another version.");
    std::vector<Embedding> bank(header.count, Embedding(header.dimension));
    for (Embedding& vector : bank) {
        if (auto read = reader->read(std::as_writable_bytes(std::span(vector))); !read)
            return fail(read.error());
    }
    if (auto sound = reader->verify(); !sound)
        return fail(sound.error());
    return bank;
}

Result<void> writeBank(const fs::path& file, const std::vector<Embedding>& bank)
{
    std::error_code ignored;
    fs::create_directories(file.parent_path(), ignored);
    auto writer = index::CheckedFileWriter::create(file);
    if (!writer)
        return fail(writer.error());
    const Header header{textsNumber(), static_cast<std::uint32_t>(bank.size()),
                        static_cast<std::uint32_t>(bank.front().size())};
    if (auto written = writer->write(std::as_bytes(std::span(&header, 1))); !written)
        return written;
    for (const Embedding& vector : bank) {
        if (auto written = writer->write(std::as_bytes(std::span(vector))); !written)
            return written;
    }
    return writer->commit();
}

} // namespace

CalibrationKeeper::CalibrationKeeper(storage::Library& library, LibraryIndex& index, EmbedText embed)
    : m_library(library), m_index(index), m_embed(std::move(embed))
{}

CalibrationKeeper::~CalibrationKeeper()
{
    m_thread.request_stop();
    if (m_thread.joinable())
        m_thread.join();
}

std::shared_ptr<const Calibration> CalibrationKeeper::current() const
{
    const std::lock_guard lock(m_mutex);
    return m_current;
}

fs::path CalibrationKeeper::file() const
{
    return m_library.cacheFile(m_index.vectors().model(), "prompts");
}

Result<std::vector<Embedding>> CalibrationKeeper::bank(std::stop_token stop)
{
    if (auto kept = readBank(file()))
        return kept;
    std::vector<Embedding> bank;
    for (const std::string& text : neutralPrompts()) {
        auto vector = m_embed(text, stop);
        if (!vector)
            return fail(vector.error());
        bank.push_back(std::move(*vector));
    }
    if (m_library.writable())
        (void)writeBank(file(), bank); // a cache: made again where it cannot be kept
    return bank;
}

Result<std::vector<Embedding>> CalibrationKeeper::sample(std::stop_token stop) const
{
    const index::IdSet photos = m_index.photos();
    const std::size_t wanted = std::min(kSample, photos.size());
    std::vector<Embedding> sample;
    for (std::size_t i = 0; i < wanted; ++i) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Cancelled.");
        const auto vector = m_index.vectors().embedding(photos[i * photos.size() / wanted]);
        if (!vector)
            return fail(vector.error());
        if (*vector && (sample.empty() || sample.front().size() == (*vector)->size()))
            sample.push_back(**vector);
    }
    return sample;
}

Result<void> CalibrationKeeper::calibrate(std::stop_token stop)
{
    const std::lock_guard work(m_workMutex);
    const std::size_t vectors = m_index.size();
    auto pictures = sample(stop);
    if (!pictures)
        return fail(pictures.error());
    std::optional<Error> problem;
    if (m_bank.empty()) {
        if (auto made = bank(stop))
            m_bank = std::move(*made);
        else if (made.error().code == ErrorCode::Cancelled)
            return fail(made.error());
        else
            problem = made.error(); // the library's own spread is better than nothing
    }
    if (!pictures->empty() && !m_bank.empty() && m_bank.front().size() != pictures->front().size())
        m_bank.clear();
    auto calibration = std::make_shared<const Calibration>(m_bank, *pictures);
    const std::lock_guard lock(m_mutex);
    m_current = std::move(calibration);
    if (problem)
        return fail(*problem);
    m_vectors = vectors;
    return {};
}

void CalibrationKeeper::keepCalibrated()
{
    const std::lock_guard lock(m_mutex);
    m_inBackground = true;
}

void CalibrationKeeper::notice(std::size_t vectors)
{
    const std::lock_guard lock(m_mutex);
    const std::size_t change = vectors > m_vectors ? vectors - m_vectors : m_vectors - vectors;
    if (!m_inBackground || m_running || change <= m_vectors / 8)
        return;
    m_running = true;
    if (m_thread.joinable())
        m_thread.join(); // it is past its last line under the lock
    m_thread = std::jthread([this](std::stop_token stop) {
        (void)calibrate(stop); // without it there is no line, and nothing else is missing
        const std::lock_guard ended(m_mutex);
        m_running = false;
    });
}

} // namespace vidimus::search
