#include <QAbstractButton>
#include <QAbstractItemView>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTest>

#include "tests/support/picture_maker.h"
#include "ui/detail/candidate_list.h"
#include "ui/detail/candidate_row.h"
#include "ui/detail/caption_view.h"
#include "ui/detail/detail_pane.h"
#include "ui/detail/tag_editor.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/search/search_bar.h"
#include "ui/shell/gallery_stack.h"
#include "ui/shell/side_bar.h"
#include "window_fixture.h"

using namespace vidimus;
using namespace vidimus::test;
using namespace vidimus::ui;

/// Captions, marks and tags in the real window, and that each is taken back.
class WindowPersonTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        QVERIFY(m_fixture->importDrawn({4, {300, 200}}));
        view().setFocus();
    }

    void cleanup() { m_fixture.reset(); }

    void captionIsWrittenInItsPlaceAndTakenBack()
    {
        QVERIFY(m_fixture->choose({1}));
        const QString model = caption().toPlainText();
        QTest::keyClick(&view(), Qt::Key_F2);
        QVERIFY(caption().isEditing());
        QTest::keyClicks(&caption(), QStringLiteral("Mia by the harbour"));
        QTest::keyClick(&caption(), Qt::Key_Return);
        QVERIFY(m_fixture->settle());
        QVERIFY(!caption().isEditing());
        QVERIFY(view().hasFocus());
        QCOMPARE(caption().toPlainText(), QStringLiteral("Mia by the harbour"));
        QCOMPARE(modelSays()->toPlainText(), model);
        QVERIFY(modelSays()->isVisible());
        QCOMPARE(marks(1).caption.value(), std::string("Mia by the harbour"));
        QTRY_COMPARE(model1()->words(), std::string("Mia by the harbour")); // under the thumbnail too
        QCOMPARE(found(QStringLiteral("\"harbour\"")), 1);

        QTest::keyClick(&m_fixture->window(), Qt::Key_Z, Qt::ControlModifier); // the search bar has the focus
        QVERIFY(m_fixture->settle());
        QVERIFY(!marks(1).caption);
        QTRY_COMPARE(caption().toPlainText(), model);
        QVERIFY(!modelSays()->isVisible());
        QCOMPARE(found(QStringLiteral("\"harbour\"")), 0);
        QTest::keyClick(&m_fixture->window(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(m_fixture->settle());
        QCOMPARE(marks(1).caption.value(), std::string("Mia by the harbour"));
    }

    void escapeLeavesTheCaptionAsItWas()
    {
        QVERIFY(m_fixture->choose({0}));
        const QString model = caption().toPlainText();
        QTest::keyClick(&view(), Qt::Key_F2);
        QTest::keyClicks(&caption(), QStringLiteral("never"));
        QTest::keyClick(&caption(), Qt::Key_Escape);
        QVERIFY(m_fixture->settle());
        QCOMPARE(caption().toPlainText(), model);
        QCOMPARE(view().selectedIds().size(), 1u); // the window did not take the key as well
        QVERIFY(!marks(0).caption);
        QVERIFY(!m_fixture->services().edits.canUndo());
    }

    void goingElsewhereKeepsWhatWasTyped()
    {
        QVERIFY(m_fixture->choose({0}));
        QTest::keyClick(&view(), Qt::Key_F2);
        QTest::keyClicks(&caption(), QStringLiteral("kept"));
        view().select(2);
        QVERIFY(m_fixture->settle());
        QCOMPARE(marks(0).caption.value(), std::string("kept"));
        QVERIFY(!marks(2).caption);
    }

    void backToTheModelsWords()
    {
        QVERIFY(m_fixture->choose({0}));
        const QString model = caption().toPlainText();
        write(QStringLiteral("mine"));
        button(QStringLiteral("Back to the model's words"))->click();
        QVERIFY(m_fixture->settle());
        QVERIFY(!marks(0).caption);
        QTRY_COMPARE(caption().toPlainText(), model);
        QVERIFY(m_fixture->undo());
        QCOMPARE(marks(0).caption.value(), std::string("mine"));
        // Typing what the model says is no caption of one's own.
        write(model);
        QVERIFY(!marks(0).caption);
    }

    void anotherModelLeavesAPersonsWords()
    {
        QVERIFY(m_fixture->choose({0}));
        write(QStringLiteral("mine"));
        storage::Library& library = m_fixture->composition().library();
        QVERIFY(library.useModels({"other", "other", Origin::Local, 0}, {"mock-embed-1", "mock", Origin::Mock, 512}));
        storage::DescribedPhoto said;
        said.photo = id(0);
        said.caption = Caption{"another view", 0.9f, {}};
        QVERIFY(library.descriptions().add({&said, 1}, 1));
        const auto details = library.query().details(id(0));
        QCOMPARE(details->card.words(), std::string("mine"));
        QCOMPARE(details->card.caption, std::string("another view"));
    }

    void otherCaptionsAreOneClickAway()
    {
        QVERIFY(m_fixture->choose({0}));
        CandidateList& list = m_fixture->window().detail().candidates();
        // They have room from the first moment they can be seen.
        int cut = 0;
        QObject context;
        connect(&list, &CandidateList::changed, &context, [&] {
            for (const CandidateRow* row : list.findChildren<CandidateRow*>())
                cut += !row->isHidden() && row->height() < row->heightForWidth(row->width()) ? 1 : 0;
        });
        button(QStringLiteral("Other captions of the model"))->click();
        QVERIFY(list.isBusy());
        QVERIFY(m_fixture->find<QWidget>(QStringLiteral("Asking the model"))->isVisible());
        QVERIFY(m_fixture->settle());
        const auto rows = list.findChildren<CandidateRow*>();
        QVERIFY(rows.size() > 1 && rows.size() <= 5);
        QCOMPARE(cut, 0);
        const auto other =
            std::find_if(rows.begin(), rows.end(), [](const CandidateRow* row) { return !row->isChecked(); });
        QVERIFY(other != rows.end());
        const QString words = (*other)->words();
        QTest::mouseClick(*other, Qt::LeftButton);
        QVERIFY(m_fixture->settle());
        QCOMPARE(marks(0).caption.value(), words.toStdString());
        QTRY_COMPARE(caption().toPlainText(), words);
        QVERIFY(m_fixture->undo());
        QVERIFY(!marks(0).caption);
    }

    void failedQuestionSaysWhyAndIsAskedAgain()
    {
        QVERIFY(m_fixture->choose({0}));
        const auto file = model().card(0)->path;
        const auto away = std::filesystem::path(file).concat(".away");
        std::filesystem::rename(file, away);
        button(QStringLiteral("Other captions of the model"))->click();
        QVERIFY(m_fixture->settle());
        CandidateList& list = m_fixture->window().detail().candidates();
        QVERIFY(list.findChildren<CandidateRow*>().isEmpty());
        const auto labels = list.findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(),
                            [](const QLabel* label) { return label->isVisible() && !label->text().isEmpty(); }));
        std::filesystem::rename(away, file);
        auto buttons = list.findChildren<QAbstractButton*>();
        const auto again = std::find_if(buttons.begin(), buttons.end(), [](const QAbstractButton* one) {
            return one->text() == QLatin1String("Try again");
        });
        QVERIFY(again != buttons.end() && (*again)->isVisible());
        (*again)->click();
        QVERIFY(m_fixture->settle());
        const auto rows = list.findChildren<CandidateRow*>();
        QVERIFY(!rows.isEmpty());
        // The keys reach them next, though they were made last.
        auto* toggle = button(QStringLiteral("Other captions of the model"));
        toggle->setFocus();
        QTest::keyClick(toggle, Qt::Key_Tab);
        QVERIFY(rows.front()->hasFocus());
    }

    void keysMarkAllThatIsChosen_data()
    {
        QTest::addColumn<Qt::Key>("key");
        QTest::addColumn<QString>("expected");
        QTest::newRow("three stars") << Qt::Key_3 << QStringLiteral("3/0/0");
        QTest::newRow("favourite") << Qt::Key_F << QStringLiteral("1/1/1");
        QTest::newRow("picked") << Qt::Key_P << QStringLiteral("1/0/1");
        QTest::newRow("rejected") << Qt::Key_X << QStringLiteral("1/0/-1");
        QTest::newRow("flag off") << Qt::Key_U << QStringLiteral("1/0/0");
        QTest::newRow("stars off") << Qt::Key_0 << QStringLiteral("0/0/0");
    }

    void keysMarkAllThatIsChosen()
    {
        QFETCH(Qt::Key, key);
        QFETCH(QString, expected);
        // One of the two has marks already: taking back restores it, and the other.
        storage::MarkPhotos first{{id(2)}, {}, 1, {}, {}, {}};
        first.flag = storage::Flag::Picked;
        m_fixture->services().edits.make({first}, QStringLiteral("first"));
        QVERIFY(m_fixture->settle());
        const std::vector<storage::PersonMarks> before{marks(1), marks(2)};
        QVERIFY(m_fixture->choose({1, 2}));
        QTest::keyClick(&view(), key);
        QVERIFY(m_fixture->settle());
        const storage::PersonMarks after = marks(2);
        if (key == Qt::Key_F)
            QVERIFY(after.favourite && marks(1).favourite);
        else if (key == Qt::Key_3 || key == Qt::Key_0)
            QCOMPARE(after.rating, expected.section(QLatin1Char('/'), 0, 0).toInt());
        else
            QCOMPARE(static_cast<int>(after.flag), expected.section(QLatin1Char('/'), 2, 2).toInt());
        QCOMPARE(marks(0), storage::PersonMarks{});
        QVERIFY(m_fixture->undo());
        QCOMPARE(marks(1), before[0]);
        QCOMPARE(marks(2), before[1]);
    }

    void favouriteOfAllTakesItOff()
    {
        QVERIFY(m_fixture->choose({0, 1}));
        QTest::keyClick(&view(), Qt::Key_F);
        QVERIFY(m_fixture->settle());
        QTRY_VERIFY(marks(0).favourite && marks(1).favourite);
        QTest::keyClick(&view(), Qt::Key_F);
        QTRY_VERIFY(!marks(0).favourite && !marks(1).favourite);
    }

    void withNothingChosenLettersSearch()
    {
        view().clearSelection();
        view().setFocus();
        QTest::keyClick(&view(), Qt::Key_P);
        QVERIFY(m_fixture->settle());
        QCOMPARE(m_fixture->window().searchBar().findChild<QLineEdit*>()->text(), QStringLiteral("p"));
        QVERIFY(!m_fixture->services().edits.canUndo());
    }

    void starsAreClickedAndReadOut()
    {
        QVERIFY(m_fixture->choose({0}));
        button(QStringLiteral("4 stars"))->click();
        QVERIFY(m_fixture->settle());
        QCOMPARE(marks(0).rating, 4);
        QTRY_VERIFY(button(QStringLiteral("4 stars"))->isChecked() && !button(QStringLiteral("5 stars"))->isChecked());
        QTRY_VERIFY(model().index(0).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("4 stars")));
        button(QStringLiteral("4 stars"))->click(); // once more: off
        QVERIFY(m_fixture->settle());
        QCOMPARE(marks(0).rating, 0);
        button(QStringLiteral("Favourite"))->click();
        button(QStringLiteral("Rejected"))->click();
        QVERIFY(m_fixture->settle());
        QVERIFY(marks(0).favourite);
        QCOMPARE(marks(0).flag, storage::Flag::Rejected);
    }

    void tagsOfManyAtOnce()
    {
        QVERIFY(m_fixture->choose({0, 1, 2}));
        QLineEdit& field = tagField();
        QTest::keyClick(&view(), Qt::Key_T, Qt::ControlModifier);
        QVERIFY(field.hasFocus());
        QTest::keyClicks(&field, QStringLiteral("Sea, holiday"));
        QTest::keyClick(&field, Qt::Key_Return);
        QVERIFY(m_fixture->settle());
        for (int row = 0; row < 3; ++row)
            QCOMPARE(tags(row), (std::vector<std::string>{"holiday", "Sea"}));
        QVERIFY(tags(3).empty());
        QCOMPARE(found(QStringLiteral("\"holiday\"")), 3);
        QTRY_VERIFY(m_fixture->window().sideBar().places().holds(Source::ofTag("Sea")));
        QVERIFY(m_fixture->undo());
        QVERIFY(tags(0).empty() && tags(2).empty());
        QCOMPARE(found(QStringLiteral("\"holiday\"")), 0);
        QTRY_VERIFY(!m_fixture->window().sideBar().places().holds(Source::ofTag("Sea")));
    }

    void aTagOfSomeIsShownWithItsCountAndTakenOff()
    {
        m_fixture->services().edits.make({storage::AddTags{{{"sea", {id(0)}}}}}, QStringLiteral("first"));
        QVERIFY(m_fixture->settle());
        QVERIFY(m_fixture->choose({0, 1}));
        QVERIFY(m_fixture->settle());
        button(QStringLiteral("Take off sea"))->click();
        QVERIFY(m_fixture->settle());
        QVERIFY(tags(0).empty());
        QVERIFY(m_fixture->undo());
        QCOMPARE(tags(0), std::vector<std::string>{"sea"});
        QVERIFY(tags(1).empty());
    }

    void knownTagsAreCompleted()
    {
        m_fixture->services().edits.make({storage::AddTags{{{"Harbour", {id(3)}}}}}, QStringLiteral("first"));
        QVERIFY(m_fixture->settle());
        QVERIFY(m_fixture->choose({0}));
        tagField().setFocus();
        QTest::keyClicks(&tagField(), QStringLiteral("harb"));
        QCompleter* completer = tagField().completer();
        QTRY_VERIFY(completer->popup()->isVisible());
        QTest::keyClick(completer->popup(), Qt::Key_Down);
        QTest::keyClick(completer->popup(), Qt::Key_Return);
        QTRY_COMPARE(tags(0), std::vector<std::string>{"Harbour"});
        QVERIFY(m_fixture->settle());
        QVERIFY(tagField().text().isEmpty());
    }

    void escapeInTheTagFieldLeadsBackToThePictures()
    {
        QVERIFY(m_fixture->choose({0}));
        tagField().setFocus();
        QTest::keyClicks(&tagField(), QStringLiteral("half"));
        QTest::keyClick(&tagField(), Qt::Key_Escape);
        QTRY_VERIFY(view().hasFocus());
        QVERIFY(tagField().text().isEmpty());
        QCOMPARE(view().selectedIds().size(), 1u);
    }

