#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QString>

#include "core/ingest/progress.h"

namespace vidimus::ingest {
class Pipeline;
}

class QThreadPool;

namespace vidimus::services {

/// The ingest pipeline as the window sees it: calls return at once, news come as signals on the receiver's thread, in
/// order and at most a few a second for progress(). Lives on the GUI thread.
class ImportService : public QObject {
    Q_OBJECT
public:
    /// `droppedFolder` is where pictures without a file (pasted, dragged from a browser) are kept.
    ImportService(ingest::Pipeline& pipeline, std::filesystem::path droppedFolder, QObject* parent = nullptr);
    ~ImportService() override;

    /// Files and folders (recursively). May be called again while it works.
    void importPaths(const QList<std::filesystem::path>& paths);
    /// A picture that is no file: encoded bytes as they came (kept as they are), named after `hint` (a title or a URL's
    /// last part; may be empty).
    void importData(const QByteArray& encoded, const QString& hint);

    /// Takes up what an earlier run left: unfinished imports, pictures not described by the model in use.
    void resumeUnfinished();
    /// Tries failed files and descriptions again; none named means all.
    void retry(const std::vector<storage::Failure>& failures = {});

    /// Paused work goes on where it stood. Pause and cancel let the pictures under way finish.
    void pause();
    void unpause();
    void cancel();

    /// The pictures on screen, best first: described before the others.
    void describeFirst(std::vector<PhotoId> visible);

    const ingest::Progress& progress() const { return m_progress; }

Q_SIGNALS:
    void progressChanged(const vidimus::ingest::Progress& progress);
    /// New in the library and ready to be shown; thumbnails are in the cache.
    void photosAdded(const QList<vidimus::PhotoId>& ids);
    /// Caption, state or place changed.
    void photosChanged(const QList<vidimus::PhotoId>& ids);
    void failuresChanged();
    /// Dropped or pasted data that is no picture or could not be kept; a sentence for people.
    void dataRefused(const QString& reason);
    void finished(const vidimus::ingest::Summary& summary);

private:
    class Observer;
    ingest::Pipeline& m_pipeline;
    std::filesystem::path m_droppedFolder;
    std::unique_ptr<Observer> m_observer;
    std::unique_ptr<QThreadPool> m_files; ///< writes what was dropped
    ingest::Progress m_progress;
};

} // namespace vidimus::services
