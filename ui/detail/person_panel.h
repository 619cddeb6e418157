#pragma once

#include <vector>

#include <QFuture>
#include <QTimer>
#include <QWidget>

#include "core/services/services.h"

namespace vidimus::ui {

class EditDesk;
class KeyMap;
class MarksBar;
class TagEditor;

/// What a person says of the chosen pictures, one or many: stars, favourite, flag and tags, shown and changed here.
class PersonPanel final : public QWidget {
    Q_OBJECT
public:
    PersonPanel(services::Services& services, EditDesk& desk, QWidget* parent = nullptr);

    void setPhotos(std::vector<PhotoId> photos);
    /// Asks again when it shows any of them.
    void refresh(const QList<PhotoId>& changed);
    void useKeys(const KeyMap& keys);
    void setKnownTags(const QStringList& tags);
    void focusTags();
    TagEditor& tags() const { return *m_tags; }
    /// What is shown is true of the pictures chosen.
    bool isSettled() const { return m_asked == m_answered; }

Q_SIGNALS:
    void left();
    void settled();

private:
    void ask();

    services::Services& m_services;
    std::vector<PhotoId> m_photos;
    QFuture<Result<services::SharedMarks>> m_answer;
    QTimer m_rest; ///< runs while the choice may still change
    quint64 m_asked = 0;
    quint64 m_answered = 0;
    MarksBar* m_marks;
    TagEditor* m_tags;
};

} // namespace vidimus::ui
