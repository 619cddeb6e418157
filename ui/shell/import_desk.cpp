#include "ui/shell/import_desk.h"

#include <QBuffer>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMimeData>
#include <QStandardPaths>
#include <QtConcurrentRun>

#include "ui/common/format.h"
#include "ui/common/when_done.h"

namespace vidimus::ui {

namespace {

QByteArray encodePng(const QImage& pixels)
{
    QByteArray encoded;
    QBuffer buffer(&encoded);
    buffer.open(QIODevice::WriteOnly);
    pixels.save(&buffer, "PNG");
    return encoded;
}

} // namespace

ImportDesk::ImportDesk(services::Services& services, QWidget* window)
    : QObject(window), m_services(services), m_window(window)
{
    connect(&services.imports, &services::ImportService::dataRefused, this, &ImportDesk::notice);
}

void ImportDesk::take(const Dropped& dropped)
{
    if (!dropped.paths.isEmpty()) {
        m_services.imports.importPaths(dropped.paths);
    } else if (!dropped.encoded.isEmpty()) {
        m_services.imports.importData(dropped.encoded, dropped.hint);
    } else if (!dropped.pixels.isNull()) {
        whenDone(
            this, QtConcurrent::run(encodePng, dropped.pixels),
            [this, hint = dropped.hint](const QByteArray& encoded) { m_services.imports.importData(encoded, hint); });
    } else if (dropped.onlyWebAddress) {
        Q_EMIT notice(tr("A web address alone is not fetched: drag the picture itself, or save it and add the file."));
    }
}

void ImportDesk::pasteFromClipboard()
{
    const QMimeData* data = QGuiApplication::clipboard()->mimeData();
    const DropKind kind = data != nullptr ? dropKind(*data) : DropKind::Nothing;
    if (kind == DropKind::Nothing)
        Q_EMIT notice(tr("There is no picture on the clipboard."));
    else
        take(readDropped(*data));
}

void ImportDesk::chooseFiles()
{
    auto* dialog = new QFileDialog(m_window, tr("Add pictures"),
                                   QStandardPaths::writableLocation(QStandardPaths::PicturesLocation));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters(
        {tr("Pictures (*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp *.gif *.heic *.heif *.avif *.dng *.cr2 "
            "*.cr3 *.nef *.arw *.orf *.rw2 *.raf)"),
         tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList& files) {
        QList<std::filesystem::path> paths;
        for (const QString& file : files)
            paths << format::toPath(file);
        m_services.imports.importPaths(paths);
    });
    dialog->open();
}

void ImportDesk::chooseFolder()
{
    auto* dialog = new QFileDialog(m_window, tr("Add a folder of pictures"),
                                   QStandardPaths::writableLocation(QStandardPaths::PicturesLocation));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString& folder) { m_services.imports.importPaths({format::toPath(folder)}); });
    dialog->open();
}

void ImportDesk::addDemo()
{
    if (!m_services.samples.empty())
        m_services.imports.importPaths({m_services.samples});
}

} // namespace vidimus::ui
