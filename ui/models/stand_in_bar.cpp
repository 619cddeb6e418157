#include "ui/models/stand_in_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "ui/common/icons.h"
#include "ui/models/model_words.h"

namespace vidimus::ui {

namespace {

const QString kSentAway = QStringLiteral("window/standInSentAway");

} // namespace

StandInBar::StandInBar(services::Services& services, QWidget* parent) : QFrame(parent)
{
    setObjectName(QStringLiteral("modelBar"));
    const QString text = standInText(services.engine);
    auto* words = new QLabel(text, this);
    words->setWordWrap(true);
    words->setTextFormat(Qt::PlainText);
    auto* get = new QPushButton(tr("Get the full models…"), this);
    get->setAccessibleName(get->text());
    get->setToolTip(tr("About 1.6 GB from the Hugging Face hub, or from a folder"));
    connect(get, &QPushButton::clicked, this, &StandInBar::modelsAsked);
    auto* away = new QToolButton(this);
    away->setIcon(icon(QStringLiteral("close")));
    away->setIconSize(QSize(18, 18));
    away->setToolTip(tr("Do not say this again"));
    away->setAccessibleName(away->toolTip());
    connect(away, &QToolButton::clicked, this, [this, &services, text] {
        services.settings.values().setValue(kSentAway, text);
        hide();
    });
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 6, 8, 6);
    row->setSpacing(12);
    row->addWidget(words, 1);
    row->addWidget(get);
    row->addWidget(away);
    setVisible(!text.isEmpty() && services.settings.values().value(kSentAway).toString() != text);
}

} // namespace vidimus::ui
