#include "ui/models/model_window.h"

#include <set>

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include "ui/common/format.h"
#include "ui/common/reveal.h"
#include "ui/models/model_words.h"
#include "ui/models/switch_bar.h"

namespace vidimus::ui {

namespace {

constexpr QSize kSize(720, 640);

/// "~/.local/share/vidimus/models"
QString homely(const std::filesystem::path& folder)
{
    const QString path = format::path(folder);
    const QString home = QDir::homePath();
    return path.startsWith(home + QLatin1Char('/')) ? QLatin1Char('~') + path.mid(home.size()) : path;
}

} // namespace

ModelWindow::ModelWindow(services::Services& services, QWidget* parent)
    : QDialog(parent)
    , m_services(services)
    , m_disk(new QLabel(this))
    , m_notice(new QLabel(this))
    , m_restartBar(new QWidget(this))
{
    setObjectName(QStringLiteral("modelWindow"));
    setWindowTitle(tr("Models"));
    setModal(false);
    resize(kSize);

    // Made in the order the keys are to reach them.
    auto* restartText =
        new QLabel(tr("The model you chose takes over when the window is opened anew. What older models "
                      "said stays until the new one has said its own."),
                   m_restartBar);
    restartText->setWordWrap(true);
    auto* restart = new QPushButton(tr("Open anew"), m_restartBar);
    restart->setObjectName(QStringLiteral("primary"));
    restart->setAccessibleName(restart->text());
    connect(restart, &QPushButton::clicked, &m_services.manager, &services::ModelManager::askRestart);
    m_restartBar->setObjectName(QStringLiteral("modelBar"));
    auto* restartRow = new QHBoxLayout(m_restartBar);
    restartRow->setContentsMargins(16, 8, 16, 8);
    restartRow->setSpacing(16);
    restartRow->addWidget(restartText, 1);
    restartRow->addWidget(restart);
    auto* switching = new SwitchBar(services, this);

    auto* list = new QWidget;
    list->setObjectName(QStringLiteral("modelList"));
    m_rows = new QVBoxLayout(list);
    m_rows->setContentsMargins(16, 12, 16, 16);
    m_rows->setSpacing(8);
    m_captionsHeading = heading(tr("Captions"));
    m_searchHeading = heading(tr("Search"));
    m_rows->addWidget(m_captionsHeading);
    m_rows->addWidget(m_searchHeading);
    m_rows->addStretch(1);
    auto* scroll = new QScrollArea(this);
    m_scroll = scroll;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(list);
    scroll->setAccessibleName(tr("Models"));

    m_notice->setObjectName(QStringLiteral("trouble"));
    m_notice->setTextFormat(Qt::PlainText);
    m_notice->setWordWrap(true);
    m_notice->setContentsMargins(16, 8, 16, 0);
    m_notice->setAccessibleName(tr("Notice"));
    m_notice->hide();
    m_disk->setObjectName(QStringLiteral("secondary"));
    m_disk->setFont(format::captionSize(m_disk->font()));
    m_disk->setTextFormat(Qt::PlainText);
    m_show = new QPushButton(tr("Show the folder"), this);
    m_show->setObjectName(QStringLiteral("link"));
    m_show->setAccessibleName(m_show->text());
    connect(m_show, &QPushButton::clicked, this,
            [this] { revealInFileManager(m_services.manager.list().folder / "x"); });
    m_from = new QPushButton(tr("Install from a folder…"), this);
    m_from->setToolTip(tr("A model's folder on a USB stick, from another computer, or made by yourself: it is copied"));
    m_from->setAccessibleName(m_from->text());
    connect(m_from, &QPushButton::clicked, this, &ModelWindow::chooseFolder);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(16, 8, 16, 12);
    foot->setSpacing(8);
    foot->addWidget(m_disk, 1);
    foot->addWidget(m_show);
    foot->addWidget(m_from);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_restartBar);
    column->addWidget(switching);
    column->addWidget(scroll, 1);
    column->addWidget(m_notice);
    column->addLayout(foot);

    const services::ModelManager& manager = m_services.manager;
    connect(&manager, &services::ModelManager::changed, this, &ModelWindow::rebuild);
    connect(&manager, &services::ModelManager::progressChanged, this, [this](const QString& key) {
        const services::ModelEntry* entry = m_services.manager.list().find(key.toStdString());
        if (ModelRow* shown = row(key.toStdString()); shown && entry)
            shown->showProgress(*entry);
    });
    connect(&manager, &services::ModelManager::notice, this, [this](const QString& sentence) {
        m_notice->setText(sentence);
        m_notice->show();
    });
    rebuild();
}

QLabel* ModelWindow::heading(const QString& text)
{
    auto* label = new QLabel(text, this);
    label->setObjectName(QStringLiteral("heading"));
    label->setFont(format::captionSize(label->font()));
    label->setContentsMargins(0, 8, 0, 0);
    return label;
}

