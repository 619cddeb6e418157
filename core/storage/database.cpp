#include "core/storage/database.h"

#include <array>
#include <cstdio>
#include <system_error>

#include "core/base/path_text.h"

namespace vidimus::storage {

namespace {

constexpr int kBusyTimeoutMs = 5000; // the window and a command may write in turns
constexpr std::size_t kIdleReaders = 8;

/// SQLite's URI form of a path; any byte may occur in a path.
std::string uriOf(const std::filesystem::path& file, const std::string& parameters)
{
    std::string uri = "file:";
    for (const char c : pathToBytes(std::filesystem::absolute(file))) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                           (byte >= '0' && byte <= '9') || c == '/' || c == '.' || c == '-' || c == '_' || c == ':';
        if (plain) {
            uri += c;
        } else if (c == '\\') {
            uri += '/';
        } else {
            std::array<char, 4> escape{};
            std::snprintf(escape.data(), escape.size(), "%%%02X", byte);
            uri += escape.data();
        }
    }
    return uri + parameters;
}

/// Whether everything is in the main file, so that it may be read without the -wal beside it.
bool walIsEmpty(const std::filesystem::path& file)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(std::filesystem::path(file).concat("-wal"), error);
    return error || size == 0;
}

} // namespace

Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path& file, std::span<const Migration> schema,
                                                 const DatabaseOptions& options)
{
    return guarded([&]() -> Result<std::unique_ptr<Database>> {
        std::unique_ptr<Database> database(new Database(uriOf(file, ""), options));
        if (options.access == Access::ReadWrite) {
            database->m_writer = database->connect();
            if (auto migrated = migrate(*database->m_writer, schema, true); !migrated)
                return fail(migrated.error());
            return database;
        }
        auto readable = database->read([&](SQLite::Database& reader) { return migrate(reader, schema, false); });
        const bool noSharedMemory = !readable && (readable.error().code == ErrorCode::PermissionDenied ||
                                                  readable.error().code == ErrorCode::ReadOnly);
        if (noSharedMemory && walIsEmpty(file)) {
            // WAL needs a writable -shm; on a read-only disk nobody writes, so the file may be taken as unchanging.
            database->m_uri = uriOf(file, "?immutable=1");
            database->m_idleReaders.clear(); // they know the file by its other name
            readable = database->read([&](SQLite::Database& reader) { return migrate(reader, schema, false); });
        }
        if (!readable)
            return fail(readable.error());
        return database;
    });
}

std::unique_ptr<SQLite::Database> Database::connect() const
{
    const bool writer = m_options.access == Access::ReadWrite;
    // One thread at a time has a connection: it needs no lock of its own, which every page and row would take.
    const int flags = SQLite::OPEN_URI | SQLite::OPEN_NOMUTEX |
                      (writer ? SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE : SQLite::OPEN_READONLY);
    auto connection = std::make_unique<SQLite::Database>(m_uri, flags, kBusyTimeoutMs);
    if (writer) {
        connection->exec("PRAGMA journal_mode = WAL");
        connection->exec(m_options.durability == Durability::PowerLoss ? "PRAGMA synchronous = FULL"
                                                                       : "PRAGMA synchronous = NORMAL");
        if (m_options.maxPages > 0)
            connection->exec("PRAGMA max_page_count = " + std::to_string(m_options.maxPages));
    }
    connection->exec("PRAGMA foreign_keys = ON");
    connection->exec("PRAGMA temp_store = MEMORY");
    return connection;
}

std::unique_ptr<SQLite::Database> Database::takeReader() const
{
    {
        const std::lock_guard lock(m_readersMutex);
        if (!m_idleReaders.empty()) {
            auto reader = std::move(m_idleReaders.back());
            m_idleReaders.pop_back();
            return reader;
        }
    }
    auto reader = connect();
    reader->exec("PRAGMA query_only = ON");
    return reader;
}

void Database::giveReader(std::unique_ptr<SQLite::Database> reader) const
{
    const std::lock_guard lock(m_readersMutex);
    if (m_idleReaders.size() < kIdleReaders)
        m_idleReaders.push_back(std::move(reader));
}

} // namespace vidimus::storage
