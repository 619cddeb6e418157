#include "core/search/query_values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <span>
#include <utility>

#include "core/base/fold_case.h"
#include "core/base/path_text.h"
#include "core/search/calendar.h"
#include "core/search/nearest_word.h"
#include "core/search/spoken_dates.h"

namespace vidimus::search {

namespace {

using namespace std::chrono;

tl::unexpected<ValueProblem> problem(std::string message, std::string instead = {})
{
    return tl::unexpected<ValueProblem>({std::move(message), std::move(instead)});
}

std::string shown(std::string_view value)
{
    return std::string("“") + displayText(value, 60) + "”";
}

std::string twoDigits(unsigned number)
{
    std::string digits = std::to_string(number);
    if (number < 10)
        digits.insert(digits.begin(), '0');
    return digits;
}

/// What stands before a value: ">=", "<".
enum class Comparison { None, Less, LessOrEqual, Equal, GreaterOrEqual, Greater };

Comparison takeComparison(std::string_view& value)
{
    constexpr std::array<std::pair<std::string_view, Comparison>, 7> kSigns{{{">=", Comparison::GreaterOrEqual},
                                                                             {"\u2265", Comparison::GreaterOrEqual},
                                                                             {"<=", Comparison::LessOrEqual},
                                                                             {"\u2264", Comparison::LessOrEqual},
                                                                             {">", Comparison::Greater},
                                                                             {"<", Comparison::Less},
                                                                             {"=", Comparison::Equal}}};
    for (const auto& [sign, comparison] : kSigns) {
        if (value.starts_with(sign)) {
            value.remove_prefix(sign.size());
            return comparison;
        }
    }
    return Comparison::None;
}

/// The two sides of "a..b"; nothing where there are no dots.
std::optional<std::pair<std::string_view, std::string_view>> sidesOf(std::string_view value)
{
    for (const std::string_view dots : {"...", "..", "\u2026"}) {
        if (const std::size_t at = value.find(dots); at != std::string_view::npos)
            return std::pair(value.substr(0, at), value.substr(at + dots.size()));
    }
    return std::nullopt;
}

// ---- dates ------------------------------------------------------------------------------------------------------------

std::optional<int> digits(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size() || value < 0)
        return std::nullopt;
    return value;
}

ValueOr<year> readYear(std::string_view text)
{
    const auto value = digits(text);
    if (!value)
        return problem(shown(text) + " is no date: write a year, 2023-05 or 2023-05-14.");
    if (text.size() == 2)
        return problem("Years have four digits.", (*value < 50 ? "20" : "19") + std::string(text));
    if (text.size() != 4 || *value < 1800)
        return problem("Years run from 1800 to 9999.");
    return year(*value);
}

/// "2023", "2023-05", "2023-05-14", with "/" as well.
ValueOr<TakenBetween> readSpan(std::string_view text)
{
    std::array<std::string_view, 3> parts;
    std::size_t count = 0;
    for (std::string_view rest = text; count < parts.size();) {
        const std::size_t cut = rest.find_first_of("-/");
        parts.at(count++) = rest.substr(0, cut);
        if (cut == std::string_view::npos)
            break;
        rest.remove_prefix(cut + 1);
        if (count == parts.size())
            return problem(shown(text) + " is no date: write a year, 2023-05 or 2023-05-14.");
    }
    const auto inYear = readYear(parts[0]);
    if (!inYear) {
        ValueProblem error = inYear.error();
        if (!error.instead.empty())
            error.instead += std::string(text.substr(parts[0].size()));
        return tl::unexpected(std::move(error));
    }
    if (count == 1)
        return yearSpan(*inYear);
    const auto month = parts[1].size() <= 2 ? digits(parts[1]) : std::nullopt;
    if (!month && parts[1].empty() && count == 2)
        return yearSpan(*inYear); // "2023-" while the month is being typed
    if (!month)
        return problem(shown(parts[1]) + " is no month: months run from 01 to 12.");
    if (count == 2 && *month == 0 && parts[1].size() == 1)
        return yearSpan(*inYear); // "2023-0"
    if (*month < 1 || *month > 12)
        return problem("There is no month " + std::to_string(*month) + ": months run from 01 to 12.",
                       *month == 0 ? std::string(parts[0]) + "-01" : std::string(parts[0]) + "-12");
    const year_month ofMonth = *inYear / *month;
    if (count == 2 || parts[2].empty() || parts[2] == "0")
        return monthSpan(ofMonth);
    const auto day = parts[2].size() <= 2 ? digits(parts[2]) : std::nullopt;
    if (!day)
        return problem(shown(parts[2]) + " is no day of a month.");
    const auto lastDay = static_cast<unsigned>(year_month_day_last(ofMonth / last).day());
    if (*day < 1 || static_cast<unsigned>(*day) > lastDay) {
        const std::string prefix = std::string(parts[0]) + "-" + twoDigits(static_cast<unsigned>(*month));
        return problem(prefix + " has " + std::to_string(lastDay) + " days.",
                       prefix + "-" + (*day < 1 ? "01" : twoDigits(lastDay)));
    }
    return daySpan(Day(ofMonth / static_cast<unsigned>(*day)));
}

/// "last-summer" or "last summer", all of it.
std::optional<TakenBetween> readSpoken(std::string_view value, Day today)
{
    std::vector<std::string> words(1);
    for (const char c : foldCase(value)) {
        if (c != ' ' && c != '-' && c != '_')
            words.back() += c;
        else if (!words.back().empty())
            words.emplace_back();
    }
    if (words.back().empty())
        words.pop_back();
    const auto found = words.empty() ? std::nullopt : readSpokenDate(words, today);
    if (!found || found->words != words.size())
        return std::nullopt;
    TakenBetween taken = found->taken;
    taken.spoken = false; // said to be a date: nothing to take back
    return taken;
}

// ---- numbers ----------------------------------------------------------------------------------------------------------

struct Scale {
    double most = 0;
    const char* what = "";
    const char* range = ""; ///< "0 to 5"
    bool percent = false;
};

std::string numberText(double value)
{
    std::string text = std::to_string(std::round(value * 100) / 100);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.')
        text.pop_back();
    return text;
}

ValueOr<double> readNumber(std::string_view text, const Scale& scale, std::string_view sign)
{
    std::string plain(text);
    std::replace(plain.begin(), plain.end(), ',', '.');
    const bool percent = scale.percent && plain.ends_with('%');
    if (percent)
        plain.pop_back();
    double value = 0;
    const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
    // "0." is on its way to "0.5"; "nan" and "inf" are numbers to from_chars only.
    if (plain.empty() || error != std::errc() || end != plain.data() + plain.size() || !std::isfinite(value))
        return problem(std::string(scale.what) + " is a number from " + scale.range + ", not " + shown(text) + ".");
    if (percent)
        value /= 100;
    if (value >= 0 && value <= scale.most)
        return value;
    double nearest = std::clamp(value, 0.0, scale.most);
    if (scale.percent && value > 1 && value <= 100)
        nearest = value / 100; // 50 for 50 %
    return problem(std::string(scale.what) + " runs from " + scale.range + ".",
                   std::string(sign) + numberText(nearest));
}

ValueOr<NumberSpan> readNumbers(std::string_view value, const Scale& scale)
{
    NumberSpan span{0, scale.most, true, true};
    if (const auto sides = sidesOf(value)) {
        const auto [left, right] = *sides;
        if (!left.empty()) {
            const auto least = readNumber(left, scale, "");
            if (!least)
                return tl::unexpected<ValueProblem>({least.error().message, {}});
            span.least = *least;
        }
        if (!right.empty()) {
            const auto most = readNumber(right, scale, "");
            if (!most)
                return tl::unexpected<ValueProblem>({most.error().message, {}});
            span.most = *most;
        }
        if (span.least > span.most)
            return problem("This span ends before it begins.", std::string(right) + ".." + std::string(left));
        return span;
    }
    const std::string_view whole = value;
    const Comparison comparison = takeComparison(value);
    const std::string_view sign = whole.substr(0, whole.size() - value.size());
    const auto number = readNumber(value, scale, sign);
    if (!number)
        return tl::unexpected(number.error());
    switch (comparison) {
    case Comparison::None:
    case Comparison::Equal:
        span.least = span.most = *number;
        break;
    case Comparison::Less:
    case Comparison::LessOrEqual:
        span.most = *number;
        span.mostCounts = comparison == Comparison::LessOrEqual;
        break;
    case Comparison::Greater:
    case Comparison::GreaterOrEqual:
        span.least = *number;
        span.leastCounts = comparison == Comparison::GreaterOrEqual;
        break;
    }
    return span;
}

} // namespace

