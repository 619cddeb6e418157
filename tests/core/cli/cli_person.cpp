#include <fstream>
#include <iterator>
#include <optional>

#include <QTest>

#include "cli_fixture.h"
#include "core/media/sidecar.h"
#include "tests/support/picture_files.h"
#include "tests/support/picture_maker.h"

using namespace vidimus;
using namespace vidimus::cli;
namespace fs = std::filesystem;

Q_DECLARE_METATYPE(std::vector<std::string>)

using Words = std::vector<std::string>;

namespace {

constexpr const char* kTheirSidecar =
    "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?>"
    "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
    "<rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/'"
    " xmlns:xmp='http://ns.adobe.com/xap/1.0/' xmlns:other='http://example.org/other/1.0/'"
    " other:Setting='kept' xmp:Rating='1'>"
    "<dc:subject><rdf:Bag><rdf:li>theirs</rdf:li></rdf:Bag></dc:subject>"
    "<dc:description><rdf:Alt><rdf:li xml:lang='x-default'>old</rdf:li><rdf:li xml:lang='de-DE'>alt</rdf:li></rdf:Alt>"
    "</dc:description></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>";

std::string contentOf(const fs::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace

/// What a person says of pictures, on the command line: tag and export.
class CliPersonTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_fixture.emplace();
        m_fixture->importSome(3);
    }
    void cleanup() { m_fixture.reset(); }

    void tagsAreAddedListedAndTakenOff()
    {
        const Ran added = m_fixture->run({"tag", "add", "Sea side", "1", "3", "--json"});
        QVERIFY2(added.code == 0, added.all().c_str());
        QCOMPARE(keysOf(added.json()), (Words{"tag", "changed", "unknown"}));
        QVERIFY(added.json()["changed"] == Json::array({1, 3}));
        QCOMPARE(m_fixture->run({"tag", "add", "SEA SIDE", "1"}).out, std::string("Tagged 0 pictures.\n"));

        const Ran all = m_fixture->run({"tag", "list", "--json"});
        QVERIFY(all.json() == Json({{"tags", Json::array({{{"name", "Sea side"}, {"photos", 2}}})}}));
        QCOMPARE(m_fixture->run({"tag", "list", "2", "--json"}).json()["tags"].size(), 0u);
        QVERIFY(m_fixture->run({"tag", "list"}).outHas("Sea side"));
        const Ran shown = m_fixture->run({"show", "3", "--json"});
        QVERIFY(shown.json()["person"]["tags"] == Json::array({"Sea side"}));

        const Ran unknown = m_fixture->run({"tag", "remove", "sea side", "3", "99", "--json"});
        QCOMPARE(unknown.code, 1);
        QVERIFY(unknown.json()["changed"] == Json::array({3}));
        QVERIFY(unknown.json()["unknown"] == Json::array({99}));
        QVERIFY(unknown.errHas("There is no picture 99"));
    }

    /// A picture whose file has become another one is hidden: no command shows it, so none says that it changed it.
    void hiddenPicturesAreUnknown()
    {
        const fs::path file = pathOf(1);
        test::writeFile(file, test::encoded(test::photoPicture({90, 70}, 123)));
        QCOMPARE(m_fixture->run({"import", file.string()}).code, 0);
        const Ran tagged = m_fixture->run({"tag", "add", "sea", "1", "2", "--json"});
        QCOMPARE(tagged.code, 1);
        QVERIFY2(tagged.json()["changed"] == Json::array({2}), tagged.all().c_str());
        QVERIFY(tagged.json()["unknown"] == Json::array({1}));
    }

    void tagsAreSearched()
    {
        QCOMPARE(m_fixture->run({"tag", "add", "zeppelin", "2"}).code, 0);
        const Ran found = m_fixture->run({"search", "\"zeppelin\"", "--json"});
        QVERIFY2(found.code == 0, found.all().c_str());
        QVERIFY(!found.json()["results"].empty());
        QCOMPARE(found.json()["results"][0]["id"].get<int>(), 2);
    }

    void wrongUsage_data()
    {
        QTest::addColumn<Words>("arguments");
        QTest::newRow("no action") << Words{"tag"};
        QTest::newRow("unknown action") << Words{"tag", "paint", "red", "1"};
        QTest::newRow("no id") << Words{"tag", "add", "red"};
        QTest::newRow("no tag") << Words{"tag", "add", " ", "1"};
        QTest::newRow("no number") << Words{"tag", "add", "red", "one"};
        QTest::newRow("no format") << Words{"export", "--format", "xls"};
        QTest::newRow("export of no id") << Words{"export", "first"};
    }
    void wrongUsage()
    {
        QFETCH(Words, arguments);
        const Ran ran = m_fixture->run(arguments);
        QVERIFY2(ran.code == 2, ran.all().c_str());
    }

