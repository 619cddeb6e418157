#pragma once

#include <span>

#include "core/base/embedding.h"

namespace vidimus::search {

/// How much an exclusion counts beside what is wanted.
inline constexpr float kAgainst = 0.5f;

/// One direction to search along from what is wanted and what is not: "beach -people", this picture and that word.
///
/// Wanted vectors (unit length) are summed. Of each unwanted one only what sets it apart is subtracted: first the part that
/// all texts or pictures of a model have in common (`common`, of unit length; empty when unknown) is taken out, since to
/// subtract that would lead away from everything; then the part along what is wanted, so that "beach -sand" keeps the
/// whole of "beach". What remains is orthogonal to the wish: a picture loses kAgainst times its likeness to it.
/// With nothing wanted, the result points away from the unwanted. Unit length; empty when nothing is left.
Embedding queryVector(std::span<const Embedding> wanted, std::span<const Embedding> unwanted, const Embedding& common);

float dot(std::span<const float> a, std::span<const float> b);
/// To length 1; a vector of zeros stays.
void normalise(Embedding& vector);

} // namespace vidimus::search