void ModelWindow::open()
{
    m_notice->hide();
    m_services.manager.refresh();
    show();
    raise();
    activateWindow();
}

ModelRow* ModelWindow::row(const std::string& key) const
{
    const auto found = m_byKey.find(key);
    return found == m_byKey.end() ? nullptr : found->second;
}

void ModelWindow::rebuild()
{
    const services::ModelList& list = m_services.manager.list();
    std::set<std::string> there;
    // Captions after the first heading, the rest after the second.
    int captionsAt = m_rows->indexOf(m_captionsHeading) + 1;
    for (const services::ModelEntry& entry : list.entries) {
        there.insert(entry.key);
        ModelRow*& shown = m_byKey[entry.key];
        if (!shown) {
            shown = new ModelRow(this);
            connect(shown, &ModelRow::asked, this, &ModelWindow::act);
        }
        shown->showEntry(entry);
        m_rows->removeWidget(shown);
        if (entry.captions)
            m_rows->insertWidget(captionsAt++, shown);
        else
            m_rows->insertWidget(m_rows->count() - 1, shown);
        shown->show();
    }
    for (auto known = m_byKey.begin(); known != m_byKey.end();) {
        if (there.contains(known->first)) {
            ++known;
            continue;
        }
        known->second->deleteLater();
        known->second->hide();
        known = m_byKey.erase(known);
    }
    m_disk->setText(tr("Models take %1 on disk, in %2").arg(format::bytes(list.bytesOnDisk), homely(list.folder)));
    m_disk->setVisible(!list.folder.empty());
    m_restartBar->setVisible(m_services.manager.restartNeeded());
    chainKeys();
}

void ModelWindow::chainKeys()
{
    // Rows come when the rest is long there, and would be reached last.
    QWidget* last = m_scroll;
    const auto append = [&last](QWidget* next) {
        setTabOrder(last, next);
        last = next;
    };
    for (int i = 0; i < m_rows->count(); ++i) {
        if (const auto* row = qobject_cast<ModelRow*>(m_rows->itemAt(i)->widget())) {
            for (QPushButton* button : row->findChildren<QPushButton*>())
                append(button);
        }
    }
    append(m_show);
    append(m_from);
}

void ModelWindow::act(const QString& name, ModelRow::Action action)
{
    services::ModelManager& manager = m_services.manager;
    const std::string key = name.toStdString();
    m_notice->hide();
    switch (action) {
    case ModelRow::Action::Install:
    case ModelRow::Action::Resume:
    case ModelRow::Action::Retry:
        manager.install(key);
        break;
    case ModelRow::Action::Pause:
        manager.pause(key);
        break;
    case ModelRow::Action::Discard:
        manager.discard(key);
        break;
    case ModelRow::Action::Use:
        manager.choose(key);
        break;
    case ModelRow::Action::Verify:
        manager.verify(key);
        break;
    case ModelRow::Action::Remove:
        if (const services::ModelEntry* entry = manager.list().find(key))
            confirmRemoval(*entry);
        break;
    case ModelRow::Action::Forget:
        if (const services::ModelEntry* entry = manager.list().find(key))
            confirmForgetting(*entry);
        break;
    }
}

void ModelWindow::confirmRemoval(const services::ModelEntry& entry)
{
    auto* box = new QMessageBox(QMessageBox::Question, tr("Vidimus"), tr("Remove %1?").arg(format::text(entry.title)),
                                QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(
        tr("%1 become free. What it said of your pictures stays in the library.").arg(format::bytes(entry.bytes)));
    QPushButton* remove = box->addButton(tr("Remove"), QMessageBox::DestructiveRole);
    connect(remove, &QPushButton::clicked, this, [this, key = entry.key] { m_services.manager.remove(key); });
    box->open();
}

void ModelWindow::confirmForgetting(const services::ModelEntry& entry)
{
    auto* box = new QMessageBox(QMessageBox::Question, tr("Vidimus"),
                                tr("Forget what %1 said?").arg(format::text(entry.title)), QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("So far: %1. That is dropped for good; going back to this model would take all the time "
                               "again. What you said yourself, and captions you accepted, stay.")
                                .arg(modelSaidText(entry)));
    QPushButton* forget = box->addButton(tr("Forget"), QMessageBox::DestructiveRole);
    connect(forget, &QPushButton::clicked, this, [this, key = entry.key] { m_services.manager.forget(key); });
    box->open();
}

void ModelWindow::chooseFolder()
{
    auto* dialog = new QFileDialog(this, tr("A folder with a model"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString& folder) { m_services.manager.installFrom(format::toPath(folder)); });
    dialog->open();
}

} // namespace vidimus::ui
