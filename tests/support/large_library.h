#pragma once

#include <cstdint>
#include <vector>

#include <QByteArray>
#include <QSize>

#include "core/storage/library.h"

namespace vidimus::test {

/// A thumbnail that many pictures share.
struct MadeThumbnail {
    QSize shape; ///< of the picture it stands for, in the same proportion
    QByteArray jpeg;
};

struct LargeLibraryPlan {
    int photos = 100'000;
    std::uint64_t seed = 1;
    int dimension = 512;                        ///< of the vectors; 0 for pictures that nobody described
    std::vector<MadeThumbnail> thumbnails = {}; ///< none: drawn
    int perFolder = 500;
    bool badClocks = true; ///< a few pictures of 1970 and of 2099
};

/// Photos without files, as years of a person's life leave them: days of few and of many pictures, a folder for each
/// outing, captions, vectors around a few hundred subjects. The newest was taken in November 2023 and has the first id.
/// The same seed makes the same library; 100,000 take about half a minute and 700 MB.
void fillLargeLibrary(storage::Library& library, const LargeLibraryPlan& plan);

} // namespace vidimus::test
