#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

#include <QObject>
#include <QString>

#include "core/base/caption.h"
#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/metrics/registry.h"
#include "core/services/comparison.h"

class QThreadPool;

namespace vidimus::inference {
class Engine;
class InferenceQueue;
} // namespace vidimus::inference
namespace vidimus::storage {
class Library;
}

namespace vidimus::services {

/// Runs the models in use and, beside them, other ones over some pictures, picture by picture in turn, and times both.
/// The models in use are asked through their queue, behind what an import put there, so nothing waits for a comparison.
/// Nothing of it goes into the library. Lives on the GUI thread; the work is done on one of its own.
class ComparisonService : public QObject {
    Q_OBJECT
public:
    /// What is referred to outlives the service.
    struct Parts {
        storage::Library& library;
        inference::InferenceQueue& queue;
        /// Makes the other engine, on the worker thread. Null: there are no other models, and only those in use are timed.
        std::function<std::unique_ptr<inference::Engine>()> makeOther;
        Origin otherOrigin = Origin::Mock;
        std::filesystem::path samples; ///< pictures to take when the library has none; may be empty
    };

    explicit ComparisonService(Parts parts, QObject* parent = nullptr);
    ~ComparisonService() override;

    /// At most this many pictures, picked evenly where more are chosen; this many of the library when none is.
    static constexpr int kMostChosen = 48;
    static constexpr int kOfLibrary = 12;

    /// Returns at once; does nothing while a comparison is under way. Ends with finished(), failed() or cancelled().
    void start(std::vector<PhotoId> chosen);
    void cancel();
    bool isRunning() const { return m_running; }

    /// The times of the other models as they come, those of the last run; the models in use are timed by their queue.
    const metrics::Registry& otherMetrics() const { return m_otherMetrics; }
    Origin otherOrigin() const { return m_parts.otherOrigin; }

Q_SIGNALS:
    void progressChanged(int done, int total);
    void finished(const vidimus::services::Comparison& comparison);
    /// A sentence for people.
    void failed(const QString& reason);
    void cancelled();

private:
    void end(const Result<Comparison>& result);

    const Parts m_parts;
    metrics::Registry m_otherMetrics;
    std::stop_source m_stop;
    bool m_running = false;
    std::unique_ptr<QThreadPool> m_worker;
};

} // namespace vidimus::services
