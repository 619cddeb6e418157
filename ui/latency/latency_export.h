#pragma once

#include <functional>

#include <QObject>
#include <QString>

#include "ui/latency/latency_report.h"

class QMenu;
class QWidget;

namespace vidimus::ui {

/// Takes what the panel shows elsewhere: to the clipboard or into a file. Files are written in a worker.
class LatencyExport final : public QObject {
    Q_OBJECT
public:
    /// `panel` is what a picture shows; `report` is asked for each time anew.
    LatencyExport(QWidget& panel, std::function<LatencyReport()> report);

    void addCopies(QMenu& menu);
    void addFiles(QMenu& menu);

    void copyText();
    void copyCsv();
    /// Ends with said().
    void savePicture(const QString& file);
    void saveCsv(const QString& file);

Q_SIGNALS:
    /// A sentence: what was done, or why it could not be.
    void said(const QString& sentence);

private:
    void askWhere(const QString& title, const QString& name, const QString& filter,
                  void (LatencyExport::*save)(const QString&));
    void write(const QString& file, std::function<bool()> work);

    QWidget& m_panel;
    std::function<LatencyReport()> m_report;
};

} // namespace vidimus::ui
