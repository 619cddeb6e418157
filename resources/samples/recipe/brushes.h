#pragma once

#include <functional>
#include <vector>

#include <QPainter>
#include <QPointF>

#include "canvas.h"
#include "noise.h"

namespace vidimus::samples {

/// The v of an outline at u.
using Outline = std::function<float(float)>;

/// A wandering outline around `base`; `sharp` makes mountains of hills.
Outline ridge(float base, float height, float frequency, int octaves, std::uint32_t seed, bool sharp = false);

/// Everything under the outline; `colour` also gets how far below the outline a place is.
void fillBelow(Canvas& canvas, const Outline& top, const std::function<Rgb(float u, float v, float below)>& colour);

/// A shining disc and the light around it.
void sun(Canvas& canvas, float u, float v, float radius, Rgb disc, Rgb glow, float reach);

struct CloudLook {
    float top = 0;
    float bottom = 0.5f;
    float scale = 2.5f;   ///< more is smaller
    float stretch = 2.2f; ///< wider than high by this
    float cover = 0.5f;   ///< 0 none, 1 all
    float softness = 0.35f;
    Rgb light{0xFFFFFF};
    Rgb shade{0x8090A0};
    float strength = 1;
    std::uint32_t seed = 1;
};
void cloudLayer(Canvas& canvas, const CloudLook& look);

void stars(Canvas& canvas, const Outline& bottom, int count, std::uint32_t seed);

void fir(QPainter& painter, float u, float v, float height, Rgb colour, Random& random, float snow = 0);

/// Many small dabs within an ellipse, in colours of the palette.
void foliage(QPainter& painter, QPointF centre, QSizeF reach, int count, float size, const std::vector<Rgb>& palette,
             Random& random, float alpha = 0.9f);

/// A trunk that parts into branches; the ends are added to `tips`.
void branch(QPainter& painter, Random& random, QPointF from, float length, float angle, float width, int depth,
            Rgb colour, std::vector<QPointF>* tips = nullptr);

void softEllipse(QPainter& painter, QPointF centre, double ru, double rv, Rgb colour, float alpha, float core = 0.f);

/// Darkens what lies under something that stands at `at`.
void shadow(Canvas& canvas, QPointF at, double ru, double rv, float strength, float blur);

/// Paints the picture anew with brush strokes that follow its forms, from broad to fine (sizes as shares of the
/// height). `detail` is how small a difference is still worth a fine stroke; `keep` how much of the original remains.
void oil(Canvas& canvas, const std::vector<float>& sizes, float detail, float keep, std::uint32_t seed);

} // namespace vidimus::samples
