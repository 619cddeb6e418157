#include "ui/shell/gallery_stack.h"

#include <QScrollBar>

#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/review/review_page.h"
#include "ui/shell/empty_page.h"
#include "ui/shell/message_page.h"

namespace vidimus::ui {

GalleryStack::GalleryStack(services::Services& services, CardCache& cards, ThumbnailCache& thumbnails, EditDesk& desk,
                           QWidget* parent)
    : QStackedWidget(parent)
    , m_libraryModel(new GalleryModel(cards, this))
    , m_resultsModel(new GalleryModel(cards, this))
    , m_library(new GalleryView(*m_libraryModel, cards, thumbnails, this))
    , m_results(new GalleryView(*m_resultsModel, cards, thumbnails, this))
    , m_empty(new EmptyPage(services, this))
    , m_message(new MessagePage(this))
    , m_review(new ReviewPage(services, thumbnails, desk, this))
{
    m_results->setAccessibleName(tr("Search results"));
    for (QWidget* page :
         {static_cast<QWidget*>(m_library), static_cast<QWidget*>(m_results), static_cast<QWidget*>(m_empty),
          static_cast<QWidget*>(m_message), static_cast<QWidget*>(m_review)})
        addWidget(page);
    connect(m_library, &GalleryView::rowHeightChanged, m_results, &GalleryView::setRowHeight);
    connect(m_results, &GalleryView::rowHeightChanged, m_library, &GalleryView::setRowHeight);
    connect(this, &QStackedWidget::currentChanged, this, &GalleryStack::switched);
}

GalleryView& GalleryStack::current() const
{
    return m_searching ? *m_results : *m_library;
}

void GalleryStack::showLibrary()
{
    m_searching = false;
    setCurrentWidget(m_library);
}

void GalleryStack::showResults()
{
    m_searching = true;
    m_results->verticalScrollBar()->setValue(0);
    setCurrentWidget(m_results);
}

void GalleryStack::showEmpty()
{
    m_searching = false;
    setCurrentWidget(m_empty);
}

void GalleryStack::showReview()
{
    m_searching = false;
    setCurrentWidget(m_review);
}

bool GalleryStack::isReviewing() const
{
    return currentWidget() == m_review;
}

void GalleryStack::showMessage(const QString& title, const QString& text, const QString& action)
{
    m_message->setMessage(title, text, action);
    setCurrentWidget(m_message);
}

void GalleryStack::setRowHeight(int height)
{
    m_library->setRowHeight(height);
}

void GalleryStack::setDescribing(bool describing)
{
    m_library->setDescribing(describing);
    m_results->setDescribing(describing);
}

} // namespace vidimus::ui
