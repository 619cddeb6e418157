#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace vidimus::storage {

class Database;

/// What was searched for in this library, so that it can be asked again. Thread: any.
class SearchHistory {
public:
    static constexpr int kKept = 200;

    explicit SearchHistory(Database& database) : m_database(database) {}

    /// Puts a query at the front; the oldest go when there are more than kKept.
    Result<void> add(const std::string& query);
    /// The latest first.
    Result<std::vector<std::string>> latest(std::size_t limit) const;
    Result<void> remove(const std::string& query);
    Result<void> clear();

private:
    Database& m_database;
};

} // namespace vidimus::storage
