#pragma once

#include <QString>

#include "core/services/comparison.h"
#include "core/services/services.h"

/// What a comparison found, in sentences.
namespace vidimus::ui {

/// What one job took in the system this program replaces, in milliseconds: what the ratios are held against.
namespace replaced {
inline constexpr double kCaptionMs = 4600;
inline constexpr double kVectorMs = 1600;
} // namespace replaced

/// "20 times faster", "1.4 times faster", "about as fast", "3.0 times slower".
QString ratioText(double ms, double thanMs);

/// One sentence a line. `reason`: why the models in use are what they are.
QString comparisonText(const services::Comparison& comparison, const QString& reason);

} // namespace vidimus::ui
