#pragma once

#include <vector>

#include <QFrame>
#include <QPixmap>
#include <QTimer>

#include "core/services/services.h"

class QLabel;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QToolButton;

namespace vidimus::ui {

class CandidateList;
class CaptionView;
class ConfidenceDot;
class EditDesk;
class FactTable;
class KeyMap;
class OriginChip;
class PersonPanel;
class PreviewView;
class ThumbnailCache;

/// All that is known of the chosen picture. Waits until the arrow keys rest before it asks for more than is at hand.
class DetailPane final : public QFrame {
    Q_OBJECT
public:
    DetailPane(services::Services& services, ThumbnailCache& thumbnails, EditDesk& desk, QWidget* parent = nullptr);

    void showNothing();
    /// Without any there is nothing to choose, and nothing is said about it.
    void setHasPictures(bool any);
    void showOne(PhotoId photo, double aspect);
    void showMany(std::vector<PhotoId> photos);
    /// Asks again when it is the one on show.
    void refresh(const QList<PhotoId>& changed);

    /// Tool tips that name the keys, now and after every change.
    void useKeys(const KeyMap& keys);
    void setKnownTags(const QStringList& tags);
    /// Begins to write the caption of the picture on show, if there is one.
    void editCaption();
    /// Puts the cursor where tags are typed, if there is a picture to tag.
    void editTags();

    PhotoId photo() const { return m_photo; }
    CandidateList& candidates() const { return *m_candidates; }
    /// Everything about the chosen picture is on show, or nothing is chosen.
    bool isSettled() const;

Q_SIGNALS:
    void similarAsked(vidimus::PhotoId photo, const QString& name);
    void settled();
    /// Esc where something was typed: the pictures are to have the focus again.
    void left();

private:
    QWidget* makePhotoPage();
    QWidget* makeManyPage();
    QLayout* makeButtons(QWidget* page);
    void connectCaption();
    PersonPanel& panel() const;
    int scrollBarWidth() const;
    void askDetails();
    void askPreview();
    void show(const storage::PhotoDetails& details);
    void showCaption(const storage::PhotoDetails& details);
    void showModelWords(const storage::StoredCaption& stored, CaptionView& view);
    void resizeEvent(QResizeEvent* event) override;

    services::Services& m_services;
    ThumbnailCache& m_thumbnails;
    EditDesk& m_desk;
    PhotoId m_photo;
    storage::PhotoDetails m_details;
    QFuture<Result<QImage>> m_preview;
    QTimer m_detailsTimer;
    QTimer m_previewTimer;
    bool m_hasPictures = false;
    bool m_detailsShown = false;
    quint64 m_detailsAsked = 0;
    quint64 m_detailsAnswered = 0; ///< equal when no answer is under way
    bool m_previewShown = false;

    QStackedWidget* m_pages;
    QScrollArea* m_scroll = nullptr;
    QWidget* m_page = nullptr;
    QLabel* m_message;
    PreviewView* m_picture = nullptr;
    CaptionView* m_caption = nullptr;
    CaptionView* m_modelSays = nullptr; ///< beside a person's own words
    CandidateList* m_candidates = nullptr;
    PersonPanel* m_person = nullptr;
    PersonPanel* m_personOfMany = nullptr;
    QLabel* m_manyTitle = nullptr;
    QPushButton* m_back = nullptr;
    QToolButton* m_edit = nullptr;
    storage::PhotoDetails m_edited; ///< whose caption is being written
    QWidget* m_origin = nullptr;
    ConfidenceDot* m_dot = nullptr;
    QLabel* m_confidence = nullptr;
    OriginChip* m_chip = nullptr;
    QLabel* m_model = nullptr;
    QPushButton* m_similar = nullptr;
    QToolButton* m_copy = nullptr;
    QToolButton* m_reveal = nullptr;
    FactTable* m_facts = nullptr;
    FactTable* m_times = nullptr;
};

} // namespace vidimus::ui
