#pragma once

#include <functional>

#include <QLineEdit>

namespace vidimus::ui {

/// The line one types into. Hands on what is not text: a pasted picture, the arrow that leads into the gallery, and keys
/// for what lies around it.
class SearchField final : public QLineEdit {
    Q_OBJECT
public:
    explicit SearchField(QWidget* parent = nullptr);

    /// True while suggestions are shown: they get the keys first.
    void setSuggesting(std::function<bool(int key)> takeKey) { m_takeKey = std::move(takeKey); }

Q_SIGNALS:
    void pastePicturesAsked();
    void galleryAsked();
    /// Leftwards out of the text: to the chips.
    void chipsAsked();
    void historyAsked();
    void completionAsked();
    void focusChanged(bool focused);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    std::function<bool(int key)> m_takeKey;
};

} // namespace vidimus::ui
