#pragma once

#include "canvas.h"

namespace vidimus::samples {

// Each paints the whole canvas, whatever its size and (within reason) shape.

// scenes_mountains.cpp
void mountainsAtSunset(Canvas& canvas);
void loneTreeInFog(Canvas& canvas);
void snowyFirs(Canvas& canvas);
void northernLights(Canvas& canvas);
void waterfall(Canvas& canvas);

// scenes_sea.cpp
void moonOverTheSea(Canvas& canvas);
void beachWithWaves(Canvas& canvas);
void lighthouseAtDusk(Canvas& canvas);
void sailingBoat(Canvas& canvas);

// scenes_country.cpp
void autumnForest(Canvas& canvas);
void poppyField(Canvas& canvas);
void lavenderRows(Canvas& canvas);
void redBarn(Canvas& canvas);

// scenes_town.cpp
void skylineAtNight(Canvas& canvas);
void balloons(Canvas& canvas);
void lightsInTheRain(Canvas& canvas);

// scenes_still.cpp
void fruitBowl(Canvas& canvas);
void tulipsInAVase(Canvas& canvas);
void teaCup(Canvas& canvas);

// scenes_flowers.cpp
void daisy(Canvas& canvas);
void cherryBlossom(Canvas& canvas);

// scenes_indoors.cpp
void catAtTheWindow(Canvas& canvas);

// scenes_land.cpp
void rainbowOverHills(Canvas& canvas);
void desertDunes(Canvas& canvas);

// scenes_underwater.cpp
void coralReef(Canvas& canvas);
void koiPond(Canvas& canvas);

// scenes_abstract.cpp
void colourWaves(Canvas& canvas);
void paperShapes(Canvas& canvas);
void ringedPlanet(Canvas& canvas);
void tiles(Canvas& canvas);

/// On nothing: the picture keeps its transparency.
QImage butterfly(QSize size);
/// Few colours, large pixels.
QImage pixelCampfire(QSize size, int frame);

} // namespace vidimus::samples
