#pragma once

#include <functional>
#include <optional>
#include <vector>

#include <QDeadlineTimer>
#include <QFrame>

#include "core/services/services.h"
#include "ui/latency/latency_feed.h"
#include "ui/latency/latency_report.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace vidimus::ui {

class ElidedLabel;
class KeyMap;
class LatencyExport;
class StageCharts;
class StageTableModel;

/// How long each stage takes, live: a table of all, curves and spread of one, throughput, queue and memory, and a
/// comparison of the models in use with others. Opens above the activity strip; costs nothing while it is closed.
class LatencyPanel final : public QFrame {
    Q_OBJECT
public:
    /// `chosen` names the pictures that a comparison is asked for; none means some of the library.
    LatencyPanel(services::Services& services, std::function<std::vector<PhotoId>()> chosen, QWidget* parent = nullptr);

    /// Tool tips that name the keys, now and after every change.
    void useKeys(const KeyMap& keys);
    void open();
    void close();

    LatencyFeed& feed() { return m_feed; }
    LatencyExport& exporter() { return *m_export; }
    LatencyReport report() const;
    QString words() const;

Q_SIGNALS:
    void closed();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QLayout* buildHeader();
    QWidget* buildEmptyPage();
    QWidget* buildBody();
    void fitTable();
    void connectComparison();

    void refresh();
    void showStage();
    QString stateText() const;
    void compareOrStop();
    /// Whether the comparison has the machine to itself, as seen now.
    void noteImport();
    void showRunning(bool running);
    void say(const QString& words);

    services::Services& m_services;
    std::function<std::vector<PhotoId>()> m_chosen;
    LatencyFeed m_feed;
    StageTableModel* m_model;
    LatencyExport* m_export;
    ElidedLabel* m_state = nullptr;
    QPushButton* m_compare = nullptr;
    QPushButton* m_compareFirst = nullptr; ///< of the empty page
    QProgressBar* m_progress = nullptr;
    QToolButton* m_close = nullptr;
    QLabel* m_words = nullptr;
    QStackedWidget* m_pages = nullptr;
    QTableView* m_table = nullptr;
    StageCharts* m_charts = nullptr;
    std::optional<services::Comparison> m_comparison;
    QString m_comparisonWords;   ///< what was said of it
    QDeadlineTimer m_saidUntil;  ///< a sentence about an export stands in the place of the state till then
    bool m_besideImport = false; ///< the comparison did not have the machine to itself
    bool m_stageChosen = false;  ///< by the person; until then the costliest is shown
    bool m_choosing = false;
};

} // namespace vidimus::ui