private:
    GalleryView& view() { return m_fixture->gallery(); }
    GalleryModel& model() { return view().gallery(); }
    PhotoId id(int row) { return model().idAt(row); }
    const storage::PhotoCard* model1() { return model().card(1); }
    CaptionView& caption() { return *m_fixture->find<CaptionView>(QStringLiteral("Caption")); }
    CaptionView* modelSays() { return m_fixture->find<CaptionView>(QStringLiteral("The model's caption")); }

    /// The visible one of that name.
    QAbstractButton* button(const QString& name)
    {
        for (auto* one : m_fixture->window().findChildren<QAbstractButton*>()) {
            if (one->isVisible() && (one->accessibleName() == name || one->text() == name))
                return one;
        }
        qWarning("no button “%s”", qPrintable(name));
        return nullptr;
    }

    QLineEdit& tagField()
    {
        for (auto* editor : m_fixture->window().findChildren<TagEditor*>()) {
            if (editor->isVisible())
                return editor->field();
        }
        return m_fixture->window().findChild<TagEditor*>()->field();
    }

    void write(const QString& words)
    {
        QTest::keyClick(&view(), Qt::Key_F2);
        QTest::keyClicks(&caption(), words);
        QTest::keyClick(&caption(), Qt::Key_Return);
        QVERIFY(m_fixture->settle());
    }

    storage::PersonMarks marks(int row)
    {
        const std::vector<PhotoId> one{id(row)};
        return m_fixture->composition().library().marks().marks(one)->front().marks;
    }

    std::vector<std::string> tags(int row) { return *m_fixture->composition().library().tags().of(id(row)); }

    /// How many pictures hold a word, asked of the full-text index the search uses.
    int found(const QString& phrase)
    {
        return static_cast<int>(
            m_fixture->composition()
                .library()
                .filters()
                .matching(storage::WithWords{QString(phrase).remove(QLatin1Char('"')).toStdString()})
                ->size());
    }

    std::unique_ptr<WindowFixture> m_fixture;
};

QTEST_MAIN(WindowPersonTest)
#include "window_person.moc"
