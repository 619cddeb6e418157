#pragma once

#include <vector>

#include <QStringListModel>
#include <QWidget>

#include "core/storage/person_records.h"

class QCompleter;
class QLineEdit;
class QToolButton;

namespace vidimus::ui {

class FlowLayout;
class KeyMap;

/// The tags of one or several pictures, each with a way to take it off, and a field that completes known tags and adds
/// what is typed. Tags that only some of the pictures carry say how many do.
class TagEditor final : public QWidget {
    Q_OBJECT
public:
    explicit TagEditor(QWidget* parent = nullptr);

    void setTags(const std::vector<storage::TagCount>& tags, std::size_t photos);
    /// A tool tip that names the key, now and after every change.
    void useKeys(const KeyMap& keys);
    /// What the field completes.
    void setKnown(const QStringList& tags);
    void focusField();
    QLineEdit& field() const { return *m_field; }

Q_SIGNALS:
    void added(const QStringList& tags);
    void removed(const QString& tag);
    /// Esc in the field.
    void left();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Chip {
        QWidget* frame = nullptr;
        QToolButton* remove = nullptr;
    };

    Chip makeChip(const storage::TagCount& tag, std::size_t photos);
    void addTyped();

    FlowLayout* m_flow;
    std::vector<Chip> m_chips;
    QLineEdit* m_field;
    QStringListModel m_known;
    QCompleter* m_completer; ///< of m_known
};

} // namespace vidimus::ui
