#include <algorithm>

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include "app/composition/composition.h"
#include "cli_fixture.h"
#include "cli_program.h"
#include "core/search/model_switch.h"
#include "tests/support/picture_files.h"
#include "tests/support/tiny_models.h"

using namespace vidimus;
using namespace vidimus::cli;
namespace fs = std::filesystem;

namespace {

constexpr int kPictures = 24;

/// How many vectors of the model in use the library holds.
std::size_t vectorsOf(app::Composition& composition)
{
    return composition.library().vectors().photos()->size();
}

} // namespace

/// A library that is described by one model, and then by another.
class ModelSwitchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<CliFixture>();
        m_clips = {test::writeTinyClip(m_fixture->models() / "a-clip", {1}),
                   test::writeTinyClip(m_fixture->models() / "b-clip", {2})};
        test::writeTinyBlip(m_fixture->models() / "c-blip");
        test::PictureSet set;
        set.count = kPictures;
        test::writePictures(m_fixture->pictures(), set);
    }

    void earlierModelAnswersUntilTheNewOneHasSeenAll()
    {
        {
            const auto first = compose(0);
            first->pipeline().import({m_fixture->pictures()});
            QVERIFY(first->pipeline().waitUntilIdle({}).has_value());
            QCOMPARE(vectorsOf(*first), std::size_t(kPictures));
            QVERIFY(search(*first).note.empty());
        }
        std::vector<PhotoId> before;
        {
            const auto first = compose(0);
            before = idsOf(search(*first));
            QVERIFY(!before.empty());
        }
        {
            // Nothing is described anew yet: the answers are the old ones, and say so.
            const auto second = compose(1);
            QCOMPARE(vectorsOf(*second), std::size_t(0));
            const search::Results old = search(*second);
            QVERIFY2(old.note.find("answers until") != std::string::npos, old.note.c_str());
            QVERIFY(idsOf(old) == before);
            second->pipeline().resumeUnfinished();
            QVERIFY(second->pipeline().waitUntilIdle({}).has_value());
            QCOMPARE(vectorsOf(*second), std::size_t(kPictures));
            QVERIFY(search(*second).note.empty()); // taken over, in the same run
            QVERIFY(idsOf(search(*second)) != before);
        }
        {
            // Both are kept: going back costs nothing.
            const auto first = compose(0);
            QCOMPARE(vectorsOf(*first), std::size_t(kPictures));
            QVERIFY(search(*first).note.empty());
            QVERIFY(idsOf(search(*first)) == before);
        }
    }

    void anEarlierModelThatIsGoneAnswersNoMore()
    {
        {
            const auto first = compose(0);
            first->pipeline().import({m_fixture->pictures()});
            QVERIFY(first->pipeline().waitUntilIdle({}).has_value());
        }
        fs::remove_all(m_clips[0]);
        const auto second = compose(1);
        const std::string note = search(*second).note;
        QVERIFY2(note.find("cannot be asked any more") != std::string::npos, note.c_str());
        second->pipeline().resumeUnfinished();
        QVERIFY(second->pipeline().waitUntilIdle({}).has_value());
        QCOMPARE(vectorsOf(*second), std::size_t(kPictures));
        QVERIFY(search(*second).note.empty());
    }

    /// The window's way: a run that goes on by itself, and a caption that waits for its turn.
    void earlierCaptionsStandUntilTheNewOnesAreThere()
    {
        {
            const auto first = compose(0);
            first->pipeline().import({m_fixture->pictures()});
            QVERIFY(first->pipeline().waitUntilIdle({}).has_value());
        }
        const fs::path newer = test::writeTinyBlip(m_fixture->models() / "d-blip", {9});
        const auto newId = inference::openModelFolder(newer)->id;
        std::vector<std::string> before;
        {
            const auto first = compose(0);
            const PhotoId mine{1};
            storage::MarkPhotos words;
            words.photos = {mine};
            words.caption = "my own words";
            const storage::PersonEdit own = words;
            QVERIFY(first->library().make({&own, 1}, 1).has_value());
            before = captions(*first);
        }
        {
            const auto second = compose(0, newId);
            QCOMPARE(captions(*second), before);
            second->pipeline().resumeUnfinished();
            QVERIFY(second->pipeline().waitUntilIdle({}).has_value());
            const auto after = captions(*second);
            QVERIFY(after != before);
            QCOMPARE(after.front(), std::string("my own words"));
        }
        {
            // Going back shows the old words again, without asking the model.
            const auto first = compose(0);
            first->pipeline().resumeUnfinished();
            const auto ended = first->pipeline().waitUntilIdle({});
            QCOMPARE(ended->described, std::int64_t(0));
            QCOMPARE(captions(*first), before);
        }
    }

    /// Vectors are quick: all of them come before the first caption of a picture that nobody looks at.
    void vectorsComeBeforeCaptions()
    {
        {
            const auto first = compose(0);
            first->pipeline().import({m_fixture->pictures()});
            QVERIFY(first->pipeline().waitUntilIdle({}).has_value());
        }
        const fs::path newer = test::writeTinyBlip(m_fixture->models() / "d-blip", {9});
        const auto second = compose(1, inference::openModelFolder(newer)->id);
        class Order : public ingest::PipelineObserver {
        public:
            void photosDescribed(std::span<const PhotoId> photos) override { described += photos.size(); }
            void photosEmbedded(std::span<const ingest::EmbeddedPhoto> photos) override
            {
                embedded += photos.size();
                early = early || described > embedded;
            }
            std::size_t described = 0; ///< commits of a vector and of a caption each tell of it
            std::size_t embedded = 0;
            bool early = false;
        } order;
        second->pipeline().addObserver(&order);
        second->pipeline().resumeUnfinished();
        const auto ended = second->pipeline().waitUntilIdle({});
        second->pipeline().removeObserver(&order);
        QCOMPARE(order.embedded, std::size_t(kPictures));
        QCOMPARE(order.described, std::size_t(2 * kPictures));
        QVERIFY(!order.early);
        QCOMPARE(ended->described, std::int64_t(kPictures)); // each is counted once
    }

    void whatAModelSaidIsKeptUntilItIsDropped()
    {
        const auto said = [](app::Composition& composition, const ModelId& model) -> std::int64_t {
            const auto tallies = composition.library().modelTallies();
            for (const storage::ModelTally& tally : *tallies)
                if (tally.model.id == model)
                    return tally.photos;
            return 0;
        };
        const ModelId older = inference::openModelFolder(m_clips[0])->id;
        {
            const auto first = compose(0);
            first->pipeline().import({m_fixture->pictures()});
            QVERIFY(first->pipeline().waitUntilIdle({}).has_value());
            QVERIFY(!first->library().forgetModel(older, {})); // in use
        }
        const auto second = compose(1);
        const search::SwitchState state = second->searcher().modelSwitch()->state();
        QCOMPARE(state.earlier, older);
        QVERIFY(!second->library().forgetModel(older, state.earlier)); // answers
        second->pipeline().resumeUnfinished();
        QVERIFY(second->pipeline().waitUntilIdle({}).has_value());
        QVERIFY(second->searcher().modelSwitch()->state().earlier.empty());
        QCOMPARE(said(*second, older), std::int64_t(kPictures));
        const auto forgotten = second->library().forgetModel(older, {});
        QVERIFY2(forgotten.has_value(), forgotten ? "" : forgotten.error().message.c_str());
        QCOMPARE(forgotten->photos, std::int64_t(kPictures));
        QVERIFY(forgotten->bytes > 0);
        QCOMPARE(said(*second, older), std::int64_t(0));
        QCOMPARE(vectorsOf(*second), std::size_t(kPictures));
    }

    void aRemovedPictureIsFoundByNeither()
    {
        {
            const auto first = compose(0);
            first->pipeline().import({m_fixture->pictures()});
            QVERIFY(first->pipeline().waitUntilIdle({}).has_value());
        }
        const auto second = compose(1);
        const std::vector<PhotoId> before = idsOf(search(*second));
        const std::vector<PhotoId> gone{before.front()};
        QVERIFY(second->library().photos().remove(gone).has_value());
        second->searcher().remove(gone);
        const std::vector<PhotoId> after = idsOf(search(*second));
        QVERIFY(std::find(after.begin(), after.end(), gone.front()) == after.end());
        QCOMPARE(second->searcher().modelSwitch()->state().looked, std::size_t(1));
    }

    /// A file that becomes another picture hides the one it was: no model looks at that, so nobody waits for it.
    void aHiddenPictureIsNotWaitedFor()
    {
        {
            const auto first = compose(0);
            first->pipeline().import({m_fixture->pictures()});
            QVERIFY(first->pipeline().waitUntilIdle({}).has_value());
        }
        const auto second = compose(1);
        const auto pathOf = [&](std::int64_t id) { return second->library().query().details(PhotoId{id})->card.path; };
        storage::LookedFile changed; // into a copy of another
        changed.path = pathOf(1);
        changed.hash = **second->library().photos().hashOf(PhotoId{2});
        QVERIFY(second->library().photos().add({&changed, 1}, 1).has_value());
        second->pipeline().resumeUnfinished();
        QVERIFY(second->pipeline().waitUntilIdle({}).has_value());
        QCOMPARE(vectorsOf(*second), std::size_t(kPictures - 1));
        QVERIFY2(search(*second).note.empty(), search(*second).note.c_str());
    }

    /// The program itself, killed while other models describe: nothing the first ones said is lost, the answers are those
    /// of before all the time, and in the end the new models have said their own of every picture.
    void killedInTheMiddle()
    {
        constexpr int kMany = 360;
        test::PictureSet set;
        set.count = kMany;
        test::writePictures(m_fixture->pictures(), set);
        fs::remove_all(m_clips[1]);
        const auto arguments = [&](std::vector<std::string> command) {
            for (const std::string& more :
                 {std::string("--library"), m_fixture->libraryFolder().string(), std::string("--models"),
                  m_fixture->models().string(), std::string("--mode"), std::string("real")})
                command.push_back(more);
            return command;
        };
        const std::vector<std::string> import =
            arguments({"import", m_fixture->pictures().string(), "--quiet", "--threads", "1"});
        const auto finds = [&](std::string& notes) {
            const Ran ran = m_fixture->run(arguments({"search", "tree", "--json", "--limit", "20"}));
            notes = ran.err;
            return ran.json().at("results").dump();
        };
        CliProgram first(import);
        QVERIFY(first.waitForEnd());
        QVERIFY2(first.code() == 0, first.err().c_str());
        std::string notes;
        const std::string before = finds(notes);
        QVERIFY(Json::parse(before).size() > 0);
        QVERIFY2(notes.find("answers until") == std::string::npos, notes.c_str());

        // These come first by name, so that they are taken from now on.
        const ModelId newer = inference::openModelFolder(test::writeTinyClip(m_fixture->models() / "0-clip", {7}))->id;
        const ModelId older = inference::openModelFolder(m_clips[0])->id;
        const auto vectors = [&](const ModelId& model) {
            return m_fixture->open()->vectorsOf(model)->photos()->size();
        };
        int kills = 0;
        while (vectors(newer) < kMany) {
            const std::size_t had = vectors(newer);
            CliProgram program(import);
            // As soon as there is more than before, at any moment of a commit.
            while (!program.waitForEnd(std::chrono::milliseconds(1)) && vectors(newer) == had) {}
            if (!program.waitForEnd(std::chrono::milliseconds(QRandomGenerator::system()->bounded(20)))) {
                program.killHard();
                QVERIFY(program.waitForEnd());
                ++kills;
            }
            QVERIFY(m_fixture->open()->integrityProblems()->empty());
            QCOMPARE(vectors(older), std::size_t(kMany));
            const std::string now = finds(notes);
            if (vectors(newer) < kMany) {
                QVERIFY2(notes.find("answers until") != std::string::npos, notes.c_str());
                QCOMPARE(now, before);
            } else {
                QVERIFY2(notes.find("answers until") == std::string::npos, notes.c_str());
            }
        }
        qInfo("%d kills", kills);
        QVERIFY(kills >= 3); // 7 to 11 where the cores are free; a busy machine looks less often
        CliProgram last(import);
        QVERIFY(last.waitForEnd());
        QVERIFY2(last.code() == 0, last.err().c_str());
        QCOMPARE(vectors(newer), std::size_t(kMany));
        QCOMPARE(vectors(older), std::size_t(kMany));
    }

