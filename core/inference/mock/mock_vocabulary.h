#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace vidimus::inference::mock {

/// How far a phrase points along one coefficient of the property space.
struct Meaning {
    std::size_t coefficient = 0;
    float weight = 0.f;
};

/// What a phrase of one to three lower-case words means, exactly as spelt; empty when it is not known.
std::span<const Meaning> meaningOf(std::string_view phrase);

/// A word that says nothing of a picture: "the", "photo", "mostly".
bool isFiller(std::string_view word);

} // namespace vidimus::inference::mock
