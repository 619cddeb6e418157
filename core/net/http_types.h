#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.h"

namespace vidimus::net {

using HttpField = std::pair<std::string, std::string>;

struct HttpRequest {
    std::string url; ///< https, or http to this machine
    std::vector<HttpField> fields;
};

/// Status and fields of one answer; of a redirect as well.
struct HttpHead {
    std::string url;
    int status = 0;
    std::vector<HttpField> fields; ///< names in lower case

    /// The first of that name (in lower case).
    std::optional<std::string> field(std::string_view name) const
    {
        for (const auto& [key, value] : fields)
            if (key == name)
                return value;
        return std::nullopt;
    }
};

/// Takes an answer as it comes. Called on the client's own thread while the caller of get() waits; an error ends the
/// transfer and is what get() answers.
class HttpSink {
public:
    virtual ~HttpSink() = default;
    /// `hops`: the redirects that were followed, in order, and last the answer itself.
    virtual Result<void> begin(const std::vector<HttpHead>& hops) = 0;
    virtual Result<void> take(std::span<const std::byte> bytes) = 0;
};

} // namespace vidimus::net
