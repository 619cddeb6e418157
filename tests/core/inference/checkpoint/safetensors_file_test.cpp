#include <csignal>
#include <cstring>
#include <filesystem>

#include <QTemporaryDir>
#include <QTest>
#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

#include "core/inference/checkpoint/safetensors_file.h"
#include "core/inference/checkpoint/safetensors_writer.h"
#include "tests/core/inference/checkpoint/safetensors_bytes.h"

using namespace vidimus;
using namespace vidimus::inference;
using namespace vidimus::test;

namespace fs = std::filesystem;

namespace {

const std::vector<TensorToWrite> kTensors{{"weights", Dtype::F32, {3, 5}},
                                          {"scale", Dtype::F32, {}},
                                          {"nothing", Dtype::I64, {0, 7}},
                                          {"half", Dtype::BF16, {3}}};

/// Every byte says how many bytes of its tensor came before it.
void count(const TensorToWrite&, std::span<std::byte> bytes)
{
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::byte>(i);
}

} // namespace

class SafetensorsFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void writesWhatItReads();
    void copiesShareTheMapping();
    void cannotBeOpened_data();
    void cannotBeOpened();
    void mayNotBeRead();
    void errorsNameTheFile();
    void refusesToWrite_data();
    void refusesToWrite();
    void stoppedWritingLeavesNothing();
    void fullDiskLeavesTheOldFile();

private:
    fs::path path(const char* name) const { return fs::path(m_folder->path().toStdString()) / name; }
    std::size_t filesInFolder() const
    {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(path("")), fs::directory_iterator()));
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void SafetensorsFileTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void SafetensorsFileTest::writesWhatItReads()
{
    const Result<void> written = writeSafetensors(path("a.safetensors"), kTensors, count, {{"format", "pt"}});
    QVERIFY2(written, written ? "" : written.error().message.c_str());
    QCOMPARE(filesInFolder(), std::size_t{1});
    const Result<SafetensorsFile> file = SafetensorsFile::open(path("a.safetensors"));
    QVERIFY2(file, file ? "" : file.error().message.c_str());
    QCOMPARE(file->path(), path("a.safetensors"));
    const SafetensorsContent& content = file->content();
    QCOMPARE(content.metadata, (std::map<std::string, std::string>{{"format", "pt"}}));
    QCOMPARE(content.tensors.size(), kTensors.size());
    QCOMPARE((content.header.size() + 8) % 8, std::size_t{0});
    const std::byte* place = content.header.data() + content.header.size();
    for (const TensorToWrite& tensor : kTensors) {
        const TensorView& view = content.tensors.at(tensor.name);
        QCOMPARE(view.dtype, tensor.dtype);
        QCOMPARE(view.shape, tensor.shape);
        QVERIFY(view.bytes.data() == place);
        for (std::size_t i = 0; i < view.bytes.size(); ++i)
            QCOMPARE(static_cast<std::size_t>(view.bytes[i]), i);
        place += view.bytes.size();
    }
}

void SafetensorsFileTest::copiesShareTheMapping()
{
    QVERIFY(writeSafetensors(path("a.safetensors"), kTensors, count));
    Result<SafetensorsFile> file = SafetensorsFile::open(path("a.safetensors"));
    QVERIFY(file);
    const SafetensorsFile copy = *file;
    const std::byte* place = file->content().tensors.at("weights").bytes.data();
    file = fail(ErrorCode::Cancelled, "");
    fs::remove(path("a.safetensors"));
    QVERIFY(copy.content().tensors.at("weights").bytes.data() == place);
    QCOMPARE(static_cast<int>(place[59]), 59);
}

void SafetensorsFileTest::cannotBeOpened_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("message");
    QTest::newRow("absent") << "absent" << ErrorCode::NotFound << "does not exist";
    QTest::newRow("below a file") << "below" << ErrorCode::NotFound << "does not exist";
    QTest::newRow("a folder") << "folder" << ErrorCode::Unreadable << "is a folder, not a file";
    QTest::newRow("empty") << "empty" << ErrorCode::Corrupt << "is empty";
    QTest::newRow("a link to nowhere") << "link" << ErrorCode::NotFound << "does not exist";
#ifdef Q_OS_UNIX
    QTest::newRow("a pipe") << "pipe" << ErrorCode::Unreadable << "is not a file";
    QTest::newRow("a device") << "device" << ErrorCode::Unreadable << "is not a file";
#endif
}

