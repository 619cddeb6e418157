#pragma once

#include <QFrame>
#include <QPixmap>

class QLabel;

namespace vidimus::ui {

/// The picture that is searched by, inside the search bar, with a way to let go of it.
class PictureChip final : public QFrame {
    Q_OBJECT
public:
    explicit PictureChip(QWidget* parent = nullptr);
    void show(const QPixmap& picture, const QString& name);

Q_SIGNALS:
    void removeAsked();

private:
    QLabel* m_picture;
    QLabel* m_name;
};

} // namespace vidimus::ui
