#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/search/query_tree.h"
#include "core/storage/photo_filter.h"

namespace vidimus::storage {
class Library;
}

namespace vidimus::search {

/// Which photos the filters of a query let through, as a set that the indexes search among. What was asked for lately is
/// remembered until the library changes, since a person who types asks for the same filters with every letter. Thread: any.
class FilterSets {
public:
    using Photos = std::vector<PhotoId>; ///< ascending

    explicit FilterSets(storage::Library& library) : m_library(library) {}

    /// Null where every photo passes.
    Result<std::shared_ptr<const Photos>> allowed(std::span<const Term> terms);

    /// How many photos the library shows.
    Result<std::size_t> photoCount();

    /// One sentence on why no photo passes, told of `line`, the query as typed.
    Result<std::string> whyNone(std::span<const Term> terms, std::string_view line);

private:
    using Shared = std::shared_ptr<const Photos>;
    struct Known {
        std::optional<storage::PhotoFilter> filter; ///< none: every photo
        Shared photos;
    };

    Result<Shared> photosOf(const std::optional<storage::PhotoFilter>& filter);

    storage::Library& m_library;
    std::mutex m_mutex; ///< guards the two below
    std::uint64_t m_commits = 0;
    std::vector<Known> m_known; ///< the latest last
};

/// What of a term the storage can look up; nothing for a word that is asked for by meaning.
std::optional<storage::PhotoFilter> filterOf(const Term& term);

} // namespace vidimus::search
