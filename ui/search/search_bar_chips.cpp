// The chips of the search bar and what it suggests. How it asks is in search_bar.cpp.
#include <algorithm>

#include <QDate>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>

#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/when_done.h"
#include "ui/search/chip_row.h"
#include "ui/search/query_chip.h"
#include "ui/search/query_completion.h"
#include "ui/search/search_bar.h"
#include "ui/search/search_field.h"
#include "ui/search/suggestion_list.h"

namespace vidimus::ui {

namespace {

constexpr std::size_t kMostHistory = 8;

QDate dateOf(search::Day day)
{
    return QDate(1970, 1, 1).addDays(day.time_since_epoch().count());
}

/// "1 June 2023 to 31 August 2023"
QString spanText(const search::TakenBetween& taken)
{
    const QLocale locale;
    const QString from = taken.from ? locale.toString(dateOf(*taken.from), QLocale::LongFormat) : QString();
    const QString last = taken.end ? locale.toString(dateOf(*taken.end).addDays(-1), QLocale::LongFormat) : QString();
    if (from == last)
        return from;
    if (last.isEmpty())
        return SearchBar::tr("Taken from %1 on").arg(from);
    if (from.isEmpty())
        return SearchBar::tr("Taken until %1").arg(last);
    return SearchBar::tr("Taken from %1 to %2").arg(from, last);
}

QString bytesAt(const QByteArray& line, std::size_t begin, std::size_t end)
{
    return QString::fromUtf8(line.mid(static_cast<qsizetype>(begin), static_cast<qsizetype>(end - begin)));
}

} // namespace

/// The filters of the chips, with a blank behind each.
QString SearchBar::chipLine() const
{
    QString line;
    for (const Asked& asked : m_asked) {
        if (!asked.term.isEmpty())
            line += asked.term + QLatin1Char(' ');
    }
    return line;
}

void SearchBar::takeFilters(std::size_t upTo)
{
    const QByteArray typed = m_field->text().toUtf8();
    const search::ParsedQuery parsed = m_service.parse(typed.toStdString());
    QByteArray rest;
    std::size_t at = 0;
    for (const search::Term& term : parsed.terms) {
        if (term.isWords() || term.end > upTo)
            continue;
        const QString text = bytesAt(typed, term.begin, term.end);
        Asked asked;
        asked.term = text;
        const auto* taken = std::get_if<search::TakenBetween>(&term.what);
        if (taken != nullptr && taken->spoken) {
            asked.spoken = true;
            asked.words = text;
            asked.term = QString::fromStdString(services::SearchService::writeTerm("date", text.toStdString(), false));
        }
        QueryChip* chip = addChip(asked, text);
        chip->setAgainst(term.negated && text.startsWith(QLatin1Char('-')));
        chip->setToolTip(taken != nullptr ? spanText(*taken) : text);
        rest += typed.mid(static_cast<qsizetype>(at), static_cast<qsizetype>(term.begin - at)).trimmed();
        if (!rest.isEmpty() && !rest.endsWith(' '))
            rest += ' ';
        at = term.end;
    }
    if (at == 0)
        return;
    QByteArray behind = typed.mid(static_cast<qsizetype>(at));
    while (behind.startsWith(' '))
        behind.remove(0, 1);
    const QSignalBlocker quiet(m_field);
    m_field->setText(QString::fromUtf8(rest + behind));
}

QueryChip* SearchBar::addChip(Asked asked, const QString& text)
{
    QueryChip* chip = m_chips->add();
    chip->setText(text);
    asked.chip = chip;
    m_asked.push_back(std::move(asked));
    connect(chip, &QueryChip::removeAsked, this, [this, chip] { removeChip(chip); });
    connect(chip, &QueryChip::editAsked, this, [this, chip] { editChip(chip); });
    connect(chip, &QueryChip::stepAsked, this, [this, chip](int direction) { stepFromChip(chip, direction); });
    connect(chip, &QueryChip::menuAsked, this,
            [this, chip](const QPoint& globalPosition) { showChipMenu(chip, globalPosition); });
    return chip;
}

void SearchBar::removeChip(QueryChip* chip)
{
    const int index = m_chips->focused();
    std::erase_if(m_asked, [chip](const Asked& asked) { return asked.chip == chip; });
    m_chips->remove(chip);
    // From the keyboard one goes on to the chip before; from the mouse, back to the words.
    if (index < 0 || !m_chips->focusChip(std::max(0, index - 1)))
        focusField();
    changed();
}

void SearchBar::editChip(QueryChip* chip)
{
    const auto found =
        std::find_if(m_asked.begin(), m_asked.end(), [chip](const Asked& asked) { return asked.chip == chip; });
    if (found == m_asked.end() || found->term.isEmpty())
        return;
    const QString term = found->spoken ? found->words : found->term;
    m_asked.erase(found);
    m_chips->remove(chip);
    QString text = m_field->text();
    if (!text.isEmpty() && !text.endsWith(QLatin1Char(' ')))
        text += QLatin1Char(' ');
    const auto value = text.size() + std::max<qsizetype>(0, term.indexOf(QLatin1Char(':')) + 1);
    m_field->setText(text + term);
    focusField();
    m_field->setSelection(static_cast<int>(value), static_cast<int>(m_field->text().size() - value));
}

/// A date that was read where words were meant.
void SearchBar::backToWords(QueryChip* chip)
{
    const auto found =
        std::find_if(m_asked.begin(), m_asked.end(), [chip](const Asked& asked) { return asked.chip == chip; });
    if (found == m_asked.end())
        return;
    const QString words = QLatin1Char('\\') + found->words;
    m_asked.erase(found);
    m_chips->remove(chip);
    const QString text = m_field->text().trimmed();
    m_field->setText(text.isEmpty() ? words : text + QLatin1Char(' ') + words);
    focusField();
}

void SearchBar::showChipMenu(QueryChip* chip, const QPoint& globalPosition)
{
    const auto found =
        std::find_if(m_asked.begin(), m_asked.end(), [chip](const Asked& asked) { return asked.chip == chip; });
    if (found == m_asked.end())
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!found->term.isEmpty())
        menu->addAction(tr("Edit"), this, [this, chip] { editChip(chip); });
    if (found->spoken)
        menu->addAction(tr("Search for these words instead"), this, [this, chip] { backToWords(chip); });
    menu->addAction(tr("Remove"), this, [this, chip] { removeChip(chip); });
    menu->popup(globalPosition);
}

