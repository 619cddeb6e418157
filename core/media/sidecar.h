#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace vidimus::media {

/// What a sidecar is to say of a picture; parts that are absent are left as they are in it.
struct SidecarText {
    std::string description;          ///< empty: none
    bool replacesDescription = false; ///< a person's words: also in place of words that are there
    std::vector<std::string> tags;    ///< added to those that are there
    std::optional<int> rating;        ///< 1..5; -1 for rejected
    std::string model;                ///< that wrote the caption; empty: a person did, or nobody
    std::optional<float> confidence;  ///< of the model in its caption
    bool reviewed = false;            ///< a person accepted the model's caption
};

/// An XMP packet as a sidecar holds it. `existing` is the sidecar there is, or empty: whatever it says that is not ours
/// stays. Corrupt when `existing` is no XMP: such a file is nobody's to overwrite. Thread: one at a time.
Result<std::string> writeSidecar(const std::string& existing, const SidecarText& text);

/// What a sidecar says; fields of others are passed over. Corrupt when it is no XMP. Thread: one at a time.
Result<SidecarText> readSidecar(const std::string& packet);

} // namespace vidimus::media
