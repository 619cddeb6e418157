#include "ui/activity/failure_panel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QToolButton>

#include "ui/activity/failure_delegate.h"
#include "ui/activity/failure_model.h"
#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/reveal.h"
#include "ui/common/when_done.h"
#include "ui/keys/key_map.h"

namespace vidimus::ui {

FailurePanel::FailurePanel(services::Services& services, QWidget* parent)
    : QFrame(parent)
    , m_services(services)
    , m_model(new FailureModel(this))
    , m_list(new QListView(this))
    , m_title(new QLabel(this))
{
    setObjectName(QStringLiteral("failurePanel"));
    setAccessibleName(tr("Problems"));
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new FailureDelegate(m_list));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setAccessibleName(tr("Files that could not be added or described"));

    auto* header = new QHBoxLayout;
    header->setSpacing(4);
    header->addWidget(m_title, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 8, 12, 8);
    column->setSpacing(4);
    column->addLayout(header);
    column->addWidget(m_list, 1);
    m_retry =
        addButton(QStringLiteral("retry"), tr("Retry"), tr("Try the chosen files again"), &FailurePanel::retryChosen);
    m_reveal = addButton(QStringLiteral("reveal"), tr("Reveal"), tr("Show the chosen file in the file manager"),
                         &FailurePanel::reveal);
    addButton(QStringLiteral("retry"), tr("Retry all"), tr("Try all of them again"), &FailurePanel::retryAll);
    addButton(QStringLiteral("check"), tr("Clear"), tr("Forget the list; the files stay where they are"),
              &FailurePanel::clearAll);
    m_close = new QToolButton(this);
    m_close->setIcon(icon(QStringLiteral("close")));
    m_close->setIconSize(QSize(20, 20));
    m_close->setAccessibleName(tr("Close the list of problems"));
    connect(m_close, &QToolButton::clicked, this, &FailurePanel::close);
    header->addWidget(m_close);
    setFixedHeight(232);
    hide();

    m_refresh.setSingleShot(true);
    m_refresh.setInterval(200);
    connect(&m_refresh, &QTimer::timeout, this, &FailurePanel::refresh);
    const auto refreshSoon = [this] {
        if (isVisible() && !m_refresh.isActive())
            m_refresh.start();
    };
    connect(&m_services.imports, &services::ImportService::failuresChanged, this, refreshSoon);
    // What was tried again with success is told by the end of the run only.
    connect(&m_services.imports, &services::ImportService::finished, this, refreshSoon);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, &FailurePanel::updateButtons);
    connect(m_list, &QListView::doubleClicked, this, &FailurePanel::reveal);
    updateButtons();
}

QPushButton* FailurePanel::addButton(const QString& iconName, const QString& text, const QString& toolTip,
                                     void (FailurePanel::*slot)())
{
    auto* button = new QPushButton(icon(iconName), text, this);
    button->setObjectName(QStringLiteral("link"));
    button->setIconSize(kIconBesideText);
    button->setToolTip(toolTip);
    button->setAccessibleName(text);
    connect(button, &QPushButton::clicked, this, slot);
    qobject_cast<QHBoxLayout*>(layout()->itemAt(0)->layout())->addWidget(button);
    return button;
}

void FailurePanel::useKeys(const KeyMap& keys)
{
    keys.explain(*m_close, tr("Close"), Command::StepBack);
}

void FailurePanel::open()
{
    show();
    refresh();
    m_list->setFocus(Qt::OtherFocusReason);
}

void FailurePanel::refresh()
{
    whenDone(this, m_services.catalogue.failures(), [this](const Result<std::vector<storage::Failure>>& failures) {
        if (!failures) {
            m_title->setText(QString::fromStdString(failures.error().message));
            return;
        }
        m_model->setFailures(*failures);
        m_title->setText(failures->empty() ? tr("No problems")
                                           : tr("%Ln problem(s)", nullptr, static_cast<int>(failures->size())));
        if (m_model->rowCount() > 0)
            m_list->setCurrentIndex(m_model->index(0));
        updateButtons();
    });
}

void FailurePanel::updateButtons()
{
    const qsizetype count = m_list->selectionModel()->selectedIndexes().size();
    m_retry->setEnabled(count > 0);
    m_reveal->setEnabled(count == 1);
}

std::vector<storage::Failure> FailurePanel::chosen() const
{
    std::vector<storage::Failure> failures;
    for (const QModelIndex& index : m_list->selectionModel()->selectedIndexes())
        failures.push_back(m_model->failure(index.row()));
    return failures;
}

void FailurePanel::retryChosen()
{
    if (const std::vector<storage::Failure> failures = chosen(); !failures.empty())
        m_services.imports.retry(failures);
}

void FailurePanel::retryAll()
{
    m_services.imports.retry();
}

void FailurePanel::reveal()
{
    if (const std::vector<storage::Failure> failures = chosen(); failures.size() == 1)
        revealInFileManager(failures.front().path);
}

void FailurePanel::clearAll()
{
    whenDone(this, m_services.catalogue.clearFailures(), [this](const Result<void>& cleared) {
        if (!cleared) {
            m_title->setText(QString::fromStdString(cleared.error().message));
            return;
        }
        close();
    });
}

void FailurePanel::close()
{
    hide();
    Q_EMIT closed();
}

void FailurePanel::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QFrame::keyPressEvent(event);
}

} // namespace vidimus::ui