private:
    /// With the nth CLIP preferred.
    std::unique_ptr<app::Composition> compose(std::size_t preferred, const ModelId& captioner = {})
    {
        app::CompositionOptions options;
        options.library = m_fixture->libraryFolder();
        options.models.mode = services::ModelMode::Auto;
        options.models.models = m_fixture->models();
        options.models.cache = m_fixture->root() / "cache";
        const auto model = inference::openModelFolder(m_clips[preferred]);
        if (model)
            options.models.preferred = {captioner, model->id};
        auto composition = app::Composition::create(options);
        if (!composition)
            qFatal("%s", composition.error().message.c_str());
        return std::move(*composition);
    }
    static search::Results search(app::Composition& composition)
    {
        search::Query query;
        query.text = "tree";
        const auto results = composition.searcher().search(query);
        return results ? *results : search::Results{};
    }
    /// The words shown, by photo.
    static std::vector<std::string> captions(app::Composition& composition)
    {
        std::vector<PhotoId> photos;
        const auto all = composition.library().query().all(storage::SortOrder::OldestFirst);
        for (const storage::PhotoRef& ref : *all)
            photos.push_back(ref.id);
        std::sort(photos.begin(), photos.end());
        std::vector<std::string> words;
        const auto cards = composition.library().query().cards(photos);
        for (const storage::PhotoCard& card : *cards)
            words.push_back(card.words());
        return words;
    }
    static std::vector<PhotoId> idsOf(const search::Results& results)
    {
        std::vector<PhotoId> ids;
        for (const auto& hit : results.hits)
            ids.push_back(hit.id);
        return ids;
    }

    std::unique_ptr<CliFixture> m_fixture;
    std::vector<fs::path> m_clips;
};

QTEST_GUILESS_MAIN(ModelSwitchTest)
#include "model_switch.moc"
