#pragma once

#include <span>
#include <string>
#include <string_view>

#include <QString>

#include "core/base/caption.h"

namespace vidimus::ui {

/// One row of the latency panel.
struct LatencyStage {
    /// Whose models do it; their origin labels its figures.
    enum class Models { None, Captions, Vectors, Both };

    std::string_view name; ///< of metrics::stage
    Models models;

    /// "Vision"
    QString label() const;
    /// "Looking at the picture, for captions and vectors"
    QString explanation() const;
};

/// In the order in which a picture, and then a query, passes through them.
std::span<const LatencyStage> latencyStages();

/// Of any stage of the registry, those that are no row included.
LatencyStage::Models modelsOf(std::string_view stage);

/// "local", "mock", "local + mock"; empty where no model is at work.
QString originText(LatencyStage::Models models, Origin captions, Origin vectors);
/// "BLIP base, CLIP ViT-B/32", each name once; empty likewise.
QString modelsText(LatencyStage::Models models, const std::string& captions, const std::string& vectors);

} // namespace vidimus::ui
