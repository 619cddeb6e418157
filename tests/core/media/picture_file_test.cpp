#include <atomic>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stop_token>
#include <string>
#include <thread>

#include <QTemporaryDir>
#include <QTest>
#ifndef _WIN32
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

#include "core/media/picture_file.h"

using namespace vidimus;
using namespace vidimus::media;

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t kPlenty = 512ull << 20;

void write(const fs::path& path, const std::string& bytes)
{
    std::ofstream(path, std::ios::binary) << bytes;
}

} // namespace

class PictureFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        m_folder->setAutoRemove(false);
        m_root = m_folder->path().toStdString();
    }

    void cleanup()
    {
        // Not left to QTemporaryDir: it cannot name files that are not UTF-8.
        std::error_code ignored;
        fs::remove_all(m_root, ignored);
    }

    void readsTheWholeFile()
    {
        std::string bytes;
        for (int i = 0; i < 9'000'001; ++i) // more than two chunks, not a multiple of one
            bytes += static_cast<char>(i * 7 + i / 256);
        write(m_root / "file", bytes);
        const auto read = readFile(m_root / "file", kPlenty);
        QVERIFY(read);
        QCOMPARE(read->toStdString(), bytes);
        const auto stamp = stampOf(m_root / "file");
        QVERIFY(stamp);
        QCOMPARE(stamp->size, std::uint64_t(bytes.size()));
    }

    void stampChangesWithTheFile()
    {
        write(m_root / "file", "one");
        const auto before = stampOf(m_root / "file");
        QVERIFY(before);
        QVERIFY(*before == *stampOf(m_root / "file"));
        fs::last_write_time(m_root / "file", fs::last_write_time(m_root / "file") + std::chrono::milliseconds(5));
        const auto touched = stampOf(m_root / "file");
        QVERIFY(touched && *touched != *before);
        QCOMPARE(touched->modifiedNs - before->modifiedNs, std::int64_t(5'000'000));
    }

    void emptyFileIsRead()
    {
        write(m_root / "empty", "");
        const auto read = readFile(m_root / "empty", kPlenty);
        QVERIFY(read);
        QVERIFY(read->isEmpty());
    }

    void takesAnyName_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("unicode") << QByteArray("été 写真 🌄.jpg");
        QTest::newRow("newline") << QByteArray("two\nlines.jpg");
        QTest::newRow("not utf-8") << QByteArray("caf\xE9\xFF.jpg");
        QTest::newRow("leading dash") << QByteArray("-rf.jpg");
        QTest::newRow("blanks") << QByteArray("  .jpg ");
    }

    void takesAnyName()
    {
        QFETCH(QByteArray, name);
        const fs::path file = m_root / name.toStdString();
        write(file, "bytes");
        const auto read = readFile(file, kPlenty);
        QVERIFY(read);
        QCOMPARE(*read, QByteArray("bytes"));
    }

    void followsLinks()
    {
        write(m_root / "file", "bytes");
        fs::create_symlink(m_root / "file", m_root / "link");
        QVERIFY(readFile(m_root / "link", kPlenty));
        fs::create_symlink(m_root / "gone", m_root / "dangling");
        QCOMPARE(codeOf(m_root / "dangling"), ErrorCode::NotFound);
        fs::create_symlink(m_root / "loop", m_root / "loop");
        QCOMPARE(codeOf(m_root / "loop"), ErrorCode::NotFound);
    }

    void pathOfFourThousandCharactersIsRead()
    {
        fs::path folder = m_root;
        while (folder.native().size() + 201 < 3990)
            folder /= std::string(200, 'd');
        folder /= std::string(3990 - folder.native().size() - 1, 'd');
        QVERIFY(fs::create_directories(folder));
        const fs::path file = folder / "a.jpg";
        write(file, "bytes");
        QVERIFY(readFile(file, kPlenty));
    }

    void impossiblePathsAreInvalid_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QString>("message");
        const QString tooLong = "The path is longer than this system takes.";
        QTest::newRow("path") << QByteArray("/").append(QByteArray("d/").repeated(3000)) << tooLong;
        QTest::newRow("name") << QByteArray(300, 'n').prepend("/") << tooLong;
        QTest::newRow("zero byte") << QByteArray("/etc/hostname\0.jpg", 18) << "The path holds a zero byte.";
    }

    void impossiblePathsAreInvalid()
    {
        QFETCH(QByteArray, path);
        QFETCH(QString, message);
        const auto read = readFile(path.toStdString(), kPlenty);
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::InvalidArgument);
        QCOMPARE(QString::fromStdString(read.error().message), message);
        const auto stamp = stampOf(path.toStdString());
        QVERIFY(!stamp);
        QVERIFY(stamp.error() == read.error());
    }

    void absentFilesAreNotFound()
    {
        write(m_root / "file", "");
        QCOMPARE(codeOf(m_root / "nothing"), ErrorCode::NotFound);
        QCOMPARE(codeOf(m_root / "file" / "below"), ErrorCode::NotFound);
        QCOMPARE(codeOf(""), ErrorCode::NotFound);
    }

    void onlyOrdinaryFilesAreRead()
    {
        QCOMPARE(codeOf(m_root), ErrorCode::Unsupported);
#ifndef _WIN32
        const fs::path pipe = m_root / "pipe";
        QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
        QCOMPARE(codeOf(pipe), ErrorCode::Unsupported); // and does not wait for a writer
        QCOMPARE(codeOf("/dev/zero"), ErrorCode::Unsupported);

        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const std::string socketPath = (m_root / "s").string();
        QVERIFY(socketPath.size() < sizeof(address.sun_path));
        socketPath.copy(address.sun_path, sizeof(address.sun_path) - 1);
        const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
        QCOMPARE(::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
        QCOMPARE(codeOf(socketPath), ErrorCode::Unsupported);
        ::close(socket);
#endif
    }

    void unreadableFilesAreDenied()
    {
#ifndef _WIN32
        const fs::path file = m_root / "secret";
        write(file, "bytes");
        fs::permissions(file, fs::perms::none);
        fs::permissions(m_root, fs::perms::all);
        // Root may read everything: a child gives that up and reports by its exit code.
        const pid_t child = ::fork();
        QVERIFY(child >= 0);
        if (child == 0) {
            constexpr uid_t kNobody = 65534;
            if (::geteuid() == 0 && ::setuid(kNobody) != 0)
                ::_exit(100);
            const auto read = readFile(file, kPlenty);
            ::_exit(read ? 101 : static_cast<int>(read.error().code));
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), static_cast<int>(ErrorCode::PermissionDenied));
#endif
    }

    void largeFilesAreRefusedUnread()
    {
        const fs::path file = m_root / "large";
        write(file, "");
        fs::resize_file(file, 600ull << 20); // a hole: takes no room
        const auto read = readFile(file, kPlenty);
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::TooLarge);
        QCOMPARE(read.error().message, std::string("The file has 600 MB, more than the 512 MB Vidimus takes."));
    }

    void stopIsHeeded()
    {
        write(m_root / "file", "bytes");
        std::stop_source stop;
        stop.request_stop();
        const auto read = readFile(m_root / "file", kPlenty, stop.get_token());
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::Cancelled);
    }

    void changesWhileReadingAreNoticed()
    {
        // The file swings between two sizes; whatever is read must be one of them, or an error that says so.
        const fs::path file = m_root / "swinging";
        write(file, std::string(1000, 'x'));
        std::atomic<bool> done = false;
        std::jthread writer([&] {
            while (!done) {
                fs::resize_file(file, 8'000'000);
                fs::resize_file(file, 1000);
            }
        });
        for (int i = 0; i < 200; ++i) {
            const auto read = readFile(file, kPlenty);
            if (read)
                QVERIFY(read->size() == 1000 || read->size() == 8'000'000);
            else
                QCOMPARE(read.error().message, std::string("The file changed while it was read."));
        }
        done = true;
    }

    void endlessFilesThatClaimNothingAreNotEmpty()
    {
        // Files of /proc have no size until they are read.
        if (!fs::exists("/proc/self/maps"))
            QSKIP("no /proc here");
        const auto read = readFile("/proc/self/maps", kPlenty);
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::Unreadable);
    }

    void hashIsSha256()
    {
        QCOMPARE(hashOf("").toHex(), std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        QCOMPARE(hashOf("abc").toHex(),
                 std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

private:
    ErrorCode codeOf(const fs::path& file)
    {
        const auto read = readFile(file, kPlenty);
        const auto stamp = stampOf(file);
        if (read || stamp || read.error().code != stamp.error().code)
            return ErrorCode::Internal;
        return read.error().code;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_root;
};

QTEST_GUILESS_MAIN(PictureFileTest)
#include "picture_file_test.moc"
