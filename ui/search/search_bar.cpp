// What the bar shows and asks. Its chips and suggestions are in search_bar_chips.cpp.
#include "ui/search/search_bar.h"

#include <QDragEnterEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

#include "ui/common/format.h"
#include "ui/common/icon_label.h"
#include "ui/common/icons.h"
#include "ui/keys/key_map.h"
#include "ui/search/chip_row.h"
#include "ui/search/query_chip.h"
#include "ui/search/search_field.h"
#include "ui/search/suggestion_list.h"

namespace vidimus::ui {

namespace {

/// Only so that letters typed in one go are asked about once: an answer that is overtaken is dropped anyway.
constexpr int kRestMs = 15;
/// A mistake is not one while it is being typed.
constexpr int kExplainMs = 700;

bool isSearchablePicture(const QMimeData& data)
{
    return data.hasFormat(photoMimeType()) || dropKind(data) == DropKind::Picture || !localPaths(data).isEmpty();
}

} // namespace

SearchBar::SearchBar(services::SearchService& service, QWidget* parent)
    : QWidget(parent)
    , m_service(service)
    , m_frame(new QFrame(this))
    , m_chips(new ChipRow(m_frame))
    , m_field(new SearchField(m_frame))
    , m_save(new QToolButton(m_frame))
    , m_clear(new QToolButton(m_frame))
    , m_times(new QPushButton(this))
    , m_problemLabel(new QLabel(this))
{
    setAcceptDrops(true);
    setFocusProxy(m_field);
    buildField();
    connectField();
}

void SearchBar::buildField()
{
    m_frame->setObjectName(QStringLiteral("searchField"));
    m_frame->setMinimumHeight(34);
    m_field->setMinimumWidth(96);
    auto* glass = new IconLabel(QStringLiteral("search"), m_frame);
    const auto small = [](QToolButton* button, const char* name, const QString& text) {
        button->setIcon(icon(QLatin1String(name)));
        button->setIconSize(QSize(16, 16));
        button->setAccessibleName(text);
        button->setFocusPolicy(Qt::TabFocus);
        button->hide();
    };
    small(m_save, "save", tr("Keep this search as an album"));
    small(m_clear, "close", tr("Clear the search"));

    auto* inside = new QHBoxLayout(m_frame);
    inside->setContentsMargins(10, 0, 4, 0);
    inside->setSpacing(8);
    inside->addWidget(glass);
    inside->addWidget(m_chips);
    inside->addWidget(m_field, 1);
    inside->addWidget(m_save);
    inside->addWidget(m_clear);

    m_times->setObjectName(QStringLiteral("quietLink"));
    m_times->setFont(format::tabular(m_times->font()));
    m_times->setAccessibleName(tr("Time the search took"));
    m_times->hide();
    m_problemLabel->setObjectName(QStringLiteral("queryProblem"));
    m_problemLabel->setFont(format::captionSize(font()));
    m_problemLabel->setTextFormat(Qt::RichText);
    m_problemLabel->setWordWrap(true);
    m_problemLabel->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_problemLabel->hide();

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_frame, 1);
    row->addWidget(m_times);
}

void SearchBar::connectField()
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMs);
    connect(&m_rest, &QTimer::timeout, this, &SearchBar::askNow);
    m_explain.setSingleShot(true);
    m_explain.setInterval(kExplainMs);
    connect(&m_explain, &QTimer::timeout, this, &SearchBar::explain);
    connect(m_field, &QLineEdit::textChanged, this, &SearchBar::onTextChanged);
    connect(m_field, &QLineEdit::textEdited, this, &SearchBar::onTextEdited);
    connect(m_field, &QLineEdit::returnPressed, this, [this] {
        takeFilters(static_cast<std::size_t>(m_field->text().toUtf8().size()));
        explain();
        if (m_rest.isActive())
            askNow();
        if (!isEmpty())
            Q_EMIT confirmed();
    });
    connect(m_field, &SearchField::pastePicturesAsked, this, &SearchBar::pastePicturesAsked);
    connect(m_field, &SearchField::galleryAsked, this, &SearchBar::galleryAsked);
    connect(m_field, &SearchField::historyAsked, this, &SearchBar::suggestHistory);
    connect(m_field, &SearchField::completionAsked, this, [this] { suggest(true); });
    connect(m_field, &SearchField::chipsAsked, this,
            [this] { m_chips->focusChip(static_cast<int>(m_chips->chips().size()) - 1); });
    connect(m_field, &SearchField::focusChanged, this, [this](bool focused) {
        setLit(focused);
        if (!focused && m_suggestions != nullptr)
            m_suggestions->hide();
    });
    connect(m_clear, &QToolButton::clicked, this, [this] {
        clear();
        focusField();
    });
    connect(m_save, &QToolButton::clicked, this, &SearchBar::askToSave);
    connect(m_times, &QPushButton::clicked, this, &SearchBar::timesAsked);
    connect(m_problemLabel, &QLabel::linkActivated, this, &SearchBar::mend);
}

void SearchBar::useKeys(const KeyMap& keys)
{
    keys.explain(*m_save, m_save->accessibleName(), Command::KeepSearch);
    keys.explain(*m_clear, m_clear->accessibleName(), Command::StepBack);
}

QString SearchBar::line() const
{
    return chipLine() + m_field->text();
}

search::Query SearchBar::query() const
{
    search::Query query;
    query.text = line().toStdString();
    for (const Asked& asked : m_asked) {
        if (asked.term.isEmpty())
            query.pictures.push_back(asked.picture);
    }
    query.allWhenFiltered = true;
    return query;
}

bool SearchBar::isEmpty() const
{
    return m_field->text().trimmed().isEmpty() && m_asked.empty();
}

