#include "core/services/settings.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include "core/base/path_text.h"

namespace vidimus::services {

namespace {

const QString kModelMode = QStringLiteral("models/mode");
const QString kModelsFolder = QStringLiteral("models/folder");
const QString kMirror = QStringLiteral("models/mirror");
const QString kProxy = QStringLiteral("network/proxy");
const QString kCaptioner = QStringLiteral("models/captioner");
const QString kEmbedder = QStringLiteral("models/embedder");

void keep(QSettings& values, const QString& key, const std::string& text)
{
    if (text.empty())
        values.remove(key);
    else
        values.setValue(key, QString::fromStdString(text));
}

std::filesystem::path standardFolder(QStandardPaths::StandardLocation location)
{
    return pathFromBytes(QFile::encodeName(QStandardPaths::writableLocation(location)).toStdString()) / "vidimus";
}

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

std::filesystem::path Settings::modelsFolder() const
{
    const QString folder = m_values->value(kModelsFolder).toString();
    return folder.isEmpty() ? defaultModels() : pathFromBytes(QFile::encodeName(folder).toStdString());
}

void Settings::setModelsFolder(const std::filesystem::path& folder)
{
    if (folder.empty() || folder == defaultModels())
        m_values->remove(kModelsFolder);
    else
        m_values->setValue(kModelsFolder, QFile::decodeName(QByteArray::fromStdString(pathToBytes(folder))));
}

NetworkChoice Settings::network() const
{
    return {m_values->value(kMirror).toString().toStdString(), m_values->value(kProxy).toString().toStdString()};
}

void Settings::setNetwork(const NetworkChoice& choice)
{
    keep(*m_values, kMirror, choice.mirror);
    keep(*m_values, kProxy, choice.proxy);
}

ChosenModels Settings::chosenModels() const
{
    return {m_values->value(kCaptioner).toString().toStdString(), m_values->value(kEmbedder).toString().toStdString()};
}

void Settings::setChosenModels(const ChosenModels& chosen)
{
    keep(*m_values, kCaptioner, chosen.captioner);
    keep(*m_values, kEmbedder, chosen.embedder);
}

std::filesystem::path Settings::defaultLibrary()
{
    return standardFolder(QStandardPaths::GenericDataLocation) / "library";
}

std::filesystem::path Settings::defaultModels()
{
    return standardFolder(QStandardPaths::GenericDataLocation) / "models";
}

std::filesystem::path Settings::cacheFolder()
{
    return standardFolder(QStandardPaths::GenericCacheLocation);
}

} // namespace vidimus::services
