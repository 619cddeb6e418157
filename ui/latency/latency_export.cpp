#include "ui/latency/latency_export.h"

#include <utility>

#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>
#include <QPixmap>
#include <QSaveFile>
#include <QStandardPaths>
#include <QtConcurrentRun>

#include "ui/common/when_done.h"

namespace vidimus::ui {

LatencyExport::LatencyExport(QWidget& panel, std::function<LatencyReport()> report)
    : QObject(&panel), m_panel(panel), m_report(std::move(report))
{}

void LatencyExport::addCopies(QMenu& menu)
{
    menu.addAction(tr("Copy as text"), this, &LatencyExport::copyText);
    menu.addAction(tr("Copy as CSV"), this, &LatencyExport::copyCsv);
}

void LatencyExport::addFiles(QMenu& menu)
{
    menu.addAction(tr("Save as PNG…"), this, [this] {
        askWhere(tr("Save the latency panel as a picture"), QStringLiteral("vidimus-latency.png"),
                 tr("PNG picture (*.png)"), &LatencyExport::savePicture);
    });
    menu.addAction(tr("Save as CSV…"), this, [this] {
        askWhere(tr("Save the times as a table"), QStringLiteral("vidimus-latency.csv"), tr("CSV table (*.csv)"),
                 &LatencyExport::saveCsv);
    });
}

void LatencyExport::copyText()
{
    QGuiApplication::clipboard()->setText(textOf(m_report()));
    Q_EMIT said(tr("Copied as text."));
}

void LatencyExport::copyCsv()
{
    const QString csv = csvOf(m_report());
    auto* data = new QMimeData; // the clipboard takes it over
    data->setText(csv);
    data->setData(QStringLiteral("text/csv"), csv.toUtf8());
    QGuiApplication::clipboard()->setMimeData(data);
    Q_EMIT said(tr("Copied as CSV."));
}

void LatencyExport::savePicture(const QString& file)
{
    write(file, [file, picture = m_panel.grab().toImage()] {
        QSaveFile out(file);
        return out.open(QIODevice::WriteOnly) && picture.save(&out, "PNG") && out.commit();
    });
}

void LatencyExport::saveCsv(const QString& file)
{
    write(file, [file, csv = csvOf(m_report()).toUtf8()] {
        QSaveFile out(file);
        return out.open(QIODevice::WriteOnly) && out.write(csv) == csv.size() && out.commit();
    });
}

void LatencyExport::askWhere(const QString& title, const QString& name, const QString& filter,
                             void (LatencyExport::*save)(const QString&))
{
    const QDir documents(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    auto* dialog = new QFileDialog(&m_panel, title, documents.path(), filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QFileInfo(name).suffix());
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, this, save);
    dialog->open();
}

void LatencyExport::write(const QString& file, std::function<bool()> work)
{
    whenDone(this, QtConcurrent::run(std::move(work)), [this, file](bool written) {
        const QString name = QDir::toNativeSeparators(file);
        Q_EMIT said(written ? tr("Saved as %1.").arg(name)
                            : tr("%1 could not be written: choose another place.").arg(name));
    });
}

} // namespace vidimus::ui
