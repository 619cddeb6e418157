#pragma once

#include <functional>
#include <memory>
#include <vector>

#include <QList>
#include <QObject>
#include <QString>

#include "core/base/clock.h"
#include "core/storage/person_edit.h"

class QThreadPool;

namespace vidimus::storage {
class Library;
}

namespace vidimus::services {

/// What an edit, or its being taken back, changed.
struct EditNews {
    enum class Kind { Made, Undone, Redone };
    Kind kind = Kind::Made;
    QString text;          ///< of the step, for people: "Tagged 12 pictures"
    QList<PhotoId> photos; ///< whose marks or tags changed
    bool tagsChanged = false;
    bool albumsChanged = false; ///< which there are, or what is in them
    storage::AlbumId album;     ///< the one that was made or changed by name, if any
};

/// What a person says of pictures, their tags and albums: every change one step that can be taken back, batches too.
/// Calls return at once; steps are made one after the other, in the order asked, on a thread of their own, and are in
/// the library, and found by searches, when made() says so. Lives on the GUI thread.
class EditService : public QObject {
    Q_OBJECT
public:
    EditService(storage::Library& library, const Clock& clock, QObject* parent = nullptr);
    ~EditService() override;

    /// One step, called `text` where it can be taken back. What changes nothing is no step.
    void make(std::vector<storage::PersonEdit> edits, const QString& text);
    void undo();
    void redo();

    bool canUndo() const { return !m_undoText.isEmpty(); }
    bool canRedo() const { return !m_redoText.isEmpty(); }
    /// Of the step that undo() takes back, or redo() makes again; empty when there is none.
    QString undoText() const { return m_undoText; }
    QString redoText() const { return m_redoText; }
    /// Nothing is under way.
    bool isIdle() const { return m_underWay == 0; }

Q_SIGNALS:
    void made(const vidimus::services::EditNews& news);
    /// A sentence for people; nothing was changed.
    void failed(const QString& reason);
    void historyChanged();
    void idle();

private:
    class History;

    void run(std::function<void(History&)> work);

    QString m_undoText;
    QString m_redoText;
    int m_underWay = 0;
    std::unique_ptr<History> m_history; ///< used by the thread of the pool only
    std::unique_ptr<QThreadPool> m_worker;
};

} // namespace vidimus::services
