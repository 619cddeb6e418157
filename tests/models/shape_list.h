#pragma once

#include <fstream>
#include <stdexcept>

#include <QTemporaryDir>

#include "models/draw/glyphs.h"
#include "models/draw/thing_catalogue.h"

namespace vidimus::test {

/// The plain shapes, as a list of things that needs no font.
inline draw::ThingCatalogue shapes()
{
    const QTemporaryDir folder;
    const std::string file = folder.filePath(QStringLiteral("things.txt")).toStdString();
    std::ofstream(file) << "# a comment\n[shape round]\ncircle circle, circles, tint\nring ring, rings, tint\n"
                           "[shape]\nsquare square, squares, tint\ntriangle triangle, triangles, tint\n"
                           "cross cross, crosses, tint\narrow arrow, arrows, tint\n";
    auto things = draw::ThingCatalogue::read(file);
    if (!things)
        throw std::runtime_error(things.error().message);
    return *things;
}

inline draw::Glyphs glyphsOf(const draw::ThingCatalogue& things)
{
    auto glyphs = draw::Glyphs::render(things);
    if (!glyphs)
        throw std::runtime_error(glyphs.error().message);
    return *glyphs;
}

} // namespace vidimus::test
