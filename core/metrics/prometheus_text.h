#pragma once

#include <string>

namespace vidimus::metrics {

class Registry;

/// Every stage as one Prometheus histogram, text format 0.0.4 (Content-Type: text/plain; version=0.0.4):
/// vidimus_stage_duration_seconds with the label "stage". Ends with a newline. Thread: any.
std::string prometheusText(const Registry& registry);

} // namespace vidimus::metrics
