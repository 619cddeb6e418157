#include "core/services/import_service.h"

#include <utility>

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QMetaType>
#include <QSaveFile>
#include <QThreadPool>

#include "core/base/path_text.h"
#include "core/ingest/pipeline.h"
#include "core/media/decoder.h"
#include "core/services/pool_task.h"

namespace vidimus::services {

namespace {

/// A file name from what a browser or a clipboard says of a picture: short, of harmless characters.
QString safeName(const QString& hint)
{
    constexpr int kLongest = 60;
    QString name;
    for (const QChar c : hint.section(QLatin1Char('/'), -1)) {
        if (c.isLetterOrNumber() || c == QLatin1Char('-') || c == QLatin1Char('_') || c == QLatin1Char(' '))
            name += c;
        else if (c == QLatin1Char('.') || c == QLatin1Char('?'))
            break; // the extension is ours to give
    }
    name = name.trimmed().left(kLongest);
    return name.isEmpty() ? QStringLiteral("picture") : name;
}

/// Writes the picture to a new file of `folder`; the path, or why not.
Result<std::filesystem::path> keepDropped(const std::filesystem::path& folder, const QByteArray& encoded,
                                          const QString& hint)
{
    const auto header = media::readHeader(encoded);
    if (!header)
        return fail(header.error());
    const QDir directory(QFile::decodeName(QByteArray::fromStdString(pathToBytes(folder))));
    if (!directory.mkpath(QStringLiteral(".")))
        return fail(ErrorCode::ReadOnly, "The folder for dropped pictures cannot be made.");
    const QString stem = QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd HH-mm-ss ")) + safeName(hint);
    const QString extension = QString::fromStdString(header->format == "jpeg" ? "jpg" : header->format);
    QString path = directory.filePath(stem + QLatin1Char('.') + extension);
    for (int i = 2; QFile::exists(path); ++i)
        path = directory.filePath(QStringLiteral("%1 %2.%3").arg(stem).arg(i).arg(extension));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(encoded) != encoded.size() || !file.commit())
        return fail(ErrorCode::OutOfSpace,
                    "The dropped picture could not be kept: " + file.errorString().toStdString());
    return pathFromBytes(QFile::encodeName(path).toStdString());
}

} // namespace

/// Brings the pipeline's news to the service's thread, in order.
class ImportService::Observer : public ingest::PipelineObserver {
public:
    explicit Observer(ImportService& service) : m_service(service) {}

    void photosSeen(std::span<const ingest::SeenPhoto> photos) override
    {
        QList<PhotoId> added;
        for (const ingest::SeenPhoto& photo : photos)
            if (photo.written)
                added.append(photo.id);
        if (!added.isEmpty())
            post([added](ImportService& service) { Q_EMIT service.photosAdded(added); });
    }

    void photosDescribed(std::span<const PhotoId> photos) override
    {
        const QList<PhotoId> changed(photos.begin(), photos.end());
        post([changed](ImportService& service) { Q_EMIT service.photosChanged(changed); });
    }

    void failed(std::span<const storage::Failure>) override
    {
        post([](ImportService& service) { Q_EMIT service.failuresChanged(); });
    }

    void progressed(const ingest::Progress& progress) override
    {
        post([progress](ImportService& service) {
            service.m_progress = progress;
            Q_EMIT service.progressChanged(progress);
        });
    }

    void finished(const ingest::Summary& summary) override
    {
        post([summary](ImportService& service) { Q_EMIT service.finished(summary); });
    }

private:
    template <typename Call>
    void post(Call&& call)
    {
        QMetaObject::invokeMethod(
            &m_service, [&service = m_service, call = std::forward<Call>(call)] { call(service); },
            Qt::QueuedConnection);
    }

    ImportService& m_service;
};

ImportService::ImportService(ingest::Pipeline& pipeline, std::filesystem::path droppedFolder, QObject* parent)
    : QObject(parent)
    , m_pipeline(pipeline)
    , m_droppedFolder(std::move(droppedFolder))
    , m_observer(std::make_unique<Observer>(*this))
    , m_files(std::make_unique<QThreadPool>())
{
    m_files->setMaxThreadCount(1); // one after the other: they are named by the second
    m_pipeline.addObserver(m_observer.get());
}

ImportService::~ImportService()
{
    m_files->waitForDone();
    m_pipeline.removeObserver(m_observer.get());
}

void ImportService::importPaths(const QList<std::filesystem::path>& paths)
{
    m_pipeline.import({paths.begin(), paths.end()});
}

void ImportService::importData(const QByteArray& encoded, const QString& hint)
{
    runOn(*m_files, [folder = m_droppedFolder, encoded, hint] {
        return keepDropped(folder, encoded, hint);
    }).then(this, [this](const Result<std::filesystem::path>& kept) {
        if (kept)
            m_pipeline.import({*kept});
        else
            Q_EMIT dataRefused(QString::fromStdString(kept.error().message));
    });
}

void ImportService::resumeUnfinished()
{
    m_pipeline.resumeUnfinished();
}

void ImportService::retry(const std::vector<storage::Failure>& failures)
{
    m_pipeline.retry(failures);
}

void ImportService::pause()
{
    m_pipeline.pause();
}

void ImportService::unpause()
{
    m_pipeline.unpause();
}

void ImportService::cancel()
{
    m_pipeline.cancel();
}

void ImportService::describeFirst(std::vector<PhotoId> visible)
{
    m_pipeline.describeFirst(std::move(visible));
}

} // namespace vidimus::services
