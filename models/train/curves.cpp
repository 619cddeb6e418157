#include "models/train/curves.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "core/base/path_text.h"

namespace vidimus::train {

namespace {

constexpr std::size_t kPictures = 2; ///< columns of metrics.csv
constexpr std::size_t kWords = 10;
constexpr std::size_t kSentences = 11;
constexpr std::size_t kKinds = 12;
constexpr std::size_t kColumns = 14;

} // namespace

Result<plots::Plot> curvesOf(const std::filesystem::path& metrics)
{
    std::ifstream in(metrics);
    if (!in)
        return fail(ErrorCode::NotFound, displayPath(metrics) + " cannot be opened.");
    plots::Plot plot;
    plot.title = "Training: right answers over the pictures seen";
    plot.xName = "pictures";
    plot.yName = "right";
    plot.xEnd = 0;
    plots::Line words{"next words of captions, unseen scenes", QColor(40, 100, 200), {}, false};
    plots::Line sentences{"sentences among 256, unseen scenes", QColor(40, 150, 90), {}, false};
    plots::Line kinds{"things in patches, unseen scenes", QColor(210, 120, 30), {}, false};
    plots::Line trained{"next words of captions, in training", QColor(150, 175, 220), {}, true};
    for (std::string line; std::getline(in, line);) {
        std::vector<std::string> cells;
        std::istringstream row(line);
        for (std::string cell; std::getline(row, cell, ',');)
            cells.push_back(cell);
        if (cells.size() != kColumns || cells.front() == "kind")
            continue;
        try {
            const double pictures = std::stod(cells[kPictures]);
            const auto add = [&](plots::Line& to, std::size_t column) {
                to.points.emplace_back(pictures, std::stod(cells[column]));
            };
            plot.xEnd = std::max(plot.xEnd, pictures);
            if (cells.front() == "unseen") {
                add(words, kWords);
                add(sentences, kSentences);
                add(kinds, kKinds);
            } else {
                add(trained, kWords);
            }
        } catch (const std::exception&) {
            return fail(ErrorCode::Corrupt,
                        displayPath(metrics) + " holds a line that is no row of figures: " + displayText(line));
        }
    }
    if (plot.xEnd <= 0)
        return fail(ErrorCode::Corrupt, displayPath(metrics) + " holds no figures.");
    plot.lines = {trained, words, sentences, kinds};
    return plot;
}

} // namespace vidimus::train
