#include "core/services/edit_service.h"

#include <chrono>
#include <deque>
#include <utility>

#include <QMetaType>
#include <QThreadPool>

#include "core/services/pool_task.h"
#include "core/storage/library.h"

namespace vidimus::services {

namespace {

/// Steps that are kept, and the photos they name together: about 200 MB at the very most, a few KB as a rule.
constexpr std::size_t kMostSteps = 1000;
constexpr std::size_t kMostPhotos = 2'000'000;

struct Step {
    QString text;
    std::vector<storage::PersonEdit> edits; ///< that take it back, or make it again
    std::size_t photos = 0;
};

std::size_t photosOf(const storage::PersonEdit& edit)
{
    struct Count {
        std::size_t operator()(const storage::MarkPhotos& marks) const { return marks.photos.size(); }
        std::size_t operator()(const storage::ToggleFavourite& toggle) const { return toggle.photos.size(); }
        std::size_t operator()(const storage::RenameTag&) const { return 0; }
        std::size_t operator()(const storage::DropTag&) const { return 0; }
        std::size_t operator()(const storage::RestoreMarks& marks) const { return marks.photos.size(); }
        std::size_t operator()(const storage::AddTags& tags) const { return ofUses(tags.uses); }
        std::size_t operator()(const storage::RemoveTags& tags) const { return ofUses(tags.uses); }
        std::size_t operator()(const storage::PutAlbum& put) const { return put.places.size(); }
        std::size_t operator()(const storage::DropAlbum&) const { return 0; }
        std::size_t operator()(const storage::AppendToAlbum& append) const { return append.photos.size(); }
        std::size_t operator()(const storage::PlaceInAlbum& place) const { return place.places.size(); }
        std::size_t operator()(const storage::TakeFromAlbum& take) const { return take.photos.size(); }

        static std::size_t ofUses(const std::vector<storage::TagUse>& uses)
        {
            std::size_t count = 0;
            for (const storage::TagUse& use : uses)
                count += use.photos.size();
            return count;
        }
    };
    return std::visit(Count{}, edit);
}

} // namespace

/// The steps made and taken back. Used by the worker only, so that "undo" means the last step asked for, made or not yet.
class EditService::History {
public:
    History(EditService& service, storage::Library& library, const Clock& clock)
        : m_service(service), m_library(library), m_clock(clock)
    {}

    void make(const std::vector<storage::PersonEdit>& edits, const QString& text)
    {
        auto inverse = perform(edits, text, EditNews::Kind::Made);
        if (inverse && !inverse->edits.empty()) {
            m_undone.clear();
            m_made.push_back(std::move(*inverse));
            trim();
        }
        tell();
    }

    void undo() { move(m_made, m_undone, EditNews::Kind::Undone); }
    void redo() { move(m_undone, m_made, EditNews::Kind::Redone); }

private:
    void move(std::deque<Step>& from, std::deque<Step>& to, EditNews::Kind kind)
    {
        if (!from.empty()) {
            if (auto inverse = perform(from.back().edits, from.back().text, kind)) {
                from.pop_back();
                // Nothing to do when its photos have left the library meanwhile.
                if (!inverse->edits.empty())
                    to.push_back(std::move(*inverse));
            }
        }
        tell();
    }

    std::optional<Step> perform(const std::vector<storage::PersonEdit>& edits, const QString& text, EditNews::Kind kind)
    {
        const auto now = std::chrono::duration_cast<std::chrono::seconds>(m_clock.now().time_since_epoch()).count();
        auto made = m_library.make(edits, now);
        if (!made) {
            const QString reason = QString::fromStdString(made.error().message);
            post([reason](EditService& service) { Q_EMIT service.failed(reason); });
            return std::nullopt;
        }
        EditNews news{kind,
                      text,
                      QList<PhotoId>(made->photos.begin(), made->photos.end()),
                      made->tagsChanged,
                      made->albumsChanged,
                      made->album};
        post([news = std::move(news)](EditService& service) { Q_EMIT service.made(news); });
        Step step{text, std::move(made->inverse), 0};
        for (const storage::PersonEdit& edit : step.edits)
            step.photos += photosOf(edit);
        return step;
    }

    void trim()
    {
        std::size_t photos = 0;
        std::size_t kept = 0;
        for (auto step = m_made.rbegin(); step != m_made.rend(); ++step) {
            photos += step->photos;
            if (kept > 0 && (kept >= kMostSteps || photos > kMostPhotos))
                break;
            ++kept;
        }
        m_made.erase(m_made.begin(), m_made.end() - static_cast<std::ptrdiff_t>(kept));
    }

    void tell()
    {
        const QString undo = m_made.empty() ? QString() : m_made.back().text;
        const QString redo = m_undone.empty() ? QString() : m_undone.back().text;
        post([undo, redo](EditService& service) {
            --service.m_underWay;
            service.m_undoText = undo;
            service.m_redoText = redo;
            Q_EMIT service.historyChanged();
            if (service.isIdle())
                Q_EMIT service.idle();
        });
    }

    template <typename Call>
    void post(Call&& call)
    {
        QMetaObject::invokeMethod(
            &m_service, [&service = m_service, call = std::forward<Call>(call)] { call(service); },
            Qt::QueuedConnection);
    }

    EditService& m_service;
    storage::Library& m_library;
    const Clock& m_clock;
    std::deque<Step> m_made;
    std::deque<Step> m_undone;
};

EditService::EditService(storage::Library& library, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_history(std::make_unique<History>(*this, library, clock))
    , m_worker(std::make_unique<QThreadPool>())
{
    m_worker->setMaxThreadCount(1); // one after the other
}

EditService::~EditService()
{
    m_worker->waitForDone(); // what a person did is kept, also in the moment of closing
}

void EditService::make(std::vector<storage::PersonEdit> edits, const QString& text)
{
    run([edits = std::move(edits), text](History& history) { history.make(edits, text); });
}

void EditService::undo()
{
    run([](History& history) { history.undo(); });
}

void EditService::redo()
{
    run([](History& history) { history.redo(); });
}

void EditService::run(std::function<void(History&)> work)
{
    ++m_underWay;
    m_worker->start([history = m_history.get(), work = std::move(work)] { work(*history); });
}

} // namespace vidimus::services
