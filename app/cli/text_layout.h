#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Texts of a terminal: widths in columns, figures for people. Locale-independent: "0.86" in every country.
namespace vidimus::cli {

/// Columns a UTF-8 text takes: wide East Asian characters and emoji count two, combining marks none.
std::size_t displayWidth(std::string_view text);
/// The end (or the start) left out where the text is wider; `utf8` says which mark stands for what is left out.
std::string cutEnd(std::string_view text, std::size_t width, bool utf8);
std::string cutStart(std::string_view text, std::size_t width, bool utf8);
/// Filled up with spaces behind (or before).
std::string padRight(std::string text, std::size_t width);
std::string padLeft(std::string text, std::size_t width);

std::string fixed(double value, int decimals);
/// "1,204"
std::string grouped(std::int64_t value);
/// "1 picture", "2 pictures"
std::string counted(std::int64_t count, const std::string& singular);
/// "0.4 s", "12 s", "3 min 5 s", "2 h 10 min"
std::string duration(double seconds);
/// "84 a second", "0.3 a second"
std::string rate(double perSecond);
/// "3.4 MB"
std::string byteSize(std::uint64_t bytes);
/// "● 0.86": full from 0.75, half from 0.5; the figure alone where there are no glyphs.
std::string confidenceText(double confidence, bool utf8);
/// Seconds since 1970 as "2023-06-17 18:02:11", no zone applied; `separator` stands between date and time.
std::string dateTime(std::int64_t seconds, char separator = ' ');

} // namespace vidimus::cli
