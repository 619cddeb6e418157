#include "ui/search/picture_chip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "ui/common/format.h"
#include "ui/common/icons.h"

namespace vidimus::ui {

namespace {

constexpr QSize kPictureSize(24, 20);

} // namespace

PictureChip::PictureChip(QWidget* parent) : QFrame(parent), m_picture(new QLabel(this)), m_name(new QLabel(this))
{
    setObjectName(QStringLiteral("pictureChip"));
    auto* remove = new QToolButton(this);
    remove->setIcon(icon(QStringLiteral("close")));
    remove->setIconSize(QSize(12, 12));
    remove->setToolTip(tr("Search without this picture"));
    remove->setAccessibleName(remove->toolTip());
    connect(remove, &QToolButton::clicked, this, &PictureChip::removeAsked);
    m_name->setFont(format::captionSize(font()));

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(3, 1, 1, 1);
    row->setSpacing(4);
    row->addWidget(m_picture);
    row->addWidget(m_name);
    row->addWidget(remove);
    hide();
}

void PictureChip::show(const QPixmap& picture, const QString& name)
{
    QPixmap small;
    if (!picture.isNull()) {
        const qreal ratio = devicePixelRatioF();
        small = picture.scaled(kPictureSize * ratio, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        small.setDevicePixelRatio(ratio);
    }
    m_picture->setPixmap(small);
    m_picture->setVisible(!small.isNull());
    m_name->setText(m_name->fontMetrics().elidedText(name, Qt::ElideMiddle, 140));
    setToolTip(tr("Pictures like %1").arg(name));
    setVisible(true);
}

} // namespace vidimus::ui
