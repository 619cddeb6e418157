#pragma once

#include <QAbstractButton>

#include "core/base/caption.h"

namespace vidimus::ui {

/// One of the model's captions to choose: how sure, and the words, on as many lines as they need.
class CandidateRow final : public QAbstractButton {
    Q_OBJECT
public:
    CandidateRow(const Caption& caption, QWidget* parent);

    QString words() const { return m_words; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    int textLeft() const;

    QString m_words;
    QString m_percent;
    float m_confidence;
};

} // namespace vidimus::ui
