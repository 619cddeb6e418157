#include "core/services/settings.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include "core/base/path_text.h"

namespace vidimus::services {

namespace {

const QString kModelMode = QStringLiteral("models/mode");

} // namespace

Settings::Settings()
    : m_values(std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("Vidimus"),
                                           QStringLiteral("vidimus")))
{}

Settings::Settings(const QString& iniFile) : m_values(std::make_unique<QSettings>(iniFile, QSettings::IniFormat)) {}

ModelMode Settings::modelMode() const
{
    const QString mode = m_values->value(kModelMode).toString();
    if (mode == QLatin1String("mock"))
        return ModelMode::Mock;
    if (mode == QLatin1String("real"))
        return ModelMode::Real;
    return ModelMode::Auto;
}

void Settings::setModelMode(ModelMode mode)
{
    switch (mode) {
    case ModelMode::Auto:
        m_values->remove(kModelMode);
        break;
    case ModelMode::Mock:
        m_values->setValue(kModelMode, QStringLiteral("mock"));
        break;
    case ModelMode::Real:
        m_values->setValue(kModelMode, QStringLiteral("real"));
        break;
    }
}

std::filesystem::path Settings::defaultLibrary()
{
    const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return pathFromBytes(QFile::encodeName(data).toStdString()) / "vidimus" / "library";
}

} // namespace vidimus::services
