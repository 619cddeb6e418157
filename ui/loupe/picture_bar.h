#pragma once

#include <QTimer>
#include <QVariantAnimation>
#include <QWidget>

#include "core/storage/photo_records.h"

namespace vidimus::ui {

/// What is told of the picture looked at: its caption with the confidence, name and marks, and where one is. Below the
/// picture, or over it in full screen, where it fades after a while.
class PictureBar final : public QWidget {
    Q_OBJECT
public:
    struct Words {
        QString caption;  ///< the words shown; empty when there are none yet
        bool own = false; ///< a person's: no model's confidence belongs to them
        float confidence = 0.f;
        QString name;
        QString place; ///< "12 of 340 · 87 %"
        storage::PersonMarks marks;
    };

    explicit PictureBar(QWidget* parent = nullptr);

    void setWords(const Words& words);
    const Words& words() const { return m_words; }
    static Words wordsOf(const storage::PhotoCard* card);

    void setOverPicture(bool over);
    /// Light words, for black around it.
    void setOnBlack(bool black);
    /// The pointer moved: over a picture it comes back for a while.
    void wake();
    bool isAwake() const { return m_opacity > 0; }
    void setRest(int milliseconds) { m_rest.setInterval(milliseconds); }

    QSize sizeHint() const override;

Q_SIGNALS:
    /// The bar went out of sight, or came back.
    void awakened(bool awake);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    void fadeTo(double opacity);
    double paintMarks(QPainter& painter, const QRectF& line, const QColor& colour) const;
    QString spoken() const;

    Words m_words;
    bool m_over = false;
    bool m_onBlack = false;
    double m_opacity = 1;
    QTimer m_rest;
    QVariantAnimation m_fade;
};

} // namespace vidimus::ui
