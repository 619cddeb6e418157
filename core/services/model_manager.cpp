#include "core/services/model_manager.h"

#include <algorithm>
#include <functional>
#include <utility>

#include <QMetaObject>
#include <QThreadPool>

#include "core/base/path_text.h"
#include "core/models/installed_models.h"
#include "core/services/model_scan.h"
#include "core/services/search_service.h"
#include "core/storage/library.h"

namespace vidimus::services {

namespace {

using State = ModelEntry::State;
using models::InstallProgress;

ModelProgress::Phase phaseOf(InstallProgress::Phase phase)
{
    switch (phase) {
    case InstallProgress::Phase::Asking:
        return ModelProgress::Phase::Asking;
    case InstallProgress::Phase::Downloading:
        return ModelProgress::Phase::Downloading;
    case InstallProgress::Phase::Waiting:
        return ModelProgress::Phase::Retrying;
    case InstallProgress::Phase::Checking:
        return ModelProgress::Phase::Checking;
    case InstallProgress::Phase::Copying:
        return ModelProgress::Phase::Copying;
    case InstallProgress::Phase::Finishing:
        return ModelProgress::Phase::Finishing;
    }
    return ModelProgress::Phase::Asking;
}

ModelProgress progressOf(const InstallProgress& now)
{
    return {phaseOf(now.phase),
            now.done,
            now.total,
            now.totalIsExact,
            now.bytesPerSecond,
            now.left(),
            std::chrono::ceil<std::chrono::seconds>(now.wait),
            now.note};
}

/// "" for a model that is as it was installed and opens.
std::string verification(const std::filesystem::path& folder, const std::stop_token& stop)
{
    const auto model = inference::openModelFolder(folder);
    if (!model)
        return model.error().message;
    if (const auto record = models::readRecord(folder)) {
        const auto differences = models::differencesFromRecord(folder, *record, stop);
        if (!differences)
            return differences.error().message;
        if (!differences->empty())
            return differences->front();
    }
    const auto finite = inference::checkFinite(model->checkpoint);
    return finite ? std::string() : finite.error().message;
}

} // namespace

ModelManager::ModelManager(Parts parts, Settings& settings, QObject* parent)
    : QObject(parent)
    , m_parts(std::move(parts))
    , m_settings(settings)
    , m_installer(std::make_unique<models::ModelInstaller>(m_parts.installer, m_clock))
    , m_installing(std::make_unique<QThreadPool>())
    , m_lookers(std::make_unique<QThreadPool>())
{
    m_installing->setMaxThreadCount(1);
    m_lookers->setMaxThreadCount(1);
    refresh();
}

ModelManager::~ModelManager()
{
    m_stop.request_stop();
    for (Job& job : m_jobs)
        job.stop.request_stop();
    m_installing->waitForDone();
    m_lookers->waitForDone();
}

ModelEntry* ModelManager::entry(const std::string& key)
{
    const auto found = std::find_if(m_list.entries.begin(), m_list.entries.end(),
                                    [&key](const ModelEntry& other) { return other.key == key; });
    return found == m_list.entries.end() ? nullptr : &*found;
}

void ModelManager::look(std::function<void()> work)
{
    ++m_looking;
    m_lookers->start([this, work = std::move(work)] {
        work();
        auto list = scanModels(m_parts.catalogue, m_parts.installer.folder, m_parts.starter);
        if (const auto tallies = m_parts.library.modelTallies()) // without them the list says less
            addSaid(list, *tallies);
        QMetaObject::invokeMethod(
            this,
            [this, list = std::move(list)]() mutable {
                --m_looking;
                takeList(std::move(list));
            },
            Qt::QueuedConnection);
    });
}

void ModelManager::refresh()
{
    look([] {});
}

void ModelManager::takeList(ModelList list)
{
    const ChosenModels chosen = m_settings.chosenModels();
    for (ModelEntry& fresh : list.entries) {
        const ModelId& used = fresh.captions ? m_parts.captioner : m_parts.embedder;
        const ModelId& wanted = fresh.captions ? chosen.captioner : chosen.embedder;
        fresh.inUse = !fresh.id.empty() && fresh.id == used;
        fresh.chosen = !fresh.id.empty() && fresh.id == wanted;
        if (const ModelEntry* before = m_list.find(fresh.key)) {
            fresh.verified = before->id == fresh.id ? before->verified : std::string();
            if (before->state == State::Failed && fresh.state != State::Installed) {
                fresh.state = State::Failed;
                fresh.problem = before->problem;
            }
        }
        const bool queued =
            std::any_of(m_jobs.begin(), m_jobs.end(), [&fresh](const Job& job) { return job.key == fresh.key; });
        if (queued) {
            const ModelEntry* before = m_list.find(fresh.key);
            fresh.state = State::Working;
            fresh.progress = before ? before->progress : ModelProgress{};
        }
    }
    m_list = std::move(list);
    Q_EMIT changed();
}

std::string ModelManager::nameOf(const Job& job) const
{
    return m_parts.catalogue.find(job.key) ? std::string() : job.key;
}

void ModelManager::install(const std::string& key)
{
    ModelEntry* wanted = entry(key);
    if (!wanted || !m_parts.catalogue.find(key) || wanted->state == State::Working)
        return;
    wanted->state = State::Working;
    wanted->problem.clear();
    wanted->progress = {};
    wanted->progress.done = wanted->unfinishedBytes;
    wanted->progress.total = wanted->bytes;
    m_jobs.push_back({key, {}, {}, false});
    Q_EMIT changed();
    startNext();
}

void ModelManager::installFrom(const std::filesystem::path& folder, const std::string& key)
{
    std::string name = key;
    if (name.empty()) {
        // A copy of something in the catalogue takes its place there.
        for (const models::CatalogueModel& model : m_parts.catalogue.models)
            if (folder.filename() == model.relativeFolder().filename())
                name = model.name;
    }
    if (name.empty())
        name = pathToBytes(folder.filename());
    m_jobs.push_back({name, folder, {}, false});
    if (ModelEntry* listed = entry(name)) {
        listed->state = State::Working;
        listed->progress = {};
        Q_EMIT changed();
    }
    startNext();
}

void ModelManager::startNext()
{
    if (m_running || m_jobs.empty())
        return;
    m_running = true;
    const Job& job = m_jobs.front();
    m_installing->start([this, key = job.key, from = job.from, name = nameOf(job), stop = job.stop.get_token()] {
        const models::CatalogueModel* known = m_parts.catalogue.find(key);
        const auto progress = [this, &key](const InstallProgress& now) {
            QMetaObject::invokeMethod(
                this, [this, key, now] { showProgress(key, now); }, Qt::QueuedConnection);
        };
        auto result = from.empty() ? m_installer->download(*known, stop, progress)
                                   : m_installer->copy(from, name, known, stop, progress);
        QMetaObject::invokeMethod(
            this, [this, result = std::move(result)] { endJob(result); }, Qt::QueuedConnection);
    });
}

void ModelManager::showProgress(const std::string& key, const InstallProgress& progress)
{
    ModelEntry* shown = entry(key);
    if (!shown || m_jobs.empty() || m_jobs.front().key != key)
        return;
    shown->progress = progressOf(progress);
    if (m_jobs.front().stop.stop_requested())
        shown->progress.phase = ModelProgress::Phase::Pausing;
    Q_EMIT progressChanged(QString::fromStdString(key));
}

void ModelManager::endJob(const Result<models::Installed>& result)
{
    const Job job = std::move(m_jobs.front());
    m_jobs.pop_front();
    m_running = false;
    ModelEntry* ended = entry(job.key);
    if (ended && !result && result.error().code != ErrorCode::Cancelled) {
        ended->state = State::Failed;
        ended->problem = result.error().message;
    } else if (ended) {
        ended->state = State::Available; // the look at the disk says what it is now
    }
    const models::CatalogueModel* known = m_parts.catalogue.find(job.key);
    if (result)
        Q_EMIT installed(QString::fromStdString(known ? known->title : displayText(job.key)));
    else if (!ended && result.error().code != ErrorCode::Cancelled)
        Q_EMIT notice(QString::fromStdString(result.error().message));
    if (job.discard && known)
        look([this, known] { (void)models::ModelInstaller(m_parts.installer, m_clock).discard(*known); });
    else
        refresh();
    Q_EMIT changed();
    startNext();
}

void ModelManager::pause(const std::string& key)
{
    for (auto job = m_jobs.begin(); job != m_jobs.end(); ++job) {
        if (job->key != key)
            continue;
        job->stop.request_stop();
        if (job != m_jobs.begin() || !m_running) {
            m_jobs.erase(job);
            if (ModelEntry* waiting = entry(key))
                waiting->state = State::Available;
            refresh();
        } else if (ModelEntry* running = entry(key)) {
            running->progress.phase = ModelProgress::Phase::Pausing;
            Q_EMIT progressChanged(QString::fromStdString(key));
        }
        return;
    }
}

void ModelManager::discard(const std::string& key)
{
    if (!m_jobs.empty() && m_running && m_jobs.front().key == key) {
        m_jobs.front().discard = true; // when it has stopped
        pause(key);
        return;
    }
    pause(key);
    if (ModelEntry* dropped = entry(key)) {
        dropped->state = State::Available;
        dropped->problem.clear();
    }
    if (const models::CatalogueModel* known = m_parts.catalogue.find(key))
        look([this, known] { (void)models::ModelInstaller(m_parts.installer, m_clock).discard(*known); });
}

void ModelManager::verify(const std::string& key)
{
    ModelEntry* wanted = entry(key);
    if (!wanted || wanted->folder.empty())
        return;
    wanted->state = State::Verifying;
    Q_EMIT changed();
    look([this, key, folder = wanted->folder] {
        const std::string problem = verification(folder, m_stop.get_token());
        QMetaObject::invokeMethod(
            this,
            [this, key, problem] {
                if (ModelEntry* verified = entry(key))
                    verified->verified =
                        problem.empty() ? "Every file is as it was published, and every weight a number." : problem;
            },
            Qt::QueuedConnection);
    });
}

void ModelManager::remove(const std::string& key)
{
    ModelEntry* wanted = entry(key);
    if (!wanted || wanted->folder.empty() || wanted->starter)
        return;
    wanted->state = State::Removing;
    Q_EMIT changed();
    look([this, folder = wanted->folder] {
        const auto removed = models::removeModel(folder, m_parts.installer.folder);
        if (removed)
            return;
        QMetaObject::invokeMethod(
            this, [this, error = removed.error()] { Q_EMIT notice(QString::fromStdString(error.message)); },
            Qt::QueuedConnection);
    });
}

void ModelManager::forget(const std::string& key)
{
    const ModelEntry* wanted = entry(key);
    if (!wanted || wanted->id.empty())
        return;
    const search::SwitchState now = m_parts.search.switchState();
    look([this, id = wanted->id, answering = now.answers ? now.earlier : ModelId()] {
        const auto forgotten = m_parts.library.forgetModel(id, answering, m_stop.get_token());
        if (forgotten || forgotten.error().code == ErrorCode::Cancelled)
            return;
        QMetaObject::invokeMethod(
            this, [this, error = forgotten.error()] { Q_EMIT notice(QString::fromStdString(error.message)); },
            Qt::QueuedConnection);
    });
}

const ModelEntry* ModelManager::earlier() const
{
    const ModelId id = m_parts.search.switchState().earlier;
    const auto found = std::find_if(m_list.entries.begin(), m_list.entries.end(), [&id](const ModelEntry& other) {
        return !id.empty() && other.id == id && other.state == State::Installed;
    });
    return found == m_list.entries.end() ? nullptr : &*found;
}

void ModelManager::choose(const std::string& key)
{
    const ModelEntry* wanted = entry(key);
    if (!wanted || wanted->state != State::Installed)
        return;
    ChosenModels chosen = m_settings.chosenModels();
    (wanted->captions ? chosen.captioner : chosen.embedder) = wanted->id;
    m_settings.setChosenModels(chosen);
    for (ModelEntry& other : m_list.entries)
        if (other.captions == wanted->captions)
            other.chosen = other.key == key;
    Q_EMIT changed();
}

bool ModelManager::restartNeeded() const
{
    return std::any_of(m_list.entries.begin(), m_list.entries.end(),
                       [](const ModelEntry& other) { return other.chosen && !other.inUse; });
}

} // namespace vidimus::services
