#include "core/search/calendar.h"

#include <array>

namespace vidimus::search {

namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};

} // namespace

int monthNamed(std::string_view word)
{
    for (std::size_t i = 0; i < kMonths.size(); ++i) {
        const bool shortened = word.size() == 3 && kMonths[i].starts_with(word);
        if (word == kMonths[i] || shortened || (i == 8 && word == "sept"))
            return static_cast<int>(i) + 1;
    }
    return 0;
}

TakenBetween yearSpan(year year)
{
    return {Day(year / 1 / 1), Day((year + years(1)) / 1 / 1)};
}

TakenBetween monthSpan(year_month month)
{
    return {Day(month / 1), Day((month + months(1)) / 1)};
}

TakenBetween daySpan(Day day)
{
    return {day, day + days(1)};
}

std::optional<Season> seasonNamed(std::string_view word)
{
    if (word == "spring")
        return Season::Spring;
    if (word == "summer")
        return Season::Summer;
    if (word == "autumn" || word == "fall")
        return Season::Autumn;
    if (word == "winter")
        return Season::Winter;
    return std::nullopt;
}

TakenBetween seasonSpan(Season season, year year)
{
    const year_month first = year / (3 + 3 * static_cast<int>(season));
    return {Day(first / 1), Day((first + months(3)) / 1)};
}

} // namespace vidimus::search
