#pragma once

#include <exception>
#include <utility>

#include <SQLiteCpp/SQLiteCpp.h>

#include "core/base/error.h"

namespace vidimus::storage {

/// SQLite's code as ours, with a sentence for people.
Error toError(const SQLite::Exception& exception);

/// Runs `body` (which returns a Result) and turns what SQLiteCpp throws into its error: exceptions end here.
template <typename Body>
auto guarded(Body&& body) -> decltype(body())
{
    try {
        return body();
    } catch (const SQLite::Exception& exception) {
        return fail(toError(exception));
    } catch (const std::exception& exception) {
        return fail(ErrorCode::Internal, std::string("The library answered unexpectedly: ") + exception.what() + ".");
    }
}

} // namespace vidimus::storage