void SearchBar::stepFromChip(QueryChip* chip, int direction)
{
    const std::vector<QueryChip*>& chips = m_chips->chips();
    const auto at = std::find(chips.begin(), chips.end(), chip) - chips.begin();
    if (!m_chips->focusChip(static_cast<int>(at) + direction) && direction > 0) {
        focusField();
        m_field->setCursorPosition(0);
    }
}

// ---- pictures ---------------------------------------------------------------------------------------------------------

void SearchBar::setPicture(const search::PictureExample& picture, const QPixmap& shown, const QString& name)
{
    clearPictures();
    addPicture(picture, shown, name);
}

void SearchBar::addPicture(const search::PictureExample& picture, const QPixmap& shown, const QString& name)
{
    const bool there = std::any_of(m_asked.begin(), m_asked.end(), [&](const Asked& asked) {
        return asked.term.isEmpty() && asked.picture == picture;
    });
    if (there)
        return;
    // The same picture for and against is none.
    for (const Asked& asked : m_asked) {
        if (asked.term.isEmpty() && asked.picture.photo == picture.photo && asked.picture.file == picture.file) {
            QueryChip* const chip = asked.chip;
            std::erase_if(m_asked, [chip](const Asked& known) { return known.chip == chip; });
            m_chips->remove(chip);
            break;
        }
    }
    Asked asked;
    asked.picture = picture;
    QueryChip* chip = addChip(asked, name);
    chip->setEditable(false);
    chip->setPicture(shown);
    chip->setAgainst(picture.negated);
    chip->setToolTip(picture.negated ? tr("Pictures unlike %1").arg(name) : tr("Pictures like %1").arg(name));
    changed();
}

