#include "ui/loupe/compare_page.h"

#include <algorithm>

#include <QGridLayout>
#include <QPainter>

#include "ui/common/format.h"
#include "ui/gallery/card_cache.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/gallery/thumbnail_cache.h"
#include "ui/keys/picture_keys.h"
#include "ui/loupe/compare_pane.h"
#include "ui/loupe/original_cache.h"
#include "ui/loupe/picture_bar.h"
#include "ui/loupe/picture_view.h"
#include "ui/loupe/trouble_card.h"

namespace vidimus::ui {

namespace {

constexpr int kRestMs = 40; ///< panes get their places one after the other
constexpr int kGap = 8;

} // namespace

ComparePage::ComparePage(const PictureSource& source, PictureKeys& keys, QWidget* parent)
    : QWidget(parent), m_source(source), m_keys(keys), m_grid(new QGridLayout(this))
{
    setObjectName(QStringLiteral("comparePage"));
    setAccessibleName(tr("Compare"));
    m_grid->setContentsMargins(kGap, 0, kGap, 0);
    m_grid->setSpacing(kGap);
    m_askTimer.setSingleShot(true);
    m_askTimer.setInterval(kRestMs);
    connect(&m_askTimer, &QTimer::timeout, this, &ComparePage::askPictures);
    connect(&m_source.originals, &OriginalCache::ready, this, [this](PhotoId id) {
        for (ComparePane* pane : m_panes) {
            if (pane->photo() == id)
                take(*pane);
        }
    });
    connect(&m_source.originals, &OriginalCache::idle, this, &ComparePage::settled);
    connect(&m_source.cards, &CardCache::ready, this, [this](const QList<PhotoId>& ids) {
        for (ComparePane* pane : m_panes) {
            if (ids.contains(pane->photo()))
                take(*pane);
        }
    });
}

void ComparePage::open(GalleryView& gallery, const std::vector<PhotoId>& photos)
{
    close();
    m_gallery = &gallery;
    const QAbstractItemModel& model = gallery.gallery();
    m_following = {connect(&model, &QAbstractItemModel::rowsRemoved, this, &ComparePage::dropGone),
                   connect(&model, &QAbstractItemModel::modelReset, this, &ComparePage::dropGone)};
    setCount(std::min(photos.size(), kMost));
    for (std::size_t i = 0; i < m_panes.size(); ++i)
        showPhoto(*m_panes[i], photos[i]);
    placePanes();
    reload();
    m_active = 0;
    activate(0);
    m_askTimer.start();
}

void ComparePage::close()
{
    if (m_gallery == nullptr)
        return;
    for (const QMetaObject::Connection& connection : m_following)
        disconnect(connection);
    m_gallery = nullptr;
    setCount(0);
    m_source.originals.rest();
}

std::vector<PhotoId> ComparePage::photos() const
{
    std::vector<PhotoId> ids;
    for (const ComparePane* pane : m_panes)
        ids.push_back(pane->photo());
    return ids;
}

PhotoId ComparePage::active() const
{
    return m_active < m_panes.size() ? m_panes[m_active]->photo() : PhotoId{};
}

ComparePane* ComparePage::makePane()
{
    auto* pane = new ComparePane(this);
    pane->setBlack(m_black);
    PictureView* view = &pane->view();
    m_keys.watch(view, kCompare,
                 [view](const QKeyEvent& event) { return PictureKeys::isArrow(event) && view->canPan(); });
    connect(view, &PictureView::moved, this,
            [this, pane](const ViewMove& move, bool alone) { follow(*pane, move, alone); });
    connect(view, &PictureView::zoomChanged, this, [this, pane] {
        tellWords(*pane);
        m_askTimer.start();
    });
    connect(view, &PictureView::menuAsked, this, &ComparePage::menuAsked);
    connect(view, &PictureView::dragAsked, this, &ComparePage::dragAsked);
    const auto enter = [this, pane] {
        const auto found = std::find(m_panes.begin(), m_panes.end(), pane);
        if (found != m_panes.end())
            activate(static_cast<std::size_t>(found - m_panes.begin()));
    };
    connect(pane, &ComparePane::entered, this, enter);
    // What is asked of a picture is done to the active one.
    connect(&pane->trouble(), &TroubleCard::revealAsked, this, [this, enter] {
        enter();
        Q_EMIT revealAsked();
    });
    connect(&pane->trouble(), &TroubleCard::removeAsked, this, [this, enter] {
        enter();
        Q_EMIT removeAsked();
    });
    return pane;
}

void ComparePage::setCount(std::size_t count)
{
    while (m_panes.size() > count) {
        ComparePane* last = m_panes.back();
        m_panes.pop_back();
        m_grid->removeWidget(last);
        last->hide();
        last->deleteLater();
    }
    while (m_panes.size() < count)
        m_panes.push_back(makePane());
    m_columns = 0;
}

/// Those that let the pictures be largest: tall ones stand beside one another, wide ones above.
int ComparePage::bestColumns() const
{
    const int count = static_cast<int>(m_panes.size());
    int best = count;
    double largest = 0;
    for (int columns = count; columns >= 1; --columns) {
        const int rows = (count + columns - 1) / columns;
        const double wide = static_cast<double>(width()) / columns - kGap;
        const double high = static_cast<double>(height()) / rows - m_panes.front()->bar().sizeHint().height() - kGap;
        double area = 0;
        for (const ComparePane* pane : m_panes) {
            const QSizeF shown = pane->view().zoom().picture().scaled({wide, high}, Qt::KeepAspectRatio);
            area += shown.width() * shown.height();
        }
        if (area > largest * 1.05) { // beside one another unless it is worth it
            largest = area;
            best = columns;
        }
    }
    return best;
}

void ComparePage::placePanes()
{
    if (m_panes.empty() || bestColumns() == m_columns)
        return;
    m_columns = bestColumns();
    const int rows = (static_cast<int>(m_panes.size()) + m_columns - 1) / m_columns;
    for (std::size_t i = 0; i < m_panes.size(); ++i) {
        const int at = static_cast<int>(i);
        m_grid->addWidget(m_panes[i], at / m_columns, at % m_columns);
        m_panes[i]->show();
    }
    for (int i = 0; i < static_cast<int>(kMost); ++i) {
        m_grid->setColumnStretch(i, i < m_columns ? 1 : 0);
        m_grid->setRowStretch(i, i < rows ? 1 : 0);
    }
}

void ComparePage::activate(std::size_t index)
{
    if (index >= m_panes.size())
        return;
    m_active = index;
    for (std::size_t i = 0; i < m_panes.size(); ++i)
        m_panes[i]->setActive(i == index);
    if (!m_panes[index]->view().hasFocus())
        m_panes[index]->view().setFocus(Qt::OtherFocusReason);
    Q_EMIT activeChanged();
}

bool ComparePage::focusNextPrevChild(bool next)
{
    const std::size_t count = m_panes.size();
    if (count == 0)
        return QWidget::focusNextPrevChild(next);
    activate((m_active + (next ? 1 : count - 1)) % count);
    return true;
}

void ComparePage::showPhoto(ComparePane& pane, PhotoId photo)
{
    m_source.show(photo, m_gallery->gallery(), pane.view());
    take(pane);
}

void ComparePage::take(ComparePane& pane)
{
    m_source.take(pane.view(), pane.trouble());
    tellWords(pane);
}

void ComparePage::tellWords(ComparePane& pane)
{
    if (m_gallery == nullptr || !pane.photo())
        return;
    if (m_source.isOutOfShape(pane.view(), m_gallery->gallery())) {
        showPhoto(pane, pane.photo());
        return;
    }
    PictureBar::Words words = PictureBar::wordsOf(m_source.cards.find(pane.photo()));
    words.place = format::percent(static_cast<float>(pane.view().zoom().scale()));
    pane.bar().setWords(words);
    pane.view().setAccessibleDescription(pane.bar().accessibleName());
}

void ComparePage::follow(const ComparePane& moved, const ViewMove& move, bool alone)
{
    if (alone)
        return;
    for (ComparePane* pane : m_panes) {
        if (pane != &moved)
            pane->view().apply(move);
    }
}

PhotoId ComparePage::neighbour(int step) const
{
    const std::vector<PhotoId> shown = photos();
    const GalleryModel& model = m_gallery->gallery();
    for (int row = model.rowOf(active()) + step; row >= 0 && row < model.rowCount(); row += step) {
        if (std::find(shown.begin(), shown.end(), model.idAt(row)) == shown.end())
            return model.idAt(row);
    }
    return {};
}

void ComparePage::exchange(int step)
{
    const PhotoId other = neighbour(step);
    if (!other)
        return;
    showPhoto(*m_panes[m_active], other);
    reload();
    askPictures();
    Q_EMIT activeChanged();
}

bool ComparePage::isEmpty() const
{
    if (m_gallery == nullptr)
        return false;
    const auto left = std::count_if(m_panes.begin(), m_panes.end(), [this](const ComparePane* pane) {
        return m_gallery->gallery().rowOf(pane->photo()) >= 0;
    });
    return left < static_cast<std::ptrdiff_t>(kLeast);
}

void ComparePage::dropGone()
{
    if (m_gallery == nullptr)
        return;
    std::vector<PhotoId> left = photos();
    std::erase_if(left, [this](PhotoId id) { return m_gallery->gallery().rowOf(id) < 0; });
    if (left.size() == m_panes.size())
        return;
    if (left.size() < kLeast) {
        Q_EMIT emptied();
        return;
    }
    const std::size_t active = std::min(m_active, left.size() - 1);
    setCount(left.size());
    for (std::size_t i = 0; i < m_panes.size(); ++i) {
        if (m_panes[i]->photo() != left[i])
            showPhoto(*m_panes[i], left[i]);
    }
    placePanes();
    activate(active);
    m_askTimer.start();
}

void ComparePage::askPictures()
{
    if (m_gallery == nullptr)
        return;
    OriginalCache::Wishes wishes;
    for (const ComparePane* pane : m_panes) {
        wishes.shown.push_back(pane->photo());
        if (pane->view().needsWhole())
            wishes.whole.push_back(pane->photo());
        wishes.pixels = wishes.pixels.expandedTo(pane->view().pixelSize());
    }
    if (const PhotoId next = neighbour(1))
        wishes.ahead = {next};
    m_source.originals.want(std::move(wishes));
}

void ComparePage::reload()
{
    if (m_gallery == nullptr)
        return;
    std::vector<PhotoId> wanted = photos();
    for (const int step : {1, -1}) {
        if (const PhotoId next = neighbour(step))
            wanted.push_back(next);
    }
    m_source.cards.want(wanted);
}

bool ComparePage::perform(Command command)
{
    if (m_gallery == nullptr)
        return false;
    PictureView& view = m_panes[m_active]->view();
    switch (command) {
    case Command::ActualSize:
        view.toggle();
        return true;
    case Command::ZoomIn:
    case Command::LargerPictures:
        view.step(1);
        return true;
    case Command::ZoomOut:
    case Command::SmallerPictures:
        view.step(-1);
        return true;
    case Command::Next:
        exchange(1);
        return true;
    case Command::Previous:
        exchange(-1);
        return true;
    default:
        return false;
    }
}

void ComparePage::setFullScreen(bool full)
{
    m_black = full;
    for (ComparePane* pane : m_panes)
        pane->setBlack(full);
    update();
}

bool ComparePage::isSettled() const
{
    return m_gallery == nullptr || (m_source.isIdle() && !m_askTimer.isActive());
}

void ComparePage::paintEvent(QPaintEvent*)
{
    if (m_black)
        QPainter(this).fillRect(rect(), Qt::black);
}

void ComparePage::resizeEvent(QResizeEvent*)
{
    placePanes();
    if (m_gallery != nullptr)
        m_askTimer.start();
}

} // namespace vidimus::ui