ValueOr<TakenBetween> readDates(std::string_view value, Day today)
{
    if (const auto spoken = readSpoken(value, today))
        return *spoken;
    if (const auto sides = sidesOf(value)) {
        TakenBetween taken;
        const auto side = [&](std::string_view text) -> ValueOr<TakenBetween> {
            if (const auto spoken = readSpoken(text, today))
                return *spoken;
            auto span = readSpan(text);
            if (!span)
                return tl::unexpected<ValueProblem>({span.error().message, {}});
            return span;
        };
        for (const auto& [text, first] : {std::pair(sides->first, true), std::pair(sides->second, false)}) {
            if (text.empty())
                continue;
            const auto span = side(text);
            if (!span)
                return tl::unexpected(span.error());
            (first ? taken.from : taken.end) = first ? span->from : span->end;
        }
        if (taken.from && taken.end && *taken.from >= *taken.end)
            return problem("This span ends before it begins.",
                           std::string(sides->second) + ".." + std::string(sides->first));
        return taken;
    }
    const std::string_view whole = value;
    const Comparison comparison = takeComparison(value);
    const std::string sign(whole.substr(0, whole.size() - value.size()));
    auto span = readSpan(value);
    if (!span) {
        ValueProblem error = span.error();
        if (!error.instead.empty())
            error.instead = sign + error.instead;
        return tl::unexpected(std::move(error));
    }
    switch (comparison) {
    case Comparison::None:
    case Comparison::Equal:
        break;
    case Comparison::Less:
        return TakenBetween{std::nullopt, span->from};
    case Comparison::LessOrEqual:
        return TakenBetween{std::nullopt, span->end};
    case Comparison::GreaterOrEqual:
        return TakenBetween{span->from, std::nullopt};
    case Comparison::Greater:
        return TakenBetween{span->end, std::nullopt};
    }
    return span;
}

