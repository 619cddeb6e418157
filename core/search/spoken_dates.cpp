#include "core/search/spoken_dates.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include "core/search/calendar.h"

namespace vidimus::search {

namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 4> kPrepositions{"in", "on", "from", "during"};

/// Without a comma or full stop at its end.
std::string_view bare(std::string_view word)
{
    while (!word.empty() && std::string_view(",.;!?").find(word.back()) != std::string_view::npos)
        word.remove_suffix(1);
    return word;
}

std::optional<int> numberIn(std::string_view digits)
{
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size() || digits.empty() || value < 0)
        return std::nullopt;
    return value;
}

/// Of four digits, and one in which a picture can have been taken.
std::optional<year> yearIn(std::string_view word)
{
    const auto value = word.size() == 4 ? numberIn(word) : std::nullopt;
    if (!value || *value < 1800 || *value > 2199)
        return std::nullopt;
    return year(*value);
}

/// "14", "1st", "22nd".
std::optional<unsigned> dayIn(std::string_view word)
{
    for (const std::string_view ending : {"st", "nd", "rd", "th"}) {
        if (word.size() > 2 && word.ends_with(ending))
            word.remove_suffix(2);
    }
    const auto value = word.size() <= 2 ? numberIn(word) : std::nullopt;
    if (!value || *value < 1 || *value > 31)
        return std::nullopt;
    return static_cast<unsigned>(*value);
}

class Reader {
public:
    Reader(std::span<const std::string> words, Day today) : m_today(today), m_date(today)
    {
        for (const std::string& word : words.first(std::min<std::size_t>(words.size(), 4)))
            m_words.at(m_count++) = bare(word);
    }

    std::optional<SpokenDate> read() const
    {
        using Form = std::optional<SpokenDate> (Reader::*)() const;
        for (const Form form :
             {&Reader::counted, &Reader::dayOfMonth, &Reader::monthOfYear, &Reader::relative, &Reader::single}) {
            if (auto found = (this->*form)()) {
                found->taken.spoken = true;
                return found;
            }
        }
        return std::nullopt;
    }

private:
    std::string_view word(std::size_t i) const { return i < m_count ? m_words[i] : std::string_view(); }

    static std::optional<SpokenDate> dated(std::size_t words, year_month_day date)
    {
        return date.ok() ? std::optional(SpokenDate{words, daySpan(Day(date))}) : std::nullopt;
    }

    /// "last 3 weeks", up to and with today.
    std::optional<SpokenDate> counted() const
    {
        const auto count = numberIn(word(1));
        if ((word(0) != "last" && word(0) != "past") || !count || *count < 1 || *count > 999)
            return std::nullopt;
        const std::string_view unit = word(2);
        const Day end = m_today + days(1);
        if (unit == "days" || unit == "day")
            return SpokenDate{3, {end - days(*count), end}};
        if (unit == "weeks" || unit == "week")
            return SpokenDate{3, {end - weeks(*count), end}};
        const bool inYears = unit == "years" || unit == "year";
        if (!inYears && unit != "months" && unit != "month")
            return std::nullopt;
        year_month_day begin = m_date - months(inYears ? 12 * *count : *count);
        if (!begin.ok())
            begin = begin.year() / begin.month() / last; // 31 March less a month
        return SpokenDate{3, {Day(begin) + days(1), end}};
    }

    /// "14 june 2023", "june 14, 2023".
    std::optional<SpokenDate> dayOfMonth() const
    {
        const auto inYear = yearIn(word(2));
        if (!inYear)
            return std::nullopt;
        for (const std::size_t at : {0u, 1u}) {
            const auto day = dayIn(word(at));
            const int month = monthNamed(word(1 - at));
            if (day && month != 0)
                return dated(3, *inYear / month / std::chrono::day(*day));
        }
        return std::nullopt;
    }

    /// "june 2023", "summer 2023".
    std::optional<SpokenDate> monthOfYear() const
    {
        const auto inYear = yearIn(word(1));
        if (!inYear)
            return std::nullopt;
        if (const int month = monthNamed(word(0)))
            return SpokenDate{2, monthSpan(*inYear / month)};
        if (const auto season = seasonNamed(word(0)))
            return SpokenDate{2, seasonSpan(*season, *inYear)};
        return std::nullopt;
    }

    /// "this week", "last summer", "last june".
    std::optional<SpokenDate> relative() const
    {
        const bool isLast = word(0) == "last";
        if (!isLast && word(0) != "this")
            return std::nullopt;
        const std::string_view what = word(1);
        const int back = isLast ? 1 : 0;
        const Day monday = m_today - (weekday(m_today) - Monday);
        const year_month month = m_date.year() / m_date.month();
        if (what == "week")
            return SpokenDate{2, {monday - weeks(back), monday - weeks(back) + days(7)}};
        if (what == "weekend") {
            // On a Saturday or Sunday the last one is a week ago; else it is the one before this week.
            const Day saturday = isLast ? monday - days(2) : monday + days(5);
            return SpokenDate{2, {saturday, saturday + days(2)}};
        }
        if (what == "month")
            return SpokenDate{2, monthSpan(month - months(back))};
        if (what == "year")
            return SpokenDate{2, yearSpan(m_date.year() - years(back))};
        if (const auto season = seasonNamed(what))
            return SpokenDate{2, latest([&](year y) { return seasonSpan(*season, y); }, isLast)};
        const int named = monthNamed(what);
        if (named != 0 && what.size() > 2)
            return SpokenDate{2, latest([&](year y) { return monthSpan(y / named); }, isLast)};
        return std::nullopt;
    }

    /// The one that is over ("last"), or the one of this year or still under way ("this").
    template <typename SpanOf>
    TakenBetween latest(const SpanOf& spanOf, bool over) const
    {
        year y = m_date.year();
        if (over) {
            while (*spanOf(y).end > m_today)
                y -= years(1);
        } else if (*spanOf(y - years(1)).end > m_today) {
            y -= years(1); // a winter, in January
        }
        return spanOf(y);
    }

    /// "yesterday", "2023-06-14".
    std::optional<SpokenDate> single() const
    {
        if (word(0) == "today")
            return SpokenDate{1, daySpan(m_today)};
        if (word(0) == "yesterday")
            return SpokenDate{1, daySpan(m_today - days(1))};
        const std::string_view text = word(0);
        if (text.size() != 10 || text[4] != '-' || text[7] != '-')
            return std::nullopt;
        const auto inYear = yearIn(text.substr(0, 4));
        const auto month = numberIn(text.substr(5, 2));
        const auto day = numberIn(text.substr(8, 2));
        if (!inYear || !month || !day)
            return std::nullopt;
        return dated(1, *inYear / *month / static_cast<unsigned>(*day));
    }

    std::array<std::string_view, 4> m_words;
    std::size_t m_count = 0;
    const Day m_today;
    const year_month_day m_date;
};

} // namespace

std::optional<SpokenDate> readSpokenDate(std::span<const std::string> words, Day today)
{
    const bool led =
        words.size() > 1 && std::find(kPrepositions.begin(), kPrepositions.end(), words[0]) != kPrepositions.end();
    auto found = Reader(words.subspan(led ? 1 : 0), today).read();
    if (found && led)
        ++found->words;
    return found;
}

} // namespace vidimus::search
