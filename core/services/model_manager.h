#pragma once

#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

#include <QObject>
#include <QString>

#include "core/base/clock.h"
#include "core/models/catalogue.h"
#include "core/models/model_installer.h"
#include "core/services/model_entry.h"
#include "core/services/settings.h"

namespace vidimus::storage {
class Library;
}
class QThreadPool;

namespace vidimus::services {

class SearchService;

/// The models that are installed and that can be had, as the window sees them: calls return at once, news come as signals.
/// Downloads come one after the other; what has arrived of one is kept until it is discarded. Lives on the GUI thread.
class ModelManager : public QObject {
    Q_OBJECT
public:
    struct Parts {
        models::InstallerOptions installer; ///< with the folder of installed models
        models::Catalogue catalogue;
        std::filesystem::path starter; ///< empty: none
        ModelId captioner;             ///< in use
        ModelId embedder;
        storage::Library& library; ///< holds what they said
        SearchService& search;     ///< knows which of them answers
    };

    ModelManager(Parts parts, Settings& settings, QObject* parent = nullptr);
    ~ModelManager() override;

    const ModelList& list() const { return m_list; }
    /// Looks at the disk again.
    void refresh();

    /// Downloads it, or goes on with that.
    void install(const std::string& key);
    /// Copies a model from a folder: as `key` of the catalogue, or under the folder's own name where that is empty.
    void installFrom(const std::filesystem::path& folder, const std::string& key = {});
    /// Stops a download and keeps what has arrived.
    void pause(const std::string& key);
    /// Stops it and gives up what has arrived.
    void discard(const std::string& key);
    void verify(const std::string& key);
    void remove(const std::string& key);
    /// Drops what it said of the library's pictures; the answer comes as a notice where it may not be.
    void forget(const std::string& key);
    /// Chooses an installed model for its job, from the next start on.
    void choose(const std::string& key);

    /// Something is being fetched, copied, looked through or removed.
    bool isBusy() const { return m_running || m_looking > 0; }
    /// The entry that the embedder in use takes over from and that could be gone back to; null: none.
    const ModelEntry* earlier() const;
    /// What was chosen is not what is in use.
    bool restartNeeded() const;

Q_SIGNALS:
    /// Entries came, went or changed their state.
    void changed();
    void progressChanged(const QString& key);
    /// A sentence for people about something that is no entry's own business.
    void notice(const QString& sentence);
    void installed(const QString& title);
    void restartAsked();

public:
    /// Says to whoever shows the window that it should be opened anew with the models that were chosen.
    void askRestart() { Q_EMIT restartAsked(); }

private:
    struct Job {
        std::string key;
        std::filesystem::path from; ///< empty: from the hub
        std::stop_source stop;
        bool discard = false;
    };

    ModelEntry* entry(const std::string& key);
    void startNext();
    void endJob(const Result<models::Installed>& result);
    void showProgress(const std::string& key, const models::InstallProgress& progress);
    void takeList(ModelList list);
    void look(std::function<void()> work);
    std::string nameOf(const Job& job) const;

    const Parts m_parts;
    Settings& m_settings;
    const SystemClock m_clock;
    ModelList m_list;
    std::deque<Job> m_jobs; ///< the first one runs
    bool m_running = false;
    int m_looking = 0;
    std::stop_source m_stop;                             ///< of the looks
    std::unique_ptr<models::ModelInstaller> m_installer; ///< of the installing thread
    std::unique_ptr<QThreadPool> m_installing;
    std::unique_ptr<QThreadPool> m_lookers;
};

} // namespace vidimus::services
