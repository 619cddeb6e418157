#pragma once

#include <vector>

#include <QListWidget>

namespace vidimus::ui {

/// What could be typed next, below the search bar. It never takes the focus: the field hands it the keys.
class SuggestionList final : public QListWidget {
    Q_OBJECT
public:
    struct Suggestion {
        QString text;         ///< as it would be typed
        QString detail;       ///< what it is, in grey
        bool command = false; ///< does something instead of being typed
    };

    /// `over` is the window it lies in, above everything else.
    explicit SuggestionList(QWidget* over);

    /// In line with `field`, below `under`; hides when there is nothing to suggest.
    void suggest(std::vector<Suggestion> suggestions, const QWidget& field, const QWidget& under);
    /// Again, where these have moved.
    void place(const QWidget& field, const QWidget& under);
    /// Up, Down, Enter, Tab and Esc while it is shown. True: the key was for it. 0
    /// asks whether it is shown.
    bool takeKey(int key);

Q_SIGNALS:
    void chosen(const QString& text, bool command);

private:
    void choose(QListWidgetItem* item);

    std::vector<Suggestion> m_suggestions;
};

} // namespace vidimus::ui
