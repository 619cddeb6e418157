#include <fstream>

#include <QTest>

#include "cli_fixture.h"
#include "core/base/path_text.h"
#include "core/media/picture_file.h"
#include "tests/support/picture_files.h"
#include "tests/support/picture_maker.h"

using namespace vidimus;
using namespace vidimus::cli;
namespace fs = std::filesystem;

using Words = std::vector<std::string>;

class CliImportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void importsAndTellsInJson()
    {
        const CliFixture fixture;
        test::writePictures(fixture.pictures(), {.count = 5});
        const Ran first = fixture.run({"import", fixture.pictures().string(), "--json"});
        QVERIFY2(first.code == 0, first.all().c_str());
        QCOMPARE(keysOf(first.json()), (Words{"imported", "duplicates", "updated", "failed", "seconds"}));
        QCOMPARE(first.json()["imported"].get<int>(), 5);
        QCOMPARE(first.json()["duplicates"].get<int>(), 0);
        QVERIFY(first.json()["failed"].empty());
        QVERIFY(first.json()["seconds"].get<double>() >= 0);
        QVERIFY(first.err.empty());

        const Ran second = fixture.run({"import", fixture.pictures().string(), "--json"});
        QCOMPARE(second.code, 0);
        QCOMPARE(second.json()["imported"].get<int>(), 0);
        QCOMPARE(second.json()["duplicates"].get<int>(), 5);
        QCOMPARE(fixture.open()->query().counts()->photos, 5);
    }

    void summaryForPeople()
    {
        const CliFixture fixture;
        test::writePictures(fixture.pictures(), {.count = 3});
        fs::copy_file(fixture.pictures() / "picture-00001.jpg", fixture.pictures() / "again.jpg");
        std::ofstream(fixture.pictures() / "broken.jpg") << "no picture";
        const Ran ran = fixture.run({"import", fixture.pictures().string()});
        QCOMPARE(ran.code, 1);
        QVERIFY2(ran.out.rfind("Imported 3 pictures, 1 already there, 1 failed in ", 0) == 0, ran.out.c_str());
        QVERIFY2(ran.outHas(" a second)\n"), ran.out.c_str());
        // One line: the file and the reason.
        QVERIFY2(ran.err.rfind((fixture.pictures() / "broken.jpg").string() + ": ", 0) == 0, ran.err.c_str());
        QCOMPARE(std::count(ran.err.begin(), ran.err.end(), '\n'), 1);
    }

    void failuresAreInJsonAndTheRestGoesOn()
    {
        const CliFixture fixture;
        test::writePictures(fixture.pictures(), {.count = 2});
        std::ofstream(fixture.pictures() / "broken.jpg") << "no picture";
        const std::string missing = (fixture.root() / "missing.jpg").string();
        const Ran ran = fixture.run({"import", "--json", fixture.pictures().string(), missing});
        QCOMPARE(ran.code, 1);
        QCOMPARE(ran.json()["imported"].get<int>(), 2);
        const Json failed = ran.json()["failed"];
        QCOMPARE(failed.size(), 2u);
        for (const Json& item : failed) {
            QCOMPARE(keysOf(item), (Words{"path", "error"}));
            QVERIFY(!item["error"].get<std::string>().empty());
        }
    }

    void verboseNamesEveryPicture()
    {
        const CliFixture fixture;
        test::writePictures(fixture.pictures(), {.count = 2});
        const fs::path first = fixture.pictures() / "picture-00001.jpg";
        const fs::path second = fixture.pictures() / "picture-00002.jpg";
        const Ran ran = fixture.run({"import", "--verbose", fixture.pictures().string()});
        QVERIFY2(ran.errHas("imported " + first.string() + "\n"), ran.err.c_str());
        QVERIFY2(ran.errHas("imported " + second.string() + "\n"), ran.err.c_str());

        test::writePicture(second, test::photoPicture({90, 70}, 99));
        const Ran again = fixture.run({"import", "--verbose", fixture.pictures().string()});
        QVERIFY2(again.errHas("duplicate " + first.string() + "\n"), again.err.c_str());
        QVERIFY2(again.errHas("updated " + second.string() + "\n"), again.err.c_str());
    }

    void namesOfAnyBytes()
    {
        const CliFixture fixture;
        const fs::path newline = fixture.pictures() / "two\nlines.jpg";
        const fs::path invalid = fixture.pictures() / "b\xFFytes.jpg";
        const fs::path brackets = fixture.pictures() / "[2019]";
        fs::create_directories(brackets);
        test::writePicture(newline, test::photoPicture({40, 30}, 1));
        std::ofstream(invalid, std::ios::binary) << test::encoded(test::photoPicture({40, 30}, 2)).toStdString();
        test::writePicture(brackets / "c.jpg", test::photoPicture({40, 30}, 3));

        const Ran ran =
            fixture.run({"import", "--json", "--verbose", newline.string(), invalid.string(), brackets.string()});
        QVERIFY2(ran.code == 0, ran.all().c_str());
        QVERIFY(ran.json().is_object());
        QCOMPARE(ran.json()["imported"].get<int>(), 3);
        // A line each, whatever is in the name.
        QCOMPARE(std::count(ran.err.begin(), ran.err.end(), '\n'), 3);
        QVERIFY2(ran.errHas("two\\nlines.jpg"), ran.err.c_str());
        QVERIFY2(ran.errHas("b\\xffytes.jpg"), ran.err.c_str());
        const auto library = fixture.open();
        for (const fs::path& path : {newline, invalid, brackets / "c.jpg"})
            QVERIFY2(library->photos().knownFile(path)->has_value(), displayPath(path).c_str());

        const Ran list = fixture.run({"list", "--json", "--sort", "added"});
        QCOMPARE(list.json()["photos"].size(), 3u);
        QVERIFY(list.outHas("b\xEF\xBF\xBDytes.jpg")); // valid JSON at the price of the odd byte
        QVERIFY(list.outHas("two\\nlines.jpg"));
    }

    void relativePathsBecomeAbsolute()
    {
        const CliFixture fixture;
        test::writePictures(fixture.pictures(), {.count = 1});
        const fs::path before = fs::current_path();
        fs::current_path(fixture.root());
        const Ran ran = fixture.run({"import", "./pictures/."});
        fs::current_path(before);
        QVERIFY2(ran.code == 0, ran.all().c_str());
        QVERIFY(fixture.open()->photos().knownFile(fixture.pictures() / "picture-00001.jpg")->has_value());
    }

    void withoutPathItGoesOn()
    {
        const CliFixture fixture;
        const Ran none = fixture.run({"import"});
        QCOMPARE(none.code, 3);
        QVERIFY2(none.errHas("There is no library"), none.err.c_str());
        QVERIFY(!fs::exists(fixture.libraryFolder()));

        fixture.importSome(1);
        QVERIFY(fixture.run({"import"}).outHas("nothing to import"));

        // Asked for, and then the power went.
        test::writePictures(fixture.root() / "more", {.count = 2, .firstSeed = 50});
        const fs::path more = fixture.root() / "more";
        QVERIFY(fixture.open(storage::LibraryAccess::ReadWrite)->importRequests().add({&more, 1}));
        const Ran resumed = fixture.run({"import", "--json"});
        QVERIFY2(resumed.code == 0, resumed.all().c_str());
        QCOMPARE(resumed.json()["imported"].get<int>(), 2);
        QVERIFY(fixture.open()->importRequests().unfinished()->empty());
    }

    void pendingDescriptionsAreDoneAlong()
    {
        const CliFixture fixture;
        fixture.importSome(2);
        {
            // A picture that came in and was not described any more.
            const fs::path file = test::writePicture(fixture.root() / "late.jpg", test::photoPicture({60, 40}, 77));
            const auto library = fixture.open(storage::LibraryAccess::ReadWrite);
            storage::LookedFile looked;
            looked.path = file;
            looked.hash = media::hashOf(test::readWholeFile(file));
            QVERIFY(library->photos().add({&looked, 1}, 1));
            QCOMPARE(*library->descriptions().pendingCount(), 1);
        }
        QCOMPARE(fixture.run({"import", fixture.pictures().string()}).code, 0);
        QCOMPARE(*fixture.open()->descriptions().pendingCount(), 0);
    }

    void stoppedBeforeItBegan()
    {
        const CliFixture fixture;
        test::writePictures(fixture.pictures(), {.count = 3});
        std::stop_source stop;
        stop.request_stop();
        const Ran ran = fixture.run({"import", "--json", fixture.pictures().string()}, stop.get_token());
        QCOMPARE(ran.code, 130);
        QVERIFY2(ran.errHas("run the same command again to go on"), ran.err.c_str());
        QCOMPARE(keysOf(ran.json()), (Words{"imported", "duplicates", "updated", "failed", "seconds"}));
        QCOMPARE(fixture.run({"import", fixture.pictures().string()}).code, 0);
        QCOMPARE(fixture.open()->query().counts()->photos, 3);
    }
};

QTEST_GUILESS_MAIN(CliImportTest)
#include "cli_import.moc"
