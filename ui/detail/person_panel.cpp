#include "ui/detail/person_panel.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include <QVBoxLayout>

#include "ui/common/edit_desk.h"
#include "ui/common/when_done.h"
#include "ui/detail/marks_bar.h"
#include "ui/detail/tag_editor.h"

namespace vidimus::ui {

namespace {

/// A frame drawn around pictures chooses other ones with every movement, thousands of them.
constexpr int kRestMs = 40;

} // namespace

PersonPanel::PersonPanel(services::Services& services, EditDesk& desk, QWidget* parent)
    : QWidget(parent), m_services(services), m_marks(new MarksBar(this)), m_tags(new TagEditor(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_marks);
    column->addWidget(m_tags);
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMs);
    connect(&m_rest, &QTimer::timeout, this, &PersonPanel::ask);
    connect(m_marks, &MarksBar::ratingChosen, this, [this, &desk](int rating) { desk.rate(m_photos, rating); });
    connect(m_marks, &MarksBar::favouriteChosen, this,
            [this, &desk](bool favourite) { desk.setFavourite(m_photos, favourite); });
    connect(m_marks, &MarksBar::flagChosen, this, [this, &desk](storage::Flag flag) { desk.setFlag(m_photos, flag); });
    connect(m_tags, &TagEditor::added, this, [this, &desk](const QStringList& tags) { desk.addTags(m_photos, tags); });
    connect(m_tags, &TagEditor::removed, this, [this, &desk](const QString& tag) { desk.removeTag(m_photos, tag); });
    connect(m_tags, &TagEditor::left, this, &PersonPanel::left);
}

void PersonPanel::setPhotos(std::vector<PhotoId> photos)
{
    if (photos == m_photos)
        return;
    m_photos = std::move(photos);
    m_answer.cancel(); // of pictures that are not chosen any more
    ++m_asked;
    if (m_photos.empty()) {
        m_rest.stop();
        m_answered = m_asked;
    } else if (!m_rest.isActive()) {
        m_rest.start();
    }
}

void PersonPanel::refresh(const QList<PhotoId>& changed)
{
    if (m_rest.isActive())
        return; // it will be asked in a moment
    const std::unordered_set<PhotoId> news(changed.begin(), changed.end());
    if (std::any_of(m_photos.begin(), m_photos.end(), [&news](PhotoId id) { return news.contains(id); }))
        ask();
}

void PersonPanel::ask()
{
    const quint64 ticket = ++m_asked;
    m_answer.cancel();
    m_answer = m_services.catalogue.sharedMarks(m_photos);
    whenDone(this, m_answer, [this, ticket](const Result<services::SharedMarks>& shared) {
        if (ticket != m_asked)
            return;
        m_answered = ticket;
        if (shared) {
            m_marks->setMarks(shared->rating, shared->favourite, shared->flag);
            m_tags->setTags(shared->tags, shared->photos);
        }
        Q_EMIT settled();
    });
}

void PersonPanel::useKeys(const KeyMap& keys)
{
    m_marks->useKeys(keys);
    m_tags->useKeys(keys);
}

void PersonPanel::setKnownTags(const QStringList& tags)
{
    m_tags->setKnown(tags);
}

void PersonPanel::focusTags()
{
    m_tags->focusField();
}

} // namespace vidimus::ui
