#pragma once

#include <functional>
#include <vector>

#include <QString>

#include "core/services/search_service.h"
#include "ui/search/suggestion_list.h"

namespace vidimus::ui {

/// What could stand at the cursor of a search line, and which part of the line it would replace.
struct QueryCompletion {
    int begin = 0;
    int end = 0;
    std::vector<SuggestionList::Suggestion> suggestions;
};

/// Keys and values that go on with what is typed before the cursor; none for a single letter.
QueryCompletion completeQuery(const QString& line, int cursor, const services::SearchNames& names);

} // namespace vidimus::ui
