#pragma once

#include <QTimer>
#include <QWidget>

#include "core/search/search_results.h"
#include "ui/common/dropped.h"

class QFrame;
class QPushButton;
class QToolButton;

namespace vidimus::ui {

class PictureChip;
class SearchField;

/// Words and, perhaps, a picture to search by, and how long the last answer took. Searches as one types.
class SearchBar final : public QWidget {
    Q_OBJECT
public:
    explicit SearchBar(QWidget* parent = nullptr);

    /// What is asked now; `limit` is left to whoever asks.
    search::Query query() const;
    bool isEmpty() const;

    void setText(const QString& text);
    void insertText(const QString& text);
    /// Without waiting for the fingers to rest.
    void askNow();
    void clear();
    void focusField();
    bool fieldHasFocus() const;

    /// The picture to find the like of, by file or by photo (one of them is set in `picture`).
    void setPicture(const search::Query& picture, const QPixmap& shown, const QString& name);

    /// The chip only: its picture often comes later than the question.
    void showPicture(const QPixmap& shown, const QString& name);

    void showTimes(int found, const search::Times& times);
    void hideTimes();

Q_SIGNALS:
    /// What is asked has changed and the fingers rest.
    void queryChanged();
    void cleared();
    void pictureDropped(const vidimus::ui::Dropped& dropped);
    void pastePicturesAsked();
    void galleryAsked();
    /// The person wants to know more of how long things take.
    void timesAsked();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void onTextChanged();
    void setLit(bool lit);

    QFrame* m_frame;
    SearchField* m_field;
    PictureChip* m_chip;
    QToolButton* m_clear;
    QPushButton* m_times;
    QTimer m_rest;
    search::Query m_picture;
};

} // namespace vidimus::ui
