#pragma once

#include <QLineEdit>

namespace vidimus::ui {

/// The line one types into. Hands on what is not text: a pasted picture, the arrow that leads into the gallery.
class SearchField final : public QLineEdit {
    Q_OBJECT
public:
    explicit SearchField(QWidget* parent = nullptr);

Q_SIGNALS:
    void pastePicturesAsked();
    void galleryAsked();
    void focusChanged(bool focused);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
};

} // namespace vidimus::ui