void SafetensorsFileTest::cannotBeOpened()
{
    QFETCH(QString, kind);
    QFETCH(ErrorCode, code);
    QFETCH(QString, message);
    fs::path file = path("x.safetensors");
    if (kind == "below") {
        writeBytes(file, "x");
        file /= "y.safetensors";
    } else if (kind == "folder") {
        fs::create_directory(file);
    } else if (kind == "empty") {
        writeBytes(file, "");
    } else if (kind == "link") {
        fs::create_symlink(path("nowhere"), file);
    }
#ifdef Q_OS_UNIX
    if (kind == "pipe")
        QCOMPARE(::mkfifo(file.c_str(), 0600), 0);
    if (kind == "device")
        file = "/dev/zero";
#endif
    const Result<SafetensorsFile> opened = SafetensorsFile::open(file);
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, code);
    QVERIFY2(QString::fromStdString(opened.error().message).contains(message), opened.error().message.c_str());
    QVERIFY(opened.error().message.find(file.filename().string()) != std::string::npos);
}

void SafetensorsFileTest::mayNotBeRead()
{
#ifdef Q_OS_UNIX
    const fs::path file = path("x.safetensors");
    writeBytes(file, safetensorsBytes("{}"));
    fs::permissions(file, fs::perms::none);
    fs::permissions(path(""), fs::perms::all);
    // Root may read everything: a child gives that up and reports by its exit code.
    const pid_t child = ::fork();
    QVERIFY(child >= 0);
    if (child == 0) {
        constexpr uid_t kNobody = 65534;
        if (::geteuid() == 0 && ::setuid(kNobody) != 0)
            ::_exit(100);
        const Result<SafetensorsFile> opened = SafetensorsFile::open(file);
        ::_exit(opened ? 101 : static_cast<int>(opened.error().code));
    }
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), static_cast<int>(ErrorCode::PermissionDenied));
#endif
}

void SafetensorsFileTest::errorsNameTheFile()
{
    writeBytes(path("pytorch_model.safetensors"), "PK\x03\x04 and so on");
    const Result<SafetensorsFile> opened = SafetensorsFile::open(path("pytorch_model.safetensors"));
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::Unsupported);
    QVERIFY(opened.error().message.find("pytorch_model.safetensors: This is a pickle") != std::string::npos);
}

void SafetensorsFileTest::refusesToWrite_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("a name twice") << "twice" << ErrorCode::InvalidArgument;
    QTest::newRow("the name of the metadata") << "metadata" << ErrorCode::InvalidArgument;
    QTest::newRow("a negative size") << "negative" << ErrorCode::InvalidArgument;
    QTest::newRow("a size that wraps") << "wraps" << ErrorCode::InvalidArgument;
    QTest::newRow("no such folder") << "missing" << ErrorCode::NotFound;
    QTest::newRow("a folder of that name") << "folder" << ErrorCode::Internal;
}

void SafetensorsFileTest::refusesToWrite()
{
    QFETCH(QString, kind);
    QFETCH(ErrorCode, code);
    std::vector<TensorToWrite> tensors{{"a", Dtype::F32, {1}}};
    fs::path file = path("a.safetensors");
    if (kind == "twice")
        tensors.push_back(tensors.front());
    else if (kind == "metadata")
        tensors.front().name = "__metadata__";
    else if (kind == "negative")
        tensors.front().shape = {-1};
    else if (kind == "wraps")
        tensors.front().shape = {std::int64_t{1} << 32, std::int64_t{1} << 32};
    else if (kind == "missing")
        file = path("missing") / "a.safetensors";
    else
        fs::create_directories(file / "inside");
    const std::size_t before = filesInFolder();
    const Result<void> written = writeSafetensors(file, tensors, count);
    QVERIFY(!written);
    QCOMPARE(written.error().code, code);
    QCOMPARE(filesInFolder(), before);
}

void SafetensorsFileTest::stoppedWritingLeavesNothing()
{
    std::stop_source stop;
    int filled = 0;
    const auto fill = [&](const TensorToWrite&, std::span<std::byte>) {
        if (++filled == 2)
            stop.request_stop();
    };
    const Result<void> written = writeSafetensors(path("a.safetensors"), kTensors, fill, {}, stop.get_token());
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::Cancelled);
    QCOMPARE(filled, 2);
    QCOMPARE(filesInFolder(), std::size_t{0});
}

void SafetensorsFileTest::fullDiskLeavesTheOldFile()
{
#ifdef Q_OS_UNIX
    QVERIFY(writeSafetensors(path("a.safetensors"), kTensors, count, {{"version", "old"}}));
    // A limit on the size of files makes write() fail in the midst of the data, as a full disk does.
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{1 << 16, before.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
    const Result<void> written = writeSafetensors(path("a.safetensors"), {{"a", Dtype::U8, {1 << 20}}}, count);
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::OutOfSpace);
    QVERIFY(written.error().message.find("a.safetensors") != std::string::npos);
    QCOMPARE(filesInFolder(), std::size_t{1});
    const Result<SafetensorsFile> old = SafetensorsFile::open(path("a.safetensors"));
    QVERIFY(old);
    QCOMPARE(old->content().metadata.at("version"), std::string("old"));
#else
    QSKIP("Only Unix can limit the size of files.");
#endif
}

QTEST_APPLESS_MAIN(SafetensorsFileTest)
#include "safetensors_file_test.moc"
