#include "app/composition/model_places.h"

#include <cstdlib>

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include "core/base/path_text.h"

namespace vidimus::app {

namespace {

/// Below the program's share folder: the same in the build tree as where it is installed.
std::filesystem::path shared(const QString& name)
{
    const QDir programs(QCoreApplication::applicationDirPath());
    const QString folder = QDir::cleanPath(programs.filePath(QStringLiteral("../share/vidimus/") + name));
    return QDir(folder).exists() ? pathFromBytes(QFile::encodeName(folder).toStdString()) : std::filesystem::path();
}

std::string hostOf(const std::string& url)
{
    const std::size_t start = url.find("://");
    const std::string rest = start == std::string::npos ? url : url.substr(start + 3);
    return rest.substr(0, rest.find('/'));
}

} // namespace

std::filesystem::path starterFolder()
{
    return shared(QStringLiteral("models/starter"));
}

std::filesystem::path samplesFolder()
{
    return shared(QStringLiteral("samples"));
}

models::InstallerOptions installerOptions(const std::filesystem::path& folder, const services::NetworkChoice& choice,
                                          const std::string& hub)
{
    models::InstallerOptions options;
    options.folder = folder;
    options.hub = choice.mirror.empty() ? hub : choice.mirror;
    options.network.proxy = choice.proxy;
    options.network.tokenHost = hostOf(hub);
    if (const char* token = std::getenv("HF_TOKEN"))
        options.network.token = token;
    return options;
}

} // namespace vidimus::app
