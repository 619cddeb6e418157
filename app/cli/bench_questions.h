#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include <QByteArray>

#include "app/cli/bench_stages.h"
#include "core/base/error.h"

namespace vidimus::inference {
class InferenceQueue;
}
namespace vidimus::storage {
class Library;
}

namespace vidimus::cli {

/// How long questions take while pictures are read, decoded and described beside them: stage "search_during_import".
/// `files` are imported into `library` again and again, each time with other bytes, from `folder`; `ask` asks one question.
Result<StageResults> benchQuestionsDuringImport(storage::Library& library, inference::InferenceQueue& queue,
                                                const std::vector<QByteArray>& files,
                                                const std::filesystem::path& folder,
                                                const std::function<Result<void>()>& ask, const BenchPlan& plan);

} // namespace vidimus::cli
