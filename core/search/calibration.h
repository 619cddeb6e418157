#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/base/embedding.h"

namespace vidimus::search {

/// What a similarity means, for one embedding model and one library.
///
/// A cosine is no probability: with CLIP a fitting caption has 0.3 and any caption 0.2, with another model other numbers,
/// and some pictures are a little like every text. So a similarity is told in standard deviations from what was to be
/// expected:
///
/// - Words are compared with a fixed bank of neutral texts (neutral_prompts.h). For a picture x, the bank's mean similarity
///   is |b| cos(b, x), b being the mean of the bank's vectors: one more look-up, whatever the bank's size. Its standard
///   deviation is taken over the bank and a sample of the library at once. z(q, x) = (cos(q, x) - mean(x)) / deviation.
/// - Pictures, and words where there is no bank, are compared with the library: z is cos(q, x) against mean and deviation
///   of cos(q, ·) over the sample.
///
/// Under the hypothesis that q has nothing to do with x, z is about normal. In a library of n pictures some are far out by
/// chance, so the line between likely and doubtful is drawn by the procedure of Benjamini & Hochberg (1995) over the
/// n tests: at most kFalseShare of what stands above it is expected to be there by chance; and never below kLeast.
///
/// A picture nearer to the query is never less likely than one further away: along the ranking z is levelled to the
/// nearest curve that only falls (isotonic regression; Barlow et al., 1972). On the starter's labelled scenes that took
/// what is right of what stands above the line from 33 to 60 %, and kept the ranking, which z by itself spoils.
///
/// Immutable. Thread: any.
class Calibration {
public:
    static constexpr double kFalseShare = 0.1;
    static constexpr float kLeast = 2.f;
    /// Fewer pictures than this say nothing of a library's spread.
    static constexpr std::size_t kLeastSample = 24;

    /// Knows nothing: every expectation is without deviation.
    Calibration() = default;
    /// Vectors of unit length and one dimension; either may be empty.
    Calibration(std::span<const Embedding> bank, std::span<const Embedding> sample);

    /// What a query's similarities are measured against; nothing can be said where the deviation is 0.
    struct Expectation {
        float mean = 0.f;
        float deviation = 0.f;

        float z(float similarity) const { return deviation > 0 ? (similarity - mean) / deviation : 0.f; }
        explicit operator bool() const { return deviation > 0; }
    };

    /// Whether words can be measured by the bank.
    bool knowsTexts() const { return m_deviation > 0; }
    /// The direction of the bank's mean, unit length; empty without a bank.
    const Embedding& common() const { return m_common; }
    /// For a picture whose cosine to common() is known.
    Expectation ofTexts(float cosineToCommon) const { return {m_commonLength * cosineToCommon, m_deviation}; }
    /// Over the sample. Some tenths of a millisecond.
    Expectation ofPictures(std::span<const float> query) const;

    /// The z of words. Where they divide the library more sharply than the bank's texts differ for a picture (a model that
    /// knows few of the bank's words, a library of many kinds), what is below the library's average is not likely.
    static float ofBoth(const Expectation& texts, const Expectation& library, float cosine);

    /// The nearest curve to z's in order of falling similarity that only falls, by least squares.
    static std::vector<float> levelled(std::span<const float> z);

    /// The z from which on hits are likely, given the best z's of `tests` pictures.
    static float line(std::span<const float> bestZ, std::size_t tests);
    /// 0..1, 0.5 on the line.
    static float relevance(float z, float line);

private:
    Embedding m_common;
    float m_commonLength = 0.f;
    float m_deviation = 0.f;
    std::vector<float> m_sample; ///< [pictures, dimension]
    std::size_t m_dimension = 0;
};

} // namespace vidimus::search
