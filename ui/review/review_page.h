#pragma once

#include <vector>

#include <QFuture>
#include <QPixmap>
#include <QTimer>
#include <QWidget>

#include "core/services/services.h"

class QHBoxLayout;
class QLabel;
class QPushButton;
class QProgressBar;

namespace vidimus::ui {

class CandidateList;
class CaptionView;
class ConfidenceDot;
class EditDesk;
class ReviewPicture;
class ThumbnailCache;

/// One caption after the other, the model's least sure first, for a person to accept or mend without leaving the
/// keyboard: Enter accepts, typing writes anew, F2 mends, Tab asks for the model's other captions, S or an arrow goes
/// on. Begins where one left.
class ReviewPage final : public QWidget {
    Q_OBJECT
public:
    ReviewPage(services::Services& services, ThumbnailCache& thumbnails, EditDesk& desk, QWidget* parent = nullptr);

    /// Asks the library what is to be reviewed and begins.
    void begin();
    /// Remembers where one was.
    void end();
    /// One step back within the page; false when there is none, and the page is to be left.
    bool stepBack();
    void editCaption();

    PhotoId photo() const;
    QString progressText() const;
    /// Everything about the picture is on show.
    bool isSettled() const;

Q_SIGNALS:
    /// Enough for now.
    void leaveAsked();
    void settled();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildParts();
    void connectParts();
    void alignWords();
    void goTo(std::size_t position);
    void goOn() { goTo(m_position + 1); }
    void accept();
    void ask();
    void askPreview();
    void fetchNext();
    void show(const storage::PhotoDetails& details);
    void showEnd();
    void take(const services::EditNews& news);
    void tellIfSettled();
    QString placeKey() const;

    services::Services& m_services;
    ThumbnailCache& m_thumbnails;
    EditDesk& m_desk;
    std::vector<storage::PhotoRef> m_queue;
    std::size_t m_position = 0;
    bool m_loaded = false;
    bool m_detailsShown = false;
    bool m_pictureShown = false;
    quint64 m_ticket = 0;
    storage::PhotoDetails m_details;
    PhotoId m_next; ///< fetched ahead
    QPixmap m_nextPicture;
    QFuture<Result<QImage>> m_preview; ///< of the picture on show or, when that is there, of the next
    QTimer m_previewTimer;

    QLabel* m_progress;
    QProgressBar* m_bar;
    ReviewPicture* m_picture;
    QWidget* m_words;
    QHBoxLayout* m_across = nullptr; ///< holds the words below the picture
    CaptionView* m_caption;
    ConfidenceDot* m_dot;
    QLabel* m_confidence;
    QLabel* m_done;
    CandidateList* m_candidates;
    QLabel* m_keys;
    QLabel* m_end;
    QPushButton* m_leave;
};

} // namespace vidimus::ui
