#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace vidimus::ui {

/// Says why there are no pictures to see, and offers one thing to do about it.
class MessagePage final : public QWidget {
    Q_OBJECT
public:
    explicit MessagePage(QWidget* parent = nullptr);
    /// Without a button when `action` is empty.
    void setMessage(const QString& title, const QString& text, const QString& action = {});
    QString title() const;
    QString text() const;

Q_SIGNALS:
    void actionAsked();

private:
    QLabel* m_title;
    QLabel* m_text;
    QPushButton* m_action;
};

} // namespace vidimus::ui
