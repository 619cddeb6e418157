#pragma once

#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace vidimus {

/// What went wrong, for code that decides; the message is for the person.
enum class ErrorCode {
    Cancelled,        ///< stopped on request: not a failure
    NotFound,         ///< file, row or model is not there (any more)
    PermissionDenied, ///< the system refused access
    Unreadable,       ///< the file could not be read to its end
    NotAPicture,      ///< the bytes are of no known picture format
    Unsupported,      ///< a known format, or a feature of it, that this build cannot read
    Corrupt,          ///< truncated or damaged data
    TooLarge,         ///< over a limit that keeps memory bounded
    OutOfSpace,       ///< the disk is full
    ReadOnly,         ///< the place may not be written
    Busy,             ///< another program holds the library
    NewerVersion,     ///< written by a newer Vidimus
    ModelUnavailable, ///< the model cannot be loaded: the picture is not at fault, and is not marked as failed
    InvalidArgument,  ///< the request makes no sense
    Internal,         ///< a defect or an unforeseen answer of a library
    Unreachable,      ///< no network, or no answer of the server: may pass
    Untrusted,        ///< a server that did not prove who it is, or sends where it must not
};

/// An expected failure: a value, with one sentence the user interface can show as it is.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string message;

    friend bool operator==(const Error&, const Error&) = default;
};

template <typename T>
using Result = tl::expected<T, Error>;

/// `return fail(ErrorCode::Corrupt, "…")` in a function that returns a Result.
inline tl::unexpected<Error> fail(ErrorCode code, std::string message)
{
    return tl::unexpected<Error>(Error{code, std::move(message)});
}

inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace vidimus
