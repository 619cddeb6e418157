#include <set>

#include <QTest>

#include "cli_fixture.h"
#include "core/base/path_text.h"
#include "core/storage/sort_orders.h"
#include "tests/support/picture_files.h"
#include "tests/support/picture_maker.h"

using namespace vidimus;
using namespace vidimus::cli;
namespace fs = std::filesystem;

Q_DECLARE_METATYPE(std::vector<std::string>)

using Words = std::vector<std::string>;

/// list, show, remove and search on a library of a few pictures.
class CliCatalogueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_made.importSome(4); }
    void init()
    {
        m_fixture.emplace();
        fs::copy(m_made.libraryFolder(), m_fixture->libraryFolder(), fs::copy_options::recursive);
    }
    void cleanup() { m_fixture.reset(); }

    void withoutALibrary_data()
    {
        QTest::addColumn<Words>("arguments");
        QTest::newRow("search") << Words{"search", "dog"};
        QTest::newRow("list") << Words{"list"};
        QTest::newRow("show") << Words{"show", "1"};
        QTest::newRow("remove") << Words{"remove", "1"};
        QTest::newRow("tag") << Words{"tag", "add", "sea", "1"};
        QTest::newRow("tags") << Words{"tag", "list"};
        QTest::newRow("export") << Words{"export"};
        QTest::newRow("import without a path") << Words{"import"};
    }
    void withoutALibrary()
    {
        QFETCH(Words, arguments);
        const fs::path nowhere = m_fixture->root() / "nowhere";
        arguments.insert(arguments.end(), {"--json", "--library", nowhere.string()});
        const Ran ran = m_fixture->run(arguments);
        QCOMPARE(ran.code, 3);
        QVERIFY(ran.out.empty());
        QVERIFY2(ran.err.rfind("vidimusctl: There is no library in ", 0) == 0, ran.err.c_str());
        QVERIFY2(ran.errHas("import some pictures"), ran.err.c_str());
        QVERIFY(!fs::exists(nowhere)); // none is made by asking
    }

    void listsInJson()
    {
        const Ran ran = m_fixture->run({"list", "--json"});
        QCOMPARE(ran.code, 0);
        QCOMPARE(keysOf(ran.json()), (Words{"photos"}));
        QCOMPARE(ran.json()["photos"].size(), 4u);
        for (const Json& photo : ran.json()["photos"]) {
            QCOMPARE(keysOf(photo),
                     (Words{"id", "path", "caption", "confidence", "origin", "model", "width", "height", "state"}));
            QVERIFY(!photo["caption"].get<std::string>().empty());
            QVERIFY(photo["confidence"].get<double>() > 0 && photo["confidence"].get<double>() <= 1);
            QCOMPARE(photo["origin"].get<std::string>(), std::string("mock"));
            QCOMPARE(photo["state"].get<std::string>(), std::string("done"));
            QCOMPARE(photo["width"].get<int>(), 160);
            QCOMPARE(photo["height"].get<int>(), 120);
        }
    }

    void listsInOrderAndUpToALimit()
    {
        // In which order the files of a folder come in is up to the decoders: so one by one, each a day younger.
        const fs::path other = m_fixture->root() / "other";
        for (int day = 1; day <= 4; ++day) {
            const fs::path file = m_made.pictures() / ("picture-0000" + std::to_string(day) + ".jpg");
            fs::last_write_time(file, fs::file_time_type::clock::now() + std::chrono::hours(24) * day);
            QCOMPARE(m_fixture->run({"import", "--library", other.string(), file.string()}).code, 0);
        }
        const auto ids = [&](const std::string& sort) {
            return idsOf(
                m_fixture->run({"list", "--json", "--library", other.string(), "--sort", sort, "--limit", "3"}));
        };
        QCOMPARE(ids("added"), (std::vector<int>{4, 3, 2}));
        QCOMPARE(ids("newest"), (std::vector<int>{4, 3, 2}));
        QCOMPARE(ids("oldest"), (std::vector<int>{1, 2, 3}));
    }

    void everyOrder_data()
    {
        QTest::addColumn<std::vector<int>>("expected");
        QTest::newRow("newest") << std::vector<int>{4, 2, 5, 1, 3};
        QTest::newRow("oldest") << std::vector<int>{3, 1, 5, 2, 4};
        QTest::newRow("added") << std::vector<int>{5, 4, 3, 2, 1};
        QTest::newRow("name") << std::vector<int>{2, 1, 5, 3, 4};
        QTest::newRow("size") << std::vector<int>{1, 4, 2, 3, 5};
        QTest::newRow("rating") << std::vector<int>{5, 3, 2, 1, 4};
        QTest::newRow("certainty") << std::vector<int>{3, 4, 1, 5, 2};
    }
    void everyOrder()
    {
        QFETCH(std::vector<int>, expected);
        const fs::path other = m_fixture->root() / "other";
        addForOrders(other);
        const Ran ran =
            m_fixture->run({"list", "--json", "--library", other.string(), "--sort", QTest::currentDataTag()});
        QVERIFY2(ran.code == 0, ran.all().c_str());
        QCOMPARE(idsOf(ran), expected);
    }
    void everyOrderIsTold()
    {
        const Ran help = m_fixture->run({"list", "--help"});
        for (const auto& [order, name] : storage::kSortOrders)
            QVERIFY2(help.outHas(std::string(name)), help.out.c_str());
        QCOMPARE(m_fixture->run({"list", "--sort", "colour"}).code, 2);
    }

    void listForPeople()
    {
        const Ran ran = m_fixture->run({"list"});
        QCOMPARE(ran.code, 0);
        QCOMPARE(std::count(ran.out.begin(), ran.out.end(), '\n'), 5); // a header and four rows
        for (const char* part : {"CAPTION", "● 0.", "mock", "picture-00004.jpg"})
            QVERIFY2(ran.outHas(part), ran.out.c_str());
        QVERIFY(!ran.outHas("\x1b")); // no colours where there is no terminal
    }

    void listOfNothing()
    {
        QCOMPARE(m_fixture->run({"remove", "1", "2", "3", "4"}).code, 0);
        QVERIFY(m_fixture->run({"list"}).outHas("no pictures yet"));
        const Ran json = m_fixture->run({"list", "--json"});
        QCOMPARE(json.json()["photos"].size(), 0u);
    }

    void showsAllThereIs()
    {
        const Ran ran = m_fixture->run({"show", "2", "--json"});
        QVERIFY2(ran.code == 0, ran.all().c_str());
        const Json photo = ran.json();
        QCOMPARE(keysOf(photo), (Words{"id", "path", "paths", "hash", "bytes", "imported_at", "state", "problem",
                                       "metadata", "caption", "person", "embedding_model", "milliseconds"}));
        QCOMPARE(photo["id"].get<int>(), 2);
        QCOMPARE(photo["paths"].size(), 1u);
        QVERIFY(photo["paths"][0] == photo["path"]);
        QCOMPARE(photo["hash"].get<std::string>().size(), 64u);
        QCOMPARE(photo["bytes"].get<std::uintmax_t>(), fs::file_size(photo["path"].get<std::string>()));
        QCOMPARE(photo["metadata"]["format"].get<std::string>(), std::string("jpeg"));
        QVERIFY(photo["caption"]["tokens"].size() > 2);
        for (const Json& token : photo["caption"]["tokens"]) {
            QCOMPARE(keysOf(token), (Words{"id", "text", "probability"}));
            QVERIFY(token["probability"].get<double>() > 0);
        }
        QVERIFY(!photo["embedding_model"].get<std::string>().empty());
        QVERIFY(photo["milliseconds"]["caption"].is_number());

        const Ran text = m_fixture->run({"show", "2"});
        for (const std::string part : {"Picture 2\n", "160 × 120 jpeg", "mock", "(end)", "decode "})
            QVERIFY2(text.outHas(part), text.out.c_str());
    }

    void showsMetadata()
    {
        test::ExifFields exif;
        exif.taken = "2023:06:17 18:02:11";
        exif.make = "Canon";
        exif.model = "Canon EOS R6";
        exif.place = {48.8583, 2.2945};
        const fs::path file = m_fixture->root() / "paris.jpg";
        test::writeFile(file, test::withExif(test::encoded(test::photoPicture({80, 60}, 9)), exif));
        QCOMPARE(m_fixture->run({"import", file.string()}).code, 0);
        const Json metadata = m_fixture->run({"show", "5", "--json"}).json()["metadata"];
        QCOMPARE(metadata["captured_at"].get<std::string>(), std::string("2023-06-17T18:02:11"));
        QCOMPARE(metadata["camera"].get<std::string>(), std::string("Canon EOS R6"));
        QVERIFY(std::abs(metadata["position"]["latitude"].get<double>() - 48.8583) < 1e-4);
        const Ran text = m_fixture->run({"show", "5"});
        QVERIFY2(text.outHas("2023-06-17 18:02:11") && text.outHas("Canon EOS R6"), text.out.c_str());
    }

    void showOfNothing()
    {
        const Ran ran = m_fixture->run({"show", "77"});
        QCOMPARE(ran.code, 1);
        QVERIFY2(ran.errHas("There is no picture 77"), ran.err.c_str());
        QVERIFY(ran.out.empty());
    }

    void removesFromEverything()
    {
        const Json photo = m_fixture->run({"show", "3", "--json"}).json();
        const std::string caption = photo["caption"]["text"].get<std::string>();
        QVERIFY(idsFound({caption}).contains(3));

        const Ran ran = m_fixture->run({"remove", "3", "99", "3", "--json"});
        QCOMPARE(ran.code, 1);
        QCOMPARE(keysOf(ran.json()), (Words{"removed", "unknown"}));
        QCOMPARE(ran.json()["removed"].get<int>(), 1);
        QVERIFY(ran.json()["unknown"] == Json::array({99}));
        QVERIFY2(ran.errHas("There is no picture 99"), ran.err.c_str());

        QVERIFY(!idsFound({caption}).contains(3));
        QVERIFY(!idsFound({"--image", photo["path"].get<std::string>()}).contains(3));
        QCOMPARE(m_fixture->run({"list", "--json"}).json()["photos"].size(), 3u);
        QVERIFY(fs::exists(photo["path"].get<std::string>())); // the original stays
        QVERIFY(m_fixture->run({"doctor", "--json"}).outHas("3 vectors"));
    }

    void removeForPeople()
    {
        const Ran ran = m_fixture->run({"remove", "1", "2"});
        QCOMPARE(ran.code, 0);
        QVERIFY2(ran.outHas("Removed 2 pictures"), ran.out.c_str());
    }

    void searchesInJson()
    {
        const Ran ran = m_fixture->run({"search", "small", "picture", "--json", "--limit", "2"});
        QVERIFY2(ran.code == 0, ran.all().c_str());
        QCOMPARE(keysOf(ran.json()), (Words{"query", "milliseconds", "results", "likely", "reason", "problems"}));
        QCOMPARE(ran.json()["query"].get<std::string>(), std::string("small picture"));
        QCOMPARE(keysOf(ran.json()["milliseconds"]), (Words{"embed", "index", "total"}));
        QCOMPARE(ran.json()["results"].size(), 2u);
        double last = 1.0;
        for (const Json& result : ran.json()["results"]) {
            QCOMPARE(keysOf(result),
                     (Words{"id", "path", "score", "caption", "confidence", "relevance", "likely", "why"}));
            QVERIFY(result["score"].get<double>() <= last); // best first
            last = result["score"].get<double>();
            QVERIFY(result["relevance"].get<double>() >= 0 && result["relevance"].get<double>() <= 1);
            QCOMPARE(keysOf(result["why"]), (Words{"words", "all_words", "similarity", "closer_than", "filters"}));
            QCOMPARE(result["why"]["words"][0]["place"].get<std::string>(), std::string("caption"));
            QVERIFY(result["why"]["all_words"].get<bool>());
        }
        QCOMPARE(ran.json()["likely"].get<int>(), 2);
        QCOMPARE(ran.json()["reason"].get<std::string>(), std::string());
    }

    void searchesByFilters()
    {
        QCOMPARE(idsFound({"type:jpeg", "--limit", "50"}).size() + idsFound({"-type:jpeg", "--limit", "50"}).size(),
                 idsFound({"date:1800..", "--limit", "50"}).size());
        const Ran wrong = m_fixture->run({"search", "picture", "camra:nikon", "--json"});
        QCOMPARE(wrong.code, 0);
        QVERIFY(!wrong.json()["results"].empty());
        const Json problem = wrong.json()["problems"][0];
        QCOMPARE(problem["begin"].get<int>(), 8);
        QCOMPARE(problem["end"].get<int>(), 19);
        QCOMPARE(problem["suggestion"].get<std::string>(), std::string("camera:nikon"));
        QVERIFY2(wrong.errHas("did you mean camera:?"), wrong.err.c_str());
        const Ran none = m_fixture->run({"search", "tag:x"});
        QCOMPARE(none.code, 0);
        QVERIFY2(none.outHas("Nothing matches. No picture is tagged"), none.out.c_str());
    }

    void searchByPictureFindsItself()
    {
        const std::string path = m_fixture->run({"show", "4", "--json"}).json()["path"].get<std::string>();
        const Ran ran = m_fixture->run({"search", "--image", path, "--json"});
        QVERIFY2(ran.code == 0, ran.all().c_str());
        QCOMPARE(ran.json()["results"][0]["id"].get<int>(), 4);
        QCOMPARE(ran.json()["query"].get<std::string>(), path);
    }

    void searchForPeople()
    {
        const Ran ran = m_fixture->run({"search", "picture"});
        QCOMPARE(ran.code, 0);
        for (const std::string part : {"SCORE", "picture-0000", " ms (embed ", "index "})
            QVERIFY2(ran.outHas(part), ran.out.c_str());
    }

    void searchFindsNothing()
    {
        const Ran ran = m_fixture->run({"search", "picture", "-picture"});
        QCOMPARE(ran.code, 0);
        QVERIFY2(ran.outHas("Nothing matches."), ran.out.c_str());
        QCOMPARE(m_fixture->run({"search", "picture", "-picture", "--json"}).json()["results"].size(), 0u);
    }

    void searchThatOnlyLeavesOut()
    {
        const Ran ran = m_fixture->run({"search", "-people"});
        QCOMPARE(ran.code, 0);
        QVERIFY2(ran.outHas("picture-0000"), ran.out.c_str());
        QCOMPARE(m_fixture->run({"search", "-picture", "--json"}).json()["results"].size(), 0u);
    }

    void searchByAPictureThatIsNotThere()
    {
        const Ran ran = m_fixture->run({"search", "--image", (m_fixture->root() / "gone.jpg").string()});
        QCOMPARE(ran.code, 3);
        QVERIFY2(ran.err.rfind("vidimusctl: ", 0) == 0 && ran.errHas("gone.jpg"), ran.err.c_str());
    }

    void searchInterrupted()
    {
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(m_fixture->run({"search", "dog"}, stop.get_token()).code, 130);
    }

    void readingWorksBesideAWriter()
    {
        const auto writer = m_fixture->open(storage::LibraryAccess::ReadWrite);
        for (const Words& words : {Words{"list"}, Words{"search", "picture"}, Words{"show", "1"}})
            QCOMPARE(m_fixture->run(words).code, 0);
        for (const Words& words : {Words{"import", m_fixture->pictures().string()}, Words{"remove", "1"}}) {
            const Ran ran = m_fixture->run(words);
            QCOMPARE(ran.code, 3);
            QVERIFY2(ran.errHas("in use by") && ran.errHas(std::to_string(QCoreApplication::applicationPid())),
                     ran.err.c_str());
        }
    }