void SearchBar::setText(const QString& text)
{
    std::vector<QueryChip*> filters;
    for (const Asked& asked : m_asked) {
        if (!asked.term.isEmpty())
            filters.push_back(asked.chip);
    }
    for (QueryChip* chip : filters) {
        std::erase_if(m_asked, [chip](const Asked& asked) { return asked.chip == chip; });
        m_chips->remove(chip);
    }
    {
        const QSignalBlocker quiet(m_field);
        m_field->setText(text);
        takeFilters(static_cast<std::size_t>(text.toUtf8().size()));
    }
    changed();
}

void SearchBar::insertText(const QString& text)
{
    focusField();
    m_field->deselect();
    m_field->end(false);
    m_field->insert(text);
}

void SearchBar::clear()
{
    if (isEmpty() && m_field->text().isEmpty())
        return;
    m_asked.clear();
    m_chips->clear();
    {
        const QSignalBlocker quiet(m_field);
        m_field->clear();
    }
    changed();
}

void SearchBar::askToSave()
{
    if (!m_save->isHidden())
        Q_EMIT saveAsked(line().simplified());
}

void SearchBar::focusField()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
}

bool SearchBar::fieldHasFocus() const
{
    return m_field->hasFocus();
}

QWidget& SearchBar::lastStop() const
{
    return *m_times;
}

void SearchBar::onTextChanged()
{
    changed();
}

/// Words, chips or pictures are others than before.
void SearchBar::changed()
{
    m_clear->setVisible(!m_field->text().isEmpty() || !isEmpty());
    m_save->setVisible(!line().trimmed().isEmpty() && query().pictures.empty());
    m_field->setPlaceholderText(m_asked.empty() ? tr("Search your pictures") : QString());
    const search::ParsedQuery parsed = m_service.parse(line().toStdString());
    if (parsed.problems.empty())
        explain();
    else
        m_explain.start();
    if (isEmpty()) {
        m_rest.stop();
        hideTimes();
        Q_EMIT cleared();
        return;
    }
    m_rest.start();
}

void SearchBar::askNow()
{
    m_rest.stop();
    if (!isEmpty())
        Q_EMIT queryChanged();
}

void SearchBar::explain()
{
    m_explain.stop();
    const search::ParsedQuery parsed = m_service.parse(line().toStdString());
    m_problem = parsed.problems.empty() ? std::nullopt : std::optional(parsed.problems.front());
    m_problemLabel->setVisible(m_problem.has_value());
    if (!m_problem)
        return;
    QString text = format::text(m_problem->message).toHtmlEscaped();
    if (!m_problem->suggestion.empty())
        text += QStringLiteral(" <a href=\"mend\">%1</a>")
                    .arg(tr("Write %1").arg(format::text(m_problem->suggestion)).toHtmlEscaped());
    m_problemLabel->clear(); // the same text again would keep the colours of before
    m_problemLabel->setText(text);
    m_problemLabel->setAccessibleName(format::text(m_problem->message));
    if (m_suggestions != nullptr && m_suggestions->isVisible()) {
        layout()->activate();
        m_suggestions->place(*m_field, lastLine());
    }
}

void SearchBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    showTimes();
}

/// Where there is little room, what is typed comes first.
void SearchBar::showTimes()
{
    constexpr int kRoom = 320;
    m_times->setVisible(m_timed && width() >= kRoom);
}

void SearchBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_problem)
        explain(); // its link has the palette's colour
}

QWidget& SearchBar::problemLine() const
{
    return *m_problemLabel;
}

QString SearchBar::problem() const
{
    return m_problem ? format::text(m_problem->message) : QString();
}

void SearchBar::mend()
{
    if (!m_problem || m_problem->suggestion.empty())
        return;
    QByteArray whole = line().toUtf8();
    const auto before = static_cast<std::size_t>(chipLine().toUtf8().size());
    if (m_problem->begin < before)
        return; // chips have no mistakes
    QByteArray field = whole.mid(static_cast<qsizetype>(before));
    field.replace(static_cast<qsizetype>(m_problem->begin - before),
                  static_cast<qsizetype>(m_problem->end - m_problem->begin),
                  QByteArray::fromStdString(m_problem->suggestion));
    m_field->setText(QString::fromUtf8(field));
    focusField();
    explain();
}

void SearchBar::showTimes(int found, const search::Times& times)
{
    m_times->setText(tr("%Ln found · %1", nullptr, found).arg(format::milliseconds(times.totalMs)));
    m_times->setToolTip(tr("Words to vector: %1\nComparing: %2\nAll in all: %3\n\nClick for how long everything takes")
                            .arg(format::milliseconds(times.embedMs), format::milliseconds(times.indexMs),
                                 format::milliseconds(times.totalMs)));
    m_times->setAccessibleDescription(m_times->text());
    m_timed = true;
    showTimes();
}

void SearchBar::hideTimes()
{
    m_timed = false;
    showTimes();
}

void SearchBar::setLit(bool lit)
{
    m_frame->setProperty("focused", lit);
    m_frame->style()->unpolish(m_frame);
    m_frame->style()->polish(m_frame);
}

void SearchBar::dragEnterEvent(QDragEnterEvent* event)
{
    if (!isSearchablePicture(*event->mimeData()))
        return;
    event->setDropAction(Qt::CopyAction);
    event->accept();
    setLit(true);
}

void SearchBar::dragLeaveEvent(QDragLeaveEvent*)
{
    setLit(m_field->hasFocus());
}

void SearchBar::dropEvent(QDropEvent* event)
{
    setLit(m_field->hasFocus());
    event->setDropAction(Qt::CopyAction);
    event->accept();
    Q_EMIT pictureDropped(readDropped(*event->mimeData()));
}

} // namespace vidimus::ui