void SearchBar::clearPictures()
{
    std::vector<QueryChip*> pictures;
    for (const Asked& asked : m_asked) {
        if (asked.term.isEmpty())
            pictures.push_back(asked.chip);
    }
    std::erase_if(m_asked, [](const Asked& asked) { return asked.term.isEmpty(); });
    for (QueryChip* chip : pictures)
        m_chips->remove(chip);
}

void SearchBar::showPicture(const search::PictureExample& picture, const QPixmap& shown)
{
    for (const Asked& asked : m_asked) {
        if (asked.term.isEmpty() && asked.picture == picture)
            asked.chip->setPicture(shown);
    }
}

// ---- suggestions ------------------------------------------------------------------------------------------------------

SuggestionList& SearchBar::suggestions()
{
    if (m_suggestions == nullptr) {
        m_suggestions = new SuggestionList(window());
        connect(m_suggestions, &SuggestionList::chosen, this, &SearchBar::takeSuggestion);
        m_field->setSuggesting([this](int key) { return m_suggestions->takeKey(key); });
    }
    return *m_suggestions;
}

void SearchBar::onTextEdited()
{
    const QString text = m_field->text();
    const int cursor = m_field->cursorPosition();
    // A blank behind a filter that is not inside quotes ends it.
    if (cursor > 0 && text[cursor - 1] == QLatin1Char(' ')) {
        const auto upTo = static_cast<std::size_t>(text.left(cursor - 1).toUtf8().size());
        takeFilters(upTo);
        changed();
    }
    suggest(false);
}

void SearchBar::suggest(bool evenShort)
{
    if (!m_namesKnown) {
        m_namesKnown = true;
        whenDone(this, m_service.names(), [this](const Result<services::SearchNames>& names) {
            if (!names)
                return;
            m_names = *names;
            if (m_suggestions != nullptr && m_field->hasFocus() && !m_suggestsHistory)
                suggest(false);
        });
    }
    const QString text = m_field->text();
    const int cursor = m_field->cursorPosition();
    QueryCompletion completion = completeQuery(text, cursor, m_names);
    if (evenShort && completion.suggestions.empty() && completion.begin == completion.end) {
        for (const char* key : {"tag:", "folder:", "camera:", "date:", "rating:", "conf:", "type:", "is:", "album:"})
            completion.suggestions.push_back({QLatin1String(key), {}, false});
    }
    m_replaceBegin = completion.begin;
    m_replaceEnd = completion.end;
    m_suggestsHistory = false;
    suggestions().suggest(std::move(completion.suggestions), *m_field, lastLine());
}

/// What suggestions must not cover.
const QWidget& SearchBar::lastLine() const
{
    if (m_problem)
        return *m_problemLabel;
    return *m_frame;
}

void SearchBar::suggestHistory()
{
    whenDone(this, m_service.history(), [this](const Result<std::vector<std::string>>& history) {
        if (!history || history->empty() || !m_field->hasFocus())
            return;
        std::vector<SuggestionList::Suggestion> list;
        for (const std::string& line : *history) {
            if (list.size() < kMostHistory)
                list.push_back({QString::fromStdString(line), {}, false});
        }
        list.push_back({tr("Forget these searches"), {}, true});
        m_suggestsHistory = true;
        suggestions().suggest(std::move(list), *m_field, lastLine());
    });
}

void SearchBar::takeSuggestion(const QString& text, bool command)
{
    if (command) {
        m_service.forgetAll();
        return;
    }
    if (m_suggestsHistory) {
        setText(text);
        focusField();
        askNow();
        Q_EMIT confirmed();
        return;
    }
    QString line = m_field->text();
    const bool whole = !text.endsWith(QLatin1Char(':'));
    line.replace(m_replaceBegin, m_replaceEnd - m_replaceBegin, whole ? text + QLatin1Char(' ') : text);
    const auto cursor = m_replaceBegin + text.size() + (whole ? 1 : 0);
    m_field->setText(line);
    m_field->setCursorPosition(static_cast<int>(cursor));
    if (whole) {
        takeFilters(static_cast<std::size_t>(line.left(cursor).toUtf8().size()));
        changed();
    } else {
        suggest(false);
    }
    focusField();
}

} // namespace vidimus::ui
