#include "core/storage/sqlite_error.h"

#include <sqlite3.h>

namespace vidimus::storage {

Error toError(const SQLite::Exception& exception)
{
    const std::string detail = std::string(" (") + exception.what() + ")";
    switch (exception.getErrorCode()) {
    case SQLITE_FULL:
        return {ErrorCode::OutOfSpace, "The disk that holds the library is full: free some space and go on."};
    case SQLITE_READONLY:
        return {ErrorCode::ReadOnly, "The library cannot be written: its folder or disk is read-only."};
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return {ErrorCode::PermissionDenied, "The library may not be opened by this user."};
    case SQLITE_CANTOPEN:
        return {ErrorCode::PermissionDenied,
                "The library cannot be opened: check that its folder exists and may be written."};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::Busy, "Another program is writing to the library."};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {ErrorCode::Corrupt, "The library's database is damaged" + detail + ": run “vidimusctl doctor”."};
    case SQLITE_IOERR:
        return {ErrorCode::Unreadable, "The disk that holds the library does not answer as it should" + detail + "."};
    case SQLITE_INTERRUPT:
        return {ErrorCode::Cancelled, "Cancelled."};
    case SQLITE_NOMEM:
        return {ErrorCode::TooLarge, "There is not enough memory for this look into the library."};
    default:
        return {ErrorCode::Internal, "The library answered unexpectedly" + detail + "."};
    }
}

} // namespace vidimus::storage