    void ownWordsAreShownAndNoModelsConfidence()
    {
        mend(1, "=my \"own\" words");
        const Ran list = m_fixture->run({"list", "--json"});
        for (const Json& photo : list.json()["photos"]) {
            const bool own = photo["id"] == 1;
            QCOMPARE(photo["origin"].get<std::string>(), std::string(own ? "person" : "mock"));
            QCOMPARE(photo["confidence"].is_null(), own);
        }
        QVERIFY(m_fixture->run({"show", "1"}).outHas("model said"));
    }

    void exportsJsonAndCsvWithTheSameColumns()
    {
        mend(1, "=my \"own\" words");
        QCOMPARE(m_fixture->run({"tag", "add", "sea", "1"}).code, 0);
        QCOMPARE(m_fixture->run({"tag", "add", "holiday, 2023", "1"}).code, 0);
        const Ran json = m_fixture->run({"export", "--json"});
        QVERIFY2(json.code == 0, json.all().c_str());
        QCOMPARE(json.json()["photos"].size(), 3u);
        Json photo;
        for (const Json& one : json.json()["photos"]) {
            if (one["id"] == 1)
                photo = one;
        }
        QCOMPARE(photo["caption"].get<std::string>(), std::string("=my \"own\" words"));
        QVERIFY(photo["own_caption"] == photo["caption"]);
        QVERIFY(photo["model_caption"] != photo["caption"]);
        QVERIFY(photo["confidence"].get<double>() > 0);
        QCOMPARE(photo["rating"].get<int>(), 4);
        QCOMPARE(photo["flag"].get<std::string>(), std::string("picked"));
        QCOMPARE(photo["tags"].size(), 2u);

        const Ran csv = m_fixture->run({"export"});
        const std::string header = csv.out.substr(0, csv.out.find("\r\n"));
        QCOMPARE(static_cast<std::size_t>(std::count(header.begin(), header.end(), ',')) + 1, photo.size());
        QCOMPARE(std::count(csv.out.begin(), csv.out.end(), '\n'), 4);
        // Quoted, and no formula for a spreadsheet.
        QVERIFY2(csv.outHas("\"'=my \"\"own\"\" words\""), csv.out.c_str());
        QVERIFY(csv.outHas("\"holiday, 2023; sea\""));

        const fs::path file = m_fixture->root() / "out.csv";
        const Ran written = m_fixture->run({"export", "--out", file.string(), "--json"});
        QCOMPARE(written.json()["exported"].get<int>(), 3);
        QCOMPARE(contentOf(file), csv.out);
        QCOMPARE(m_fixture->run({"export", "77"}).code, 1);

        // Interrupted it leaves what was there, and nothing beside it.
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(m_fixture->run({"export", "--out", file.string()}, stop.get_token()).code, 130);
        QCOMPARE(contentOf(file), csv.out);
        QVERIFY(!fs::exists(fs::path(file).concat(".part")));
        QCOMPARE(m_fixture->run({"export", "--out", (m_fixture->root() / "no" / "out.csv").string()}).code, 3);
    }

#ifndef Q_OS_WIN
    /// What is no file is written to as it is.
    void exportsIntoADevice()
    {
        QCOMPARE(m_fixture->run({"export", "--out", "/dev/null"}).code, 0);
        QVERIFY(fs::is_character_file("/dev/null"));
    }
#endif

    void sidecarsSayWhatIsKnownAndKeepWhatWasThere()
    {
        mend(1, "my words & <yours>");
        QCOMPARE(m_fixture->run({"tag", "add", "sea", "1"}).code, 0);
        const fs::path picture = pathOf(1);
        const std::string original = contentOf(picture);
        const auto changed = fs::last_write_time(picture);
        const fs::path sidecar = fs::path(picture).concat(".xmp");
        // Of another program: a field of its own, a tag, its words in two languages, a rating.
        std::ofstream(sidecar) << kTheirSidecar;
        const Ran ran = m_fixture->run({"export", "--format", "xmp", "--json"});
        QVERIFY2(ran.code == 0, ran.all().c_str());
        QCOMPARE(ran.json()["written"].get<int>(), 3);
        const std::string packet = contentOf(sidecar);
        QVERIFY2(packet.find("kept") != std::string::npos, packet.c_str());
        QVERIFY2(packet.find("alt") != std::string::npos, packet.c_str());
        const auto said = media::readSidecar(packet);
        QCOMPARE(said->description, std::string("my words & <yours>"));
        QCOMPARE(said->tags, (Words{"theirs", "sea"}));
        QCOMPARE(said->rating.value(), 4);
        QVERIFY(said->model.empty()); // a person's words

        const auto other = media::readSidecar(contentOf(fs::path(pathOf(2)).concat(".xmp")));
        QVERIFY(!other->description.empty());
        QCOMPARE(other->model, std::string("mock"));
        QVERIFY(other->confidence.value() > 0);

        // A second time changes nothing; the pictures were not touched.
        const auto written = fs::last_write_time(sidecar);
        QCOMPARE(m_fixture->run({"export", "--format", "xmp"}).code, 0);
        QCOMPARE(contentOf(sidecar), packet);
        QCOMPARE(fs::last_write_time(sidecar), written);
        QCOMPARE(contentOf(picture), original);
        QCOMPARE(fs::last_write_time(picture), changed);
    }

