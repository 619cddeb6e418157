#include "core/storage/tag_name.h"

#include <algorithm>

#include <QString>

namespace vidimus::storage {

namespace {

constexpr qsizetype kMaxTagLength = 200;

QString textOf(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

} // namespace

Result<std::string> tagName(std::string_view typed)
{
    QString name = textOf(typed).normalized(QString::NormalizationForm_C);
    std::replace_if(
        name.begin(), name.end(), [](QChar c) { return c.category() == QChar::Other_Control; }, QLatin1Char(' '));
    name = name.simplified();
    if (name.isEmpty())
        return fail(ErrorCode::InvalidArgument, "A tag needs a name.");
    if (name.size() > kMaxTagLength)
        return fail(ErrorCode::InvalidArgument, "A tag of more than 200 characters is too long.");
    return name.toStdString();
}

std::string tagKey(std::string_view name)
{
    return textOf(name).normalized(QString::NormalizationForm_KC).toCaseFolded().toStdString();
}

} // namespace vidimus::storage