private:
    static std::vector<int> idsOf(const Ran& listed)
    {
        std::vector<int> ids;
        for (const Json& photo : listed.json()["photos"])
            ids.push_back(photo["id"].get<int>());
        return ids;
    }

    /// Five pictures that each order puts in another one.
    static void addForOrders(const fs::path& folder)
    {
        struct Made {
            const char* name;
            std::int64_t takenAt;
            std::uint64_t bytes;
            int rating;
            float confidence;
        };
        const auto library = storage::Library::open(folder);
        QVERIFY((*library)->useModels({"caption", "caption", Origin::Local, 0}, {"embed", "embed", Origin::Local, 4}));
        unsigned char content = 0;
        for (const Made& made : {Made{"img_10.jpg", 200, 500, 2, 0.3f}, Made{"IMG_9.jpg", 400, 300, 3, 0.05f},
                                 Made{"img_100.jpg", 100, 200, 4, 0.1f}, Made{"z.jpg", 500, 400, 0, 0.2f},
                                 Made{"img_11.jpg", 300, 100, 5, 0.4f}}) {
            storage::LookedFile file;
            file.path = fs::path("/pictures") / made.name;
            file.hash.bytes.fill(++content);
            file.byteSize = made.bytes;
            file.metadata.capturedAt = made.takenAt;
            const auto added = (*library)->photos().add({&file, 1}, content);
            storage::DescribedPhoto described;
            described.photo = added->front().photo;
            described.caption = Caption{"a picture", made.confidence, {}};
            QVERIFY((*library)->descriptions().add({&described, 1}, 1));
            storage::MarkPhotos marks;
            marks.photos = {described.photo};
            marks.rating = made.rating;
            if (content == 2)
                marks.caption = "my own words"; // how sure the model was says nothing of them
            const storage::PersonEdit edit = marks;
            QVERIFY((*library)->make({&edit, 1}, 1));
        }
    }

    std::set<int> idsFound(Words arguments) const
    {
        arguments.insert(arguments.begin(), "search");
        arguments.push_back("--json");
        std::set<int> ids;
        const Ran ran = m_fixture->run(arguments);
        for (const Json& result : ran.json()["results"])
            ids.insert(result["id"].get<int>());
        return ids;
    }

    CliFixture m_made; ///< imported once, copied for each test; the pictures are here
    std::optional<CliFixture> m_fixture;
};

QTEST_GUILESS_MAIN(CliCatalogueTest)
#include "cli_catalogue.moc"