ValueOr<RatingIn> readRating(std::string_view value)
{
    const auto span = readNumbers(value, {5, "A rating", "0 to 5", false});
    if (!span)
        return tl::unexpected(span.error());
    return RatingIn{*span};
}

ValueOr<ConfidenceIn> readConfidence(std::string_view value)
{
    const auto span = readNumbers(value, {1, "Confidence", "0 to 1", true});
    if (!span)
        return tl::unexpected(span.error());
    return ConfidenceIn{*span};
}

ValueOr<Condition> readType(std::string_view value)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 20> kFormats{
        {{"jpeg", "jpeg"}, {"jpg", "jpeg"}, {"png", "png"},   {"webp", "webp"}, {"tiff", "tiff"},
         {"tif", "tiff"},  {"bmp", "bmp"},  {"gif", "gif"},   {"pnm", "pnm"},   {"ppm", "pnm"},
         {"pgm", "pnm"},   {"pbm", "pnm"},  {"heic", "heic"}, {"heif", "heic"}, {"avif", "avif"},
         {"raw", "raw"},   {"dng", "raw"},  {"cr2", "raw"},   {"nef", "raw"},   {"arw", "raw"}}};
    static constexpr std::array<std::pair<std::string_view, Shape>, 5> kShapes{{{"landscape", Shape::Landscape},
                                                                                {"portrait", Shape::Portrait},
                                                                                {"square", Shape::Square},
                                                                                {"panorama", Shape::Panorama},
                                                                                {"wide", Shape::Panorama}}};
    const std::string wanted = foldCase(value);
    std::vector<std::string_view> known;
    for (const auto& [name, format] : kFormats) {
        if (name == wanted)
            return FormatIs{std::string(format)};
        known.push_back(name);
    }
    for (const auto& [name, shape] : kShapes) {
        if (name == wanted)
            return ShapeIs{shape};
        known.push_back(name);
    }
    return problem(shown(value) +
                       " is no type of picture: write landscape, portrait, square, panorama, or a format such as jpeg.",
                   std::string(nearestWord(wanted, known)));
}

ValueOr<StateIs> readState(std::string_view value, bool& negates)
{
    struct Name {
        std::string_view text;
        State state;
        bool negates = false;
    };
    static constexpr std::array<Name, 14> kNames{{{"favourite", State::Favourite},
                                                  {"favorite", State::Favourite},
                                                  {"fav", State::Favourite},
                                                  {"edited", State::Edited},
                                                  {"undescribed", State::Undescribed},
                                                  {"described", State::Undescribed, true},
                                                  {"picked", State::Picked},
                                                  {"pick", State::Picked},
                                                  {"rejected", State::Rejected},
                                                  {"reject", State::Rejected},
                                                  {"tagged", State::Tagged},
                                                  {"untagged", State::Tagged, true},
                                                  {"favourites", State::Favourite},
                                                  {"favorites", State::Favourite}}};
    const std::string wanted = foldCase(value);
    std::vector<std::string_view> known;
    for (const Name& name : kNames) {
        if (name.text == wanted) {
            negates = name.negates;
            return StateIs{name.state};
        }
        known.push_back(name.text);
    }
    return problem("A picture can be favourite, edited, undescribed, picked, rejected or tagged, not " + shown(value) +
                       ".",
                   std::string(nearestWord(wanted, known)));
}

} // namespace vidimus::search
