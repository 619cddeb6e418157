#include "ui/common/reveal.h"

#include <QDesktopServices>
#include <QUrl>

#include "ui/common/format.h"

namespace vidimus::ui {

void revealInFileManager(const std::filesystem::path& file)
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(format::nativePath(file.parent_path())));
}

void openWithSystem(const std::filesystem::path& file)
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(format::nativePath(file)));
}

} // namespace vidimus::ui
