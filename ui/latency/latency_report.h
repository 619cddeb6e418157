#pragma once

#include <vector>

#include <QString>

#include "core/metrics/registry.h"
#include "core/services/comparison.h"
#include "core/services/services.h"

namespace vidimus::ui {

/// What the latency panel shows, as it can be given to others.
struct LatencyReport {
    struct Row {
        enum class Measured { Session, Comparison };
        Measured measured = Measured::Session;
        QString origin; ///< of the models: "local", "mock", "local + mock"; empty where none is at work
        QString models; ///< "BLIP base, CLIP ViT-B/32"; empty likewise
        metrics::StageSummary times;
    };

    QString moment;
    QString state; ///< "11 pictures/s · 4 waiting · 412 MB"
    std::vector<Row> rows;
    QString words; ///< of the comparison; may be empty
};

void addSession(LatencyReport& report, const std::vector<metrics::StageSummary>& stages,
                const services::EngineStatus& engine);
void addComparison(LatencyReport& report, const services::Comparison& comparison);

/// RFC 4180 with a heading, numbers with a point whatever the language, times in milliseconds.
QString csvOf(const LatencyReport& report);
/// For people: aligned columns.
QString textOf(const LatencyReport& report);

} // namespace vidimus::ui
