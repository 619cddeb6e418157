#include "ui/common/origin_chip.h"

#include <QCoreApplication>

#include "ui/common/format.h"

namespace vidimus::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(vidimus::ui::OriginChip)
};

} // namespace

QString originLabel(Origin origin)
{
    switch (origin) {
    case Origin::Mock:
        return Words::tr("mock");
    case Origin::Starter:
        return Words::tr("starter");
    case Origin::Local:
        return Words::tr("local");
    case Origin::Cloud:
        return Words::tr("cloud");
    }
    return {};
}

QString originExplanation(Origin origin)
{
    switch (origin) {
    case Origin::Mock:
        return Words::tr(
            "The words come from the mock: it names colours, brightness and shape, and does not recognise what "
            "is in the picture.");
    case Origin::Starter:
        return Words::tr("The words come from the small model that ships with Vidimus: quick, and often vague.");
    case Origin::Local:
        return Words::tr("The words come from a model on this computer. The picture did not leave it.");
    case Origin::Cloud:
        return Words::tr("The words come from a service on the network. The picture was sent there.");
    }
    return {};
}

OriginChip::OriginChip(QWidget* parent) : QLabel(parent)
{
    setObjectName(QStringLiteral("chip"));
    setFont(format::captionSize(font()));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void OriginChip::setOrigin(Origin origin, const QString& reason)
{
    setText(originLabel(origin));
    QString explanation = originExplanation(origin);
    if (!reason.isEmpty())
        explanation += QStringLiteral("\n") + reason;
    setToolTip(
        QStringLiteral("<p>%1</p>").arg(explanation.toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>"))));
    setAccessibleName(Words::tr("Origin of the caption: %1").arg(originLabel(origin)));
    setAccessibleDescription(explanation);
}

} // namespace vidimus::ui
