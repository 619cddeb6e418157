#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace vidimus::draw {

/// A kind of thing that can be drawn.
struct Thing {
    std::string sign; ///< code point of its pictogram in hexadecimal digits, or the name of a plain shape
    std::string name; ///< lower case: "palm tree"
    std::string plural;
    std::vector<std::string> keywords; ///< "plant", "tree"
    bool tinted = false;               ///< drawn in other colours too

    /// Not "cheese" and not "scissors": of animals alone are there two "sheep".
    bool isCountable() const { return name != plural || keywords.front() == "animal"; }
    bool isShape() const { return !keywords.empty() && keywords.front() == "shape"; }
};

/// The things of one list. Thread: any.
class ThingCatalogue {
public:
    /// Lines "[keyword keyword]" begin a section; "SIGN name, plural[, tint]" is a thing of it; # begins a comment.
    /// Errors: NotFound, Unreadable, Corrupt (with the line).
    static Result<ThingCatalogue> read(const std::filesystem::path& file);

    /// `count` of them, spread evenly over the list, for small trials; all where there are not more.
    ThingCatalogue sample(int count) const;

    int count() const { return static_cast<int>(m_things.size()); }
    const Thing& operator[](int thing) const { return m_things[static_cast<std::size_t>(thing)]; }
    const std::vector<Thing>& things() const { return m_things; }
    /// Every keyword once, in order.
    std::vector<std::string> keywords() const;

private:
    std::vector<Thing> m_things;
};

} // namespace vidimus::draw