    /// Cameras number from 1 again: one sidecar cannot speak of two pictures.
    void sidecarsOfOneFolderDoNotMixPictures()
    {
        const fs::path again = m_fixture->root() / "again" / pathOf(1).filename();
        fs::create_directories(again.parent_path());
        test::writeFile(again, test::encoded(test::photoPicture({90, 70}, 123)));
        QCOMPARE(m_fixture->run({"import", again.string()}).code, 0);
        const fs::path copy = again.parent_path() / "copy" / pathOf(2).filename(); // the same picture: it may share
        fs::create_directories(copy.parent_path());
        fs::copy_file(pathOf(2), copy);
        QCOMPARE(m_fixture->run({"import", copy.string()}).code, 0);
        QCOMPARE(m_fixture->run({"tag", "add", "first", "1"}).code, 0);
        QCOMPARE(m_fixture->run({"tag", "add", "fourth", "4"}).code, 0);

        const fs::path out = m_fixture->root() / "sidecars";
        fs::create_directories(out);
        for (int time = 0; time < 2; ++time) {
            const Ran ran =
                m_fixture->run({"export", "--format", "xmp", "--out", out.string(), "--json", "1", "2", "3", "4"});
            QCOMPARE(ran.code, 1);
            QVERIFY2(ran.json()["failed"].size() == 1, ran.all().c_str());
            QCOMPARE(ran.json()["failed"][0]["path"].get<std::string>(), again.string());
            const auto said = media::readSidecar(contentOf(out / pathOf(1).filename().concat(".xmp")));
            QCOMPARE(said->tags, Words{"first"});
        }
    }

    void damagedSidecarIsLeftAlone()
    {
        const fs::path sidecar = fs::path(pathOf(1)).concat(".xmp");
        std::ofstream(sidecar) << "not XMP at all <";
        const Ran ran = m_fixture->run({"export", "--format", "xmp", "--json"});
        QCOMPARE(ran.code, 1);
        QCOMPARE(ran.json()["written"].get<int>(), 2);
        QCOMPARE(ran.json()["failed"].size(), 1u);
        QCOMPARE(contentOf(sidecar), std::string("not XMP at all <"));
    }

    void modelsWordsDoNotReplaceAnybodyElses()
    {
        media::SidecarText person;
        person.description = "theirs";
        const std::string there = *media::writeSidecar({}, person);
        media::SidecarText model;
        model.description = "a thing";
        model.model = "mock";
        model.confidence = 0.5f;
        const auto kept = media::readSidecar(*media::writeSidecar(there, model));
        QCOMPARE(kept->description, std::string("theirs"));
        QVERIFY(kept->model.empty());
        // A model's may be replaced by a model, and by a person, who leaves no model's name behind.
        const std::string first = *media::writeSidecar({}, model);
        model.description = "another thing";
        QCOMPARE(media::readSidecar(*media::writeSidecar(first, model))->description, std::string("another thing"));
        person.replacesDescription = true;
        const auto mended = media::readSidecar(*media::writeSidecar(first, person));
        QCOMPARE(mended->description, std::string("theirs"));
        QVERIFY(mended->model.empty() && !mended->confidence);
    }

private:
    void mend(std::int64_t id, const std::string& words)
    {
        const auto library = m_fixture->open(storage::LibraryAccess::ReadWrite);
        storage::MarkPhotos edit{{PhotoId{id}}, words, 4, true, storage::Flag::Picked, {}};
        const std::vector<storage::PersonEdit> edits{edit};
        QVERIFY(library->make(edits, 1));
    }

    fs::path pathOf(std::int64_t id)
    {
        return m_fixture->open()->query().details(PhotoId{id})->card.path;
    }

    std::optional<CliFixture> m_fixture;
};

QTEST_GUILESS_MAIN(CliPersonTest)
#include "cli_person.moc"
