#pragma once

#include <QTextEdit>

#include "core/base/caption.h"

namespace vidimus::ui {

/// A caption to read and copy: words the model doubted have a dotted underline and say so on hover. As high as its text.
/// Can be written in its place: Enter, or going elsewhere, keeps what was typed; Esc leaves it.
class CaptionView final : public QTextEdit {
    Q_OBJECT
public:
    explicit CaptionView(QWidget* parent = nullptr);

    void setCaption(const Caption& caption);
    /// Something that is no caption ("describing…").
    void setQuietText(const QString& text);

    /// Begins writing; what is shown meanwhile waits until the writing ends.
    void edit(const QString& words);
    bool isEditing() const { return !isReadOnly(); }
    /// Ends the writing as Enter does.
    void keep();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// A person wants to write: double click.
    void editAsked();
    void kept(const QString& words);
    /// After kept(), or without it.
    void editingEnded();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void insertFromMimeData(const QMimeData* source) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void write();
    void fit();
    void endEditing();

    Caption m_shown;
    QString m_quiet; ///< instead of a caption
};

} // namespace vidimus::ui
