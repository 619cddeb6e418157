#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/cli/bench_stages.h"
#include "app/composition/engine_choice.h"
#include "core/base/error.h"

namespace vidimus::cli {

struct CommandContext;

/// The same pictures through the mock and through every way this machine has of running the models: LibTorch operator by
/// operator ("eager."), and weights packed in each precision ("fp32.", "bf16.", "int8."). One after the other, so that one
/// model at a time is in memory; a way that this processor lacks is left out.
Result<StageResults> compareWays(CommandContext& context, const app::EngineRequest& request,
                                 const std::vector<std::shared_ptr<const RgbImage>>& pictures, const BenchPlan& plan);

/// By stage ("caption", "embed", "embed_text"): how many times quicker than the eager way the models in use are. Empty
/// where nothing was compared.
std::map<std::string, double> ratiosToEager(const StageResults& results);

} // namespace vidimus::cli
