#include "core/storage/library_lock.h"

#include <QFile>
#include <QLockFile>
#include <QString>

#include "core/base/path_text.h"

namespace vidimus::storage {

Result<LibraryLock> LibraryLock::acquire(const std::filesystem::path& libraryFolder)
{
    auto file = std::make_unique<QLockFile>(
        QFile::decodeName(QByteArray::fromStdString(pathToBytes(libraryFolder / "library.lock"))));
    file->setStaleLockTime(0); // only a dead owner makes it stale, never its age
    if (file->tryLock(0))
        return LibraryLock(std::move(file));
    // Killed before it wrote who it is: nobody's lock, which Qt by itself would respect for ever. One who is just about to
    // write gets the time for it, and keeps the file, whose lock it holds, in any case.
    constexpr int kTimeToWriteMs = 200;
    qint64 writer = 0;
    QString unused;
    if (file->error() == QLockFile::LockFailedError && !file->getLockInfo(&writer, &unused, &unused) &&
        (file->tryLock(kTimeToWriteMs) ||
         (!file->getLockInfo(&writer, &unused, &unused) && file->removeStaleLockFile() && file->tryLock(0))))
        return LibraryLock(std::move(file));

    if (file->error() == QLockFile::LockFailedError) {
        qint64 pid = 0;
        QString host;
        QString program;
        QString owner = QStringLiteral("another program");
        if (file->getLockInfo(&pid, &host, &program))
            owner = QStringLiteral("%1 (process %2)").arg(program).arg(pid);
        return fail(ErrorCode::Busy, "The library " + displayPath(libraryFolder) + " is in use by " +
                                         owner.toStdString() + ": close it there, or choose another library.");
    }
    return fail(ErrorCode::ReadOnly,
                "The library " + displayPath(libraryFolder) + " cannot be written: its folder or disk is read-only.");
}

LibraryLock::LibraryLock(std::unique_ptr<QLockFile> file) : m_file(std::move(file)) {}
LibraryLock::LibraryLock(LibraryLock&&) noexcept = default;
LibraryLock& LibraryLock::operator=(LibraryLock&&) noexcept = default;
LibraryLock::~LibraryLock() = default;

} // namespace vidimus::storage
