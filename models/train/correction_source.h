#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "models/train/example.h"

namespace vidimus::train {

/// A person's own corrections, read from a Vidimus library: the pictures to which a person gave words, with these words.
/// One example in kOneIn is such a picture, the others come from another source, so that a model keeps what it knew while
/// it learns. The vocabulary stays that of the other source, too: a model trained on it can be gone on with, and words it
/// lacks are spelled.
class CorrectionSource final : public ExampleSource {
public:
    static constexpr std::uint64_t kOneIn = 4;

    /// Reads the words and the small pictures that the library keeps; neither the originals nor the library are changed.
    /// NotFound, saying what to do, when a person corrected nothing there. `others` outlives this.
    static Result<std::unique_ptr<CorrectionSource>> open(const std::filesystem::path& library,
                                                          const ExampleSource& others);

    std::size_t size() const { return m_corrections.size(); }

    Example example(std::uint64_t number, int patchesPerSide) const override;
    int patchKinds() const override { return m_others.patchKinds(); }
    int patchColours() const override { return m_others.patchColours(); }
    std::vector<std::string> everyWord() const override { return m_others.everyWord(); }

private:
    struct Correction {
        RgbImage picture;
        std::string words; ///< lower case
    };

    explicit CorrectionSource(const ExampleSource& others) : m_others(others) {}

    const ExampleSource& m_others;
    std::vector<Correction> m_corrections;
};

} // namespace vidimus::train
