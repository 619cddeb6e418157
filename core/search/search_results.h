#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/ids.h"
#include "core/base/rgb_image.h"

namespace vidimus::search {

/// What is asked: words (`dog "red ball" -people`), a picture, or both.
struct Query {
    std::string text;
    std::filesystem::path imageFile; ///< a picture to look for the like of
    PhotoId likePhoto;               ///< one of the library to look for the like of
    std::size_t limit = 200;
};

struct Hit {
    PhotoId id;
    float score = 0.f;         ///< what the ranking is by, 0..1, best near 1; only comparable within one answer
    float similarity = 0.f;    ///< cosine to the query; 0 when the picture has no vector yet
    bool matchedWords = false; ///< caption, tags or name hold the words typed
};

struct Times {
    double embedMs = 0;
    double indexMs = 0;
    double totalMs = 0;
};

struct Results {
    std::vector<Hit> hits; ///< best first
    Times times;
    std::string note; ///< a sentence for people when the answer is less than usual ("The index is being built: …")
};

} // namespace vidimus::search
