#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <span>
#include <utility>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

#include "core/base/error.h"
#include "core/storage/migrations.h"
#include "core/storage/sqlite_error.h"

namespace vidimus::storage {

enum class Access { ReadWrite, ReadOnly };

/// How much a commit promises.
enum class Durability {
    PowerLoss,    ///< synchronous=FULL: what was reported stays, come what may
    ProcessCrash, ///< synchronous=NORMAL: survives kill -9; a power cut may lose the last commits, never more
};

struct DatabaseOptions {
    Access access = Access::ReadWrite;
    Durability durability = Durability::PowerLoss;
    std::int64_t maxPages = 0; ///< a limit to the file, for tests of a full disk; 0 is none
};

/// One SQLite file in WAL mode: a single writing connection and as many readers as threads ask at once.
/// Thread: any. Readers never wait for the writer.
class Database {
public:
    /// Opens, creates if it may, and migrates.
    static Result<std::unique_ptr<Database>> open(const std::filesystem::path& file, std::span<const Migration> schema,
                                                  const DatabaseOptions& options);

    /// Runs `body(SQLite::Database&) -> Result<T>` in one transaction: committed when it answers a value, rolled back
    /// when an error. Inside another write() of the same thread it joins that transaction.
    template <typename Body>
    auto write(Body&& body) -> decltype(body(std::declval<SQLite::Database&>()));

    /// Runs `body(SQLite::Database&) -> Result<T>` on a connection of its own, seeing the last commit.
    template <typename Body>
    auto read(Body&& body) const -> decltype(body(std::declval<SQLite::Database&>()));

    /// The same on a connection made for it, which has read nothing before.
    template <typename Body>
    auto readAnew(Body&& body) const -> decltype(body(std::declval<SQLite::Database&>()))
    {
        return guarded([&] { return body(*connect()); });
    }

    bool writable() const { return m_options.access == Access::ReadWrite; }
    /// So many transactions of write() have been committed.
    std::uint64_t commits() const { return m_commits.load(std::memory_order_acquire); }

private:
    Database(std::string uri, DatabaseOptions options) : m_uri(std::move(uri)), m_options(options) {}

    std::unique_ptr<SQLite::Database> connect() const;
    std::unique_ptr<SQLite::Database> takeReader() const;
    void giveReader(std::unique_ptr<SQLite::Database> reader) const;

    std::string m_uri;
    DatabaseOptions m_options;

    std::recursive_mutex m_writeMutex; ///< guards the two below
    std::unique_ptr<SQLite::Database> m_writer;
    int m_writeDepth = 0;
    std::atomic<std::uint64_t> m_commits = 0;

    mutable std::mutex m_readersMutex;
    mutable std::vector<std::unique_ptr<SQLite::Database>> m_idleReaders;
};

template <typename Body>
auto Database::write(Body&& body) -> decltype(body(std::declval<SQLite::Database&>()))
{
    const std::lock_guard lock(m_writeMutex);
    if (!m_writer)
        return fail(ErrorCode::ReadOnly, "The library is open for reading only.");
    if (m_writeDepth > 0)
        return guarded([&] { return body(*m_writer); });

    struct Depth {
        explicit Depth(int& depth) : m_depth(depth) { ++m_depth; }
        ~Depth() { --m_depth; }
        int& m_depth;
    } depth(m_writeDepth);
    return guarded([&] {
        SQLite::Transaction transaction(*m_writer, SQLite::TransactionBehavior::IMMEDIATE);
        auto result = guarded([&] { return body(*m_writer); });
        if (result) {
            transaction.commit();
            m_commits.fetch_add(1, std::memory_order_release);
        }
        return result;
    });
}

template <typename Body>
auto Database::read(Body&& body) const -> decltype(body(std::declval<SQLite::Database&>()))
{
    return guarded([&] {
        auto reader = takeReader();
        auto result = guarded([&] { return body(*reader); });
        giveReader(std::move(reader));
        return result;
    });
}

} // namespace vidimus::storage
