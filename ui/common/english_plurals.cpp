#include "ui/common/english_plurals.h"

#include <QRegularExpression>

namespace vidimus::ui {

QString EnglishPlurals::translate(const char*, const char* source, const char*, int n) const
{
    QString text = QString::fromUtf8(source);
    if (n < 0 || !text.contains(QLatin1Char('(')))
        return {};
    static const QRegularExpression pair(QStringLiteral("\\((\\w*)\\|(\\w*)\\)"));
    text.replace(pair, n == 1 ? QStringLiteral("\\1") : QStringLiteral("\\2"));
    text.replace(QLatin1String("(s)"), n == 1 ? QLatin1String("") : QLatin1String("s"));
    return text;
}

} // namespace vidimus::ui
