#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/rgb_image.h"

namespace vidimus::train {

/// Something that can be true of a picture. Sources decide what their numbers stand for.
using Fact = std::uint64_t;

/// Words about a picture, and what makes them true of a picture: all of `needs`, in order, each once.
struct ExampleText {
    std::string text;
    std::vector<Fact> needs;
};

/// What is known of the square of one patch.
struct PatchLabel {
    std::int16_t kind = 0;   ///< 0: nothing there; otherwise 1 and up
    std::int16_t colour = 0; ///< 0: none that has a name
    bool isMiddle = false;   ///< of a thing
};

inline constexpr int kTextsOfExample = 2;

/// One picture and what is to be learnt from it.
struct Example {
    RgbImage picture;
    std::string caption;                            ///< what a captioner is to say
    std::array<ExampleText, kTextsOfExample> texts; ///< by which people would look for it: a sentence, a word or two
    std::vector<Fact> facts;                        ///< all that is true of it, in order
    std::vector<PatchLabel> patches;                ///< row by row; empty where nobody labelled them
};

/// Whether words made for one picture are true of another as well.
bool isTrueOf(const ExampleText& text, const std::vector<Fact>& facts);

/// Where examples come from: drawn scenes, or a person's own corrections. Thread: any number of callers at once.
class ExampleSource {
public:
    ExampleSource() = default;
    ExampleSource(const ExampleSource&) = delete;
    ExampleSource& operator=(const ExampleSource&) = delete;
    virtual ~ExampleSource() = default;

    /// The same for the same number, so that a run goes on where it was stopped. Any number will do: a source that has an
    /// end begins anew. `patchesPerSide`: how many patches the model cuts a picture into.
    virtual Example example(std::uint64_t number, int patchesPerSide) const = 0;
    virtual int patchKinds() const = 0; ///< one more than the largest PatchLabel::kind; 0: no labels
    virtual int patchColours() const = 0;
    virtual std::vector<std::string> everyWord() const = 0; ///< of captions and texts, lower case
};

} // namespace vidimus::train
