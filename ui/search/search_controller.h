#pragma once

#include <memory>
#include <string>
#include <vector>

#include <QObject>
#include <QPixmap>
#include <QTemporaryDir>

#include "core/base/error.h"
#include "core/search/search_results.h"
#include "core/services/services.h"
#include "ui/common/dropped.h"

namespace vidimus::ui {

class GalleryModel;
class SearchBar;

/// From what is in the search bar to what is in the results gallery. Answers to words no longer there are dropped.
class SearchController final : public QObject {
    Q_OBJECT
public:
    SearchController(services::Services& services, SearchBar& bar, GalleryModel& results, QObject* parent = nullptr);
    ~SearchController() override;

    /// A search is wanted (its answer may still be under way).
    bool isActive() const { return m_active; }
    bool isBusy() const { return m_busy; }

    struct Example {
        PhotoId photo;
        QPixmap shown;
        QString name;
    };
    /// In place of the pictures searched by so far; words stay.
    void moreLike(const std::vector<Example>& examples);
    /// In addition to them.
    void lessLike(const std::vector<Example>& examples);
    void findSimilar(PhotoId photo, const QPixmap& shown, const QString& name);

    /// Why a picture was found, as lines for people; shown at a place on the screen.
    void explain(PhotoId photo, const QPoint& globalPosition);
    /// What is searched for was what was wanted: it goes into the history.
    void remember();

Q_SIGNALS:
    /// The results are in the model. `reason` says why there are none, or none likely; `note` is for people and mostly empty.
    void found(int count, const QString& reason, const QString& note);
    void failed(const vidimus::Error& error);
    /// Back to the library.
    void ended();

private:
    void search();
    void show(quint64 ticket, const search::Results& results);
    void searchByDropped(const Dropped& dropped);
    void searchByFile(const std::filesystem::path& file, const QString& name);
    void searchByBytes(const Dropped& dropped);
    void end();

    services::Services& m_services;
    SearchBar& m_bar;
    GalleryModel& m_results;
    std::unique_ptr<QTemporaryDir> m_pictures; ///< pictures to search by that are no files
    quint64 m_ticket = 0;
    search::Query m_query;    ///< of the answer on show or under way
    std::string m_remembered; ///< the last line that went into the history
    bool m_active = false;
    bool m_busy = false;
};

} // namespace vidimus::ui
