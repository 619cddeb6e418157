#pragma once

#include <string>
#include <vector>

#include <QColor>
#include <QImage>
#include <QPointF>

namespace vidimus::plots {

struct Line {
    std::string name; ///< for the legend; empty: not in it
    QColor colour;
    std::vector<QPointF> points;
    bool dashed = false;
};

/// Values over a range, lines or bars, with axes that are labelled in round steps.
struct Plot {
    std::string title;
    std::string xName;
    std::string yName;
    double xEnd = 1; ///< both axes begin at 0
    double yEnd = 1;
    std::vector<Line> lines;
    std::vector<double> bars; ///< evenly over the x axis; a negative one is left out
};

/// How often which thing was taken for which.
struct Confusion {
    std::string shown;
    std::string named; ///< "-": nothing was named in its place
    int count = 0;
};

/// Pictures to be saved as PNG: dark on white. Need a QGuiApplication.
QImage drawPlot(const Plot& plot);
QImage drawConfusions(const std::string& title, const std::vector<Confusion>& confusions);

} // namespace vidimus::plots
