#pragma once

#include <QStackedWidget>

#include "core/services/services.h"

namespace vidimus::ui {

class CardCache;
class DropOverlay;
class EmptyPage;
class GalleryModel;
class GalleryView;
class EditDesk;
class MessagePage;
class ReviewPage;
class ThumbnailCache;

/// The middle of the window: the library, what a search found, or a page that says why there is nothing to see. The
/// library keeps its place while results are on show.
class GalleryStack final : public QStackedWidget {
    Q_OBJECT
public:
    GalleryStack(services::Services& services, CardCache& cards, ThumbnailCache& thumbnails, EditDesk& desk,
                 QWidget* parent = nullptr);

    GalleryView& library() const { return *m_library; }
    GalleryView& results() const { return *m_results; }
    /// The one on show, or the one that would be if it had pictures.
    GalleryView& current() const;
    EmptyPage& emptyPage() const { return *m_empty; }
    MessagePage& messagePage() const { return *m_message; }
    ReviewPage& reviewPage() const { return *m_review; }

    void showLibrary();
    void showResults();
    void showEmpty();
    void showReview();
    bool isReviewing() const;
    void showMessage(const QString& title, const QString& text, const QString& action);
    bool isSearching() const { return m_searching; }

    void setRowHeight(int height);
    void setDescribing(bool describing);

Q_SIGNALS:
    void switched();

private:
    GalleryModel* m_libraryModel;
    GalleryModel* m_resultsModel;
    GalleryView* m_library;
    GalleryView* m_results;
    EmptyPage* m_empty;
    MessagePage* m_message;
    ReviewPage* m_review;
    bool m_searching = false;
};

} // namespace vidimus::ui
