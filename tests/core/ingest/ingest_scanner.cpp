#include <algorithm>
#include <fstream>

#include <QTemporaryDir>
#include <QTest>

#include "core/base/path_text.h"
#include "core/ingest/scanner.h"

using namespace vidimus;
using namespace vidimus::ingest;
namespace fs = std::filesystem;

class IngestScannerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_found.clear();
        m_failed.clear();
    }

    void cleanup()
    {
        fs::remove_all(root()); // QTemporaryDir does not find names that are no UTF-8
    }

    void takesPicturesByNameInOrder()
    {
        touch("b.JPG");
        touch("a.jpeg");
        touch("notes.txt");
        touch("noextension");
        touch("sub/c.png");
        touch("._a.jpeg");
        scan(root());
        QCOMPARE(m_found, (std::vector<fs::path>{root() / "a.jpeg", root() / "b.JPG", root() / "sub/c.png"}));
        QVERIFY(m_failed.empty());
    }

    void namedFileIsTakenWhateverItsName()
    {
        touch("holiday.dat");
        scan(root() / "holiday.dat");
        QCOMPARE(m_found, std::vector<fs::path>{root() / "holiday.dat"});
    }

    void hiddenFoldersArePassedOverUnlessNamed()
    {
        touch(".cache/a.jpg");
        scan(root());
        QVERIFY(m_found.empty());
        scan(root() / ".cache");
        QCOMPARE(m_found.size(), 1u);
    }

    void loopsEnd()
    {
        touch("one/a.jpg");
        fs::create_directory_symlink(root(), root() / "one/up");
        fs::create_directory_symlink(root() / "one", root() / "two");
        fs::create_symlink(root() / "self", root() / "self");
        scan(root());
        QCOMPARE(m_found, std::vector<fs::path>{root() / "one/a.jpg"});
    }

    void linkedFilesAreFollowed()
    {
        touch("elsewhere/a.jpg");
        fs::create_directories(root() / "album");
        fs::create_symlink(root() / "elsewhere/a.jpg", root() / "album/link.jpg");
        scan(root() / "album");
        QCOMPARE(m_found, std::vector<fs::path>{root() / "album/link.jpg"});
    }

    void absentIsTold()
    {
        scan(root() / "nothing here");
        QCOMPARE(m_failed.size(), 1u);
        QCOMPARE(m_failed.front().second.code, ErrorCode::NotFound);
    }

    void pathLongerThanTheSystemTakes()
    {
        scan(root() / std::string(4000, 'x'));
        QCOMPARE(m_failed.size(), 1u);
        QCOMPARE(m_failed.front().second.code, ErrorCode::InvalidArgument);
    }

    void pathsAreTidied()
    {
        touch("sub/a.jpg");
        scan(root() / "sub" / ".." / "sub" / "");
        QCOMPARE(m_found, std::vector<fs::path>{root() / "sub/a.jpg"});
    }

    void strangeNames()
    {
        touch("new\nline.jpg");
        touch("\xff\xfe.jpg");
        scan(root());
        QCOMPARE(m_found.size(), 2u);
    }

    void namesThatDifferOnlyByCase()
    {
        for (const char* name : {"A.jpg", "a.JPG", "a.jpg", "B/x.png", "b/x.png"})
            touch(name);
        if (!fs::exists(root() / "a.jpg") || fs::equivalent(root() / "a.jpg", root() / "A.jpg"))
            QSKIP("this file system does not tell them apart");
        scan(root());
        QCOMPARE(m_found, (std::vector<fs::path>{root() / "A.jpg", root() / "a.JPG", root() / "a.jpg",
                                                 root() / "B/x.png", root() / "b/x.png"}));
    }

    void fiftyThousandFilesInOneFolder()
    {
        constexpr int kFiles = 50'000;
        touch("all/0.jpg");
        for (int i = 1; i < kFiles; ++i) // names of one file: quicker than as many files
            fs::create_hard_link(root() / "all/0.jpg", root() / "all" / (std::to_string(i) + ".jpg"));
        scan(root());
        QCOMPARE(m_found.size(), std::size_t{kFiles});
        QVERIFY(std::is_sorted(m_found.begin(), m_found.end()));
        QVERIFY(m_failed.empty());
    }

    /// As when a drive is pulled: what was found stays found, every folder that is gone is told.
    void foldersThatVanishDuringTheScan()
    {
        for (const char* name : {"drive/one/a.jpg", "drive/three/c.jpg", "drive/two/b.jpg"})
            touch(name);
        Scanner::Sink pulling = sink();
        pulling.file = [this, take = pulling.file](fs::path file) {
            fs::rename(root() / "drive", root() / "pulled");
            return take(std::move(file));
        };
        Scanner({"jpg"}).scan(root() / "drive", pulling, {});
        QCOMPARE(m_found, std::vector<fs::path>{root() / "drive/one/a.jpg"});
        QCOMPARE(m_failed.size(), 2u);
        for (const auto& [path, error] : m_failed) {
            QCOMPARE(error.code, ErrorCode::NotFound);
            QVERIFY(path == root() / "drive/three" || path == root() / "drive/two");
        }
    }

    void stopsWhenTheReceiverHasEnough()
    {
        for (const char* name : {"a.jpg", "b.jpg", "c.jpg"})
            touch(name);
        Scanner scanner({"jpg"});
        int calls = 0;
        scanner.scan(root(), {[&](fs::path) { return ++calls < 2; }, [](fs::path, Error) {}}, {});
        QCOMPARE(calls, 2);
    }

    void stopsOnRequest()
    {
        touch("a.jpg");
        std::stop_source stop;
        stop.request_stop();
        Scanner({"jpg"}).scan(root(), sink(), stop.get_token());
        QVERIFY(m_found.empty());
    }

private:
    fs::path root() const { return fs::path(m_folder->path().toStdString()); }

    void touch(const std::string& name)
    {
        fs::create_directories((root() / name).parent_path());
        std::ofstream(root() / name) << "x";
    }

    Scanner::Sink sink()
    {
        return {[this](fs::path file) {
                    m_found.push_back(std::move(file));
                    return true;
                },
                [this](fs::path path, Error error) { m_failed.emplace_back(std::move(path), std::move(error)); }};
    }

    void scan(const fs::path& path) { Scanner({"jpg", "jpeg", "png"}).scan(path, sink(), {}); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::vector<fs::path> m_found;
    std::vector<std::pair<fs::path, Error>> m_failed;
};

QTEST_GUILESS_MAIN(IngestScannerTest)
#include "ingest_scanner.moc"
