#pragma once

#include <QString>

#include "core/search/query_tree.h"

namespace vidimus::test {

/// A query tree as one line, for comparing: `beach "red ball" -people taken[2023-01-01,2024-01-01)`.
QString textOf(const search::ParsedQuery& query);

} // namespace vidimus::test
