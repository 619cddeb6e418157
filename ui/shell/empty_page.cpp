#include "ui/shell/empty_page.h"

#include <QIcon>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/common/format.h"
#include "ui/common/origin_chip.h"
#include "ui/keys/key_map.h"

namespace vidimus::ui {

namespace {

constexpr int kTextWidth = 440;

QLabel* line(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    return label;
}

} // namespace

EmptyPage::EmptyPage(const services::Services& services, QWidget* parent)
    : QWidget(parent), m_choose(new QPushButton(tr("Choose pictures…"), this))
{
    auto* block = new QWidget(this); // keeps the lines short however wide the window is
    block->setMaximumWidth(kTextWidth);
    block->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    auto* mark = new QLabel(this);
    mark->setPixmap(QIcon(QStringLiteral(":/icons/vidimus.svg")).pixmap(QSize(64, 64), devicePixelRatioF()));
    mark->setAlignment(Qt::AlignCenter);
    auto* title = line(tr("Drop your pictures here"), this);
    title->setFont(format::titleSize(title->font()));
    auto* words =
        line(tr("Files, folders, or a picture from your browser. They stay where they are; Vidimus only looks at "
                "them, on this computer."),
             this);

    m_choose->setObjectName(QStringLiteral("primary"));
    m_choose->setAccessibleName(tr("Choose pictures"));
    connect(m_choose, &QPushButton::clicked, this, &EmptyPage::chooseAsked);
    auto* demo = new QPushButton(tr("Look at the demo"), this);
    demo->setToolTip(tr("Adds the pictures that come with Vidimus"));
    demo->setAccessibleName(demo->text());
    demo->setVisible(!services.samples.empty());
    connect(demo, &QPushButton::clicked, this, &EmptyPage::demoAsked);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(m_choose);
    buttons->addWidget(demo);
    buttons->addStretch(1);

    auto* chip = new OriginChip(this);
    const QString why = format::text(services.engine.reason());
    chip->setOrigin(services.engine.captions.origin, why);
    auto* reason = line(why, this);
    reason->setObjectName(QStringLiteral("secondary"));
    reason->setFont(format::captionSize(reason->font()));

    auto* lines = new QVBoxLayout(block);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(12);
    lines->addWidget(mark);
    lines->addSpacing(4);
    lines->addWidget(title);
    lines->addWidget(words);
    lines->addSpacing(8);
    lines->addLayout(buttons);
    lines->addSpacing(16);
    lines->addWidget(chip, 0, Qt::AlignHCenter);
    lines->addWidget(reason);
    auto* across = new QHBoxLayout;
    across->addStretch(1);
    across->addWidget(block, 100);
    across->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(32, 24, 32, 24);
    column->addStretch(1);
    column->addLayout(across);
    column->addStretch(1);
}

void EmptyPage::useKeys(const KeyMap& keys)
{
    keys.explain(*m_choose, tr("Choose files to add"), Command::AddFiles);
}

void EmptyPage::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen dashes(palette().color(QPalette::Dark), 1.5, Qt::CustomDashLine, Qt::RoundCap);
    dashes.setDashPattern({4, 4});
    painter.setPen(dashes);
    painter.drawRoundedRect(QRectF(rect()).adjusted(16.5, 4.5, -16.5, -16.5), 10, 10);
}

} // namespace vidimus::ui
