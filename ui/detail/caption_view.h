#pragma once

#include <QTextEdit>

#include "core/base/caption.h"

namespace vidimus::ui {

/// A caption to read and copy: words the model doubted have a dotted underline and say so on hover. As high as its text.
class CaptionView final : public QTextEdit {
    Q_OBJECT
public:
    explicit CaptionView(QWidget* parent = nullptr);

    void setCaption(const Caption& caption);
    /// Something that is no caption ("describing…").
    void setQuietText(const QString& text);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void write();
    void fit();

    Caption m_shown;
    QString m_quiet; ///< instead of a caption
};

} // namespace vidimus::ui
