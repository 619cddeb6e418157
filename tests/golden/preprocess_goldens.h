#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "core/base/rgb_image.h"
#include "core/inference/checkpoint/checkpoint.h"
#include "core/inference/preprocess/preprocess_config.h"
#include "tests/golden/golden_check.h"

namespace vidimus::golden {

/// SHA-256 as lower-case hexadecimal digits.
using Sha256 = std::function<std::string(std::span<const std::byte>)>;

/// One of the originals' ways to prepare a picture, as the names of the arrays have it: "blip.384", "clip_hf.224".
struct Pipeline {
    std::string kind; ///< "blip", "clip_hf" or "clip_openclip"
    int size = 0;

    std::string name() const { return kind + "." + std::to_string(size); }
    auto operator<=>(const Pipeline&) const = default;
};

/// The numbers of a folder like reference/preprocess. Throws std::runtime_error where they are not as described.
class PreprocessGoldens {
public:
    explicit PreprocessGoldens(const std::filesystem::path& folder);

    const std::set<std::string>& files() const { return m_files; }
    /// Pillow's name for the kind of pixels a file holds: "RGB", "P", "CMYK", …
    std::string mode(const std::string& file) const;
    /// What the original's decoder gave; none for the larger files.
    std::optional<RgbImage> decoded(const std::string& file) const;
    /// What every pipeline makes of `image`, compared bit for bit with what the original made of `file`. Checksums are
    /// compared too where there is a `sha256`.
    void compare(const std::string& file, const RgbImage& image, const Sha256& sha256, GoldenChecks& checks) const;
    /// The same with what the originals made of the picture turned upright, where there are such numbers.
    void compareUpright(const std::string& file, const RgbImage& image, GoldenChecks& checks) const;
    /// Whether the file's EXIF data say that it is not stored upright; the originals pay no heed to that.
    bool storedTurned(const std::string& file) const;

    /// OpenCLIP resizes pictures of some modes before it makes RGB of them: palettes with the nearest colour, alpha
    /// premultiplied, CMYK as it is. All pictures are RGB here before they are resized, which is what Hugging Face does,
    /// so for these modes OpenCLIP's pipeline is compared with what Hugging Face's gave.
    static bool resizedBeforeConversion(std::string_view mode);

private:
    struct Prepared;
    std::set<Pipeline> pipelines(const std::string& file) const;
    std::optional<Pipeline> expectedFrom(const std::string& file, const Pipeline& pipeline,
                                         const RgbImage& image) const;
    void compareArrays(const std::string& name, const std::string& key, const Prepared& got,
                       GoldenChecks& checks) const;

    inference::Checkpoint m_arrays;
    nlohmann::json m_images; ///< of golden.json, by file
    std::set<std::string> m_files;
    std::string m_prefix;
};

} // namespace vidimus::golden
