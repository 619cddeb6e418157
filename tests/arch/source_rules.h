#pragma once

#include <set>
#include <string>
#include <vector>

namespace vidimus::arch {

struct Source {
    std::string path; ///< from the repository's root, with slashes: "core/index/hnsw_index.cpp"
    std::string text;
};

/// What a source is judged against.
struct Surroundings {
    std::set<std::string> files;         ///< all paths of core, ui and app
    std::set<std::string> widgetHeaders; ///< file names of QtWidgets: "QWidget", "qwidget.h", …
};

struct Violation {
    std::string path;
    int line = 0;
    std::string rule;
};

/// Every breach of the layering and of the habits that go with it.
std::vector<Violation> violationsOf(const Source& source, const Surroundings& surroundings);

/// "core/index/x.cpp:7: …"
std::string describe(const Violation& violation);

} // namespace vidimus::arch
