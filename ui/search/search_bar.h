#pragma once

#include <optional>
#include <vector>

#include <QTimer>
#include <QWidget>

#include "core/services/search_service.h"
#include "ui/common/dropped.h"

class QFrame;
class QLabel;
class QPushButton;
class QToolButton;

namespace vidimus::ui {

class ChipRow;
class KeyMap;
class QueryChip;
class SearchField;
class SuggestionList;

/// Words, filters and pictures to search by, and how long the last answer took. Searches as one types. A filter becomes a
/// chip when it is finished: a blank was typed behind it, or Enter; mistakes are explained below the bar.
class SearchBar final : public QWidget {
    Q_OBJECT
public:
    explicit SearchBar(services::SearchService& service, QWidget* parent = nullptr);

    /// Tool tips that name the keys, now and after every change.
    void useKeys(const KeyMap& keys);

    /// What is asked now; `limit` is left to whoever asks.
    search::Query query() const;
    bool isEmpty() const;

    /// A whole line: its filters become chips.
    void setText(const QString& text);
    void insertText(const QString& text);
    /// Without waiting for the fingers to rest.
    void askNow();
    void clear();
    /// Where there is something to keep: a line without pictures.
    void askToSave();
    void focusField();
    bool fieldHasFocus() const;
    /// Where the keyboard leaves the bar for what comes next.
    QWidget& lastStop() const;

    /// The picture to find the like of, in place of those there are; the words stay.
    void setPicture(const search::PictureExample& picture, const QPixmap& shown, const QString& name);
    /// One more, to find the like of or to get away from.
    void addPicture(const search::PictureExample& picture, const QPixmap& shown, const QString& name);
    void clearPictures();
    /// Its small picture often comes later than the question.
    void showPicture(const search::PictureExample& picture, const QPixmap& shown);

    const ChipRow& chips() const { return *m_chips; }
    SuggestionList& suggestions();
    /// Where mistakes are explained: to be laid out below the bar.
    QWidget& problemLine() const;
    /// The mistake that is explained now, empty when there is none.
    QString problem() const;

    void showTimes(int found, const search::Times& times);
    void hideTimes();
    /// What the library has may have changed: names are asked for again when they are needed.
    void forgetNames() { m_namesKnown = false; }

Q_SIGNALS:
    /// What is asked has changed and the fingers rest.
    void queryChanged();
    void cleared();
    /// Enter: this is what was wanted.
    void confirmed();
    void saveAsked(const QString& line);
    void pictureDropped(const vidimus::ui::Dropped& dropped);
    void pastePicturesAsked();
    void galleryAsked();
    /// The person wants to know more of how long things take.
    void timesAsked();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    struct Asked {
        QueryChip* chip = nullptr;
        QString term; ///< a filter, as it is written; empty for a picture
        bool spoken = false;
        QString words; ///< as typed, when spoken
        search::PictureExample picture;
    };

    void buildField();
    void connectField();
    QString chipLine() const;
    QString line() const;
    QueryChip* addChip(Asked asked, const QString& text);
    void removeChip(QueryChip* chip);
    void editChip(QueryChip* chip);
    void backToWords(QueryChip* chip);
    void showChipMenu(QueryChip* chip, const QPoint& globalPosition);
    void stepFromChip(QueryChip* chip, int direction);
    /// Filters of the field that end at `upTo` (bytes) or before become chips.
    void takeFilters(std::size_t upTo);
    void onTextEdited();
    void onTextChanged();
    void changed();
    void suggest(bool evenShort);
    void suggestHistory();
    const QWidget& lastLine() const;
    void takeSuggestion(const QString& text, bool command);
    void showTimes();
    void explain();
    void mend();
    void setLit(bool lit);

    services::SearchService& m_service;
    QFrame* m_frame;
    ChipRow* m_chips;
    SearchField* m_field;
    QToolButton* m_save;
    QToolButton* m_clear;
    QPushButton* m_times;
    bool m_timed = false;
    QLabel* m_problemLabel;
    SuggestionList* m_suggestions = nullptr; ///< made in the window the bar is in, when first wanted
    QTimer m_rest;
    QTimer m_explain;
    std::vector<Asked> m_asked;
    services::SearchNames m_names;
    bool m_namesKnown = false;
    bool m_suggestsHistory = false;
    int m_replaceBegin = 0; ///< what a suggestion takes the place of, in the field
    int m_replaceEnd = 0;
    std::optional<search::QueryProblem> m_problem;
};

} // namespace vidimus::ui
