#pragma once

#include <memory>
#include <stop_token>
#include <vector>

#include <QFuture>

#include "core/base/caption.h"
#include "core/base/error.h"
#include "core/base/ids.h"

class QThreadPool;

namespace vidimus::inference {
class InferenceQueue;
}
namespace vidimus::storage {
class Library;
}

namespace vidimus::services {

/// What else the model in use would say of a picture, asked when somebody wants to know. Goes ahead of an import.
/// Lives on one thread (the GUI's).
class CandidateService {
public:
    CandidateService(storage::Library& library, inference::InferenceQueue& inference);
    ~CandidateService();

    static constexpr int kMost = 5;

    /// Up to kMost captions, no two of the same words, most confident first. A new question cancels the one before.
    QFuture<Result<std::vector<Caption>>> ask(PhotoId photo);
    void cancel();

private:
    storage::Library& m_library;
    inference::InferenceQueue& m_inference;
    std::stop_source m_current;
    std::unique_ptr<QThreadPool> m_pool;
};

} // namespace vidimus::services
