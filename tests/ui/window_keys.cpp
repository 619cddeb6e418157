// The cheat sheet, and changing keys in the window.
#include <QAbstractButton>
#include <QContextMenuEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

#include "tests/support/picture_maker.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/keys/cheat_sheet.h"
#include "ui/keys/key_catcher.h"
#include "ui/keys/key_map.h"
#include "ui/keys/key_window.h"
#include "ui/loupe/look_stage.h"
#include "ui/search/search_bar.h"
#include "ui/shell/gallery_stack.h"
#include "ui/shell/side_bar.h"
#include "window_fixture.h"

using namespace vidimus;
using namespace vidimus::test;
using namespace vidimus::ui;

class WindowKeysTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        QVERIFY(m_fixture->importDrawn({3, {300, 200}}));
        activate();
        gallery().select(0);
        QVERIFY(m_fixture->settle());
    }

    void cleanup() { m_fixture.reset(); }

    void theCheatSheetOpensAndAnyKeyClosesIt_data()
    {
        QTest::addColumn<int>("open");
        QTest::addColumn<int>("close");
        QTest::newRow("?, Esc") << int(Qt::Key_Question) << int(Qt::Key_Escape);
        QTest::newRow("F1, F1") << int(Qt::Key_F1) << int(Qt::Key_F1);
        QTest::newRow("F1, a key that does something") << int(Qt::Key_F1) << int(Qt::Key_F9);
        QTest::newRow("?, a letter") << int(Qt::Key_Question) << int(Qt::Key_X);
    }
    void theCheatSheetOpensAndAnyKeyClosesIt()
    {
        QFETCH(int, open);
        QFETCH(int, close);
        QTest::keyClick(&gallery(), Qt::Key(open));
        QVERIFY(sheet().isOpen());
        QCOMPARE(sheet().geometry(), window().rect());
        QVERIFY(sheet().hasFocus());
        QVERIFY(sheet().accessibleDescription().contains(QStringLiteral("Edit caption: F2")));
        QTest::keyClick(&sheet(), Qt::Key(close));
        QVERIFY(!sheet().isOpen());
        QVERIFY(window().sideBar().isVisible()); // it closed, and did nothing else
        QVERIFY(gallery().hasFocus());
        QCOMPARE(gallery().gallery().card(0)->marks.flag, storage::Flag::None);
    }

    void aQuestionMarkIsTypedIntoTheSearch()
    {
        window().searchBar().focusField();
        QTest::keyClick(window().focusWidget(), Qt::Key_Question, Qt::ShiftModifier);
        QVERIFY(!sheet().isOpen());
    }

    void theCheatSheetHoldsInSmallWindows_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("scrolls");
        QTest::newRow("800 x 600") << QSize(800, 600) << false;
        QTest::newRow("560 x 400") << QSize(560, 400) << true; // 800 x 600 at 143 %, or 1120 x 800 at 200 %
    }
    void theCheatSheetHoldsInSmallWindows()
    {
        QFETCH(QSize, size);
        QFETCH(bool, scrolls);
        window().resize(size);
        QTest::keyClick(&window(), Qt::Key_F1);
        QVERIFY(sheet().isOpen());
        QScrollBar* bar = sheet().verticalScrollBar();
        QTRY_COMPARE(bar->maximum() > 0, scrolls);
        QTest::keyClick(&sheet(), Qt::Key_Down);
        QCOMPARE(sheet().isOpen(), scrolls);
        QCOMPARE(bar->value() > 0, scrolls);
    }

    void bindsNewKeys()
    {
        open(Command::SideBar);
        keyWindow().change(false);
        press(Qt::Key_F7);
        QCOMPARE(window().keys().keyText(Command::SideBar), QStringLiteral("F7"));
        QVERIFY(item(Command::SideBar)->text(1) == QStringLiteral("F7"));
        QVERIFY(m_fixture->find<QAbstractButton>(QStringLiteral("Library and folders"))
                    ->toolTip()
                    .contains(QStringLiteral("F7")));
        keyWindow().close();
        activate();
        QTest::keyClick(&window(), Qt::Key_F9);
        QVERIFY(window().sideBar().isVisible());
        QTest::keyClick(&window(), Qt::Key_F7);
        QVERIFY(!window().sideBar().isVisible());

        m_fixture->close();
        m_fixture->open();
        QCOMPARE(window().keys().keyText(Command::SideBar), QStringLiteral("F7")); // remembered
    }

    void toolTipsNameTheKeyThatIsBoundNow()
    {
        struct Case {
            const char* button; // by accessible name
            Command command;
        };
        KeyMap& keys = window().keys();
        for (const auto& [button, command] :
             {Case{"Keep this search as an album", Command::KeepSearch}, Case{"Clear the search", Command::StepBack},
              Case{"Choose pictures", Command::AddFiles}, Case{"Add pictures", Command::AddFiles},
              Case{"Close the list of problems", Command::StepBack}, Case{"Close the latency panel", Command::StepBack},
              Case{"Edit caption", Command::EditCaption}, Case{"Copy caption", Command::CopyCaption},
              Case{"3 stars", Command::Rate3}, Case{"Favourite", Command::Favourite}, Case{"Rejected", Command::Reject},
              Case{"Add a tag", Command::EditTags}, Case{"End the slide show", Command::StepBack},
              Case{"Pause", Command::SlidesPause}, Case{"Again from the first", Command::SlidesLoop}}) {
            const auto says = [&, name = QString::fromLatin1(button)](const QString& key) {
                const auto all = window().findChildren<QWidget*>();
                return std::any_of(all.begin(), all.end(), [&](const QWidget* widget) {
                    return widget->accessibleName() == name && widget->toolTip().contains(key);
                });
            };
            const QString before = QLatin1Char('(') + keys.keyText(command);
            QVERIFY2(says(before), button);
            keys.setKeys(command, {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_J)});
            QVERIFY2(says(QStringLiteral("(Ctrl+Shift+J")), button);
            QVERIFY2(!says(before), button);
            keys.setKeys(command, {});
            QVERIFY2(!says(QStringLiteral("Ctrl+Shift+J")), button);
            keys.setKeys(command, infoOf(command).keys);
            QVERIFY2(says(before), button);
        }
    }

    void menusNameTheKeyThatIsBoundNow()
    {
        const Command commands[] = {Command::MoreLike, Command::Remove, Command::SlideShow, Command::Loupe};
        int code = Qt::Key_1;
        for (const Command command : commands)
            window().keys().setKeys(command, {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key(code++))});
        const QPoint at = gallery().visualRect(gallery().gallery().index(0)).center();
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, gallery().viewport()->mapToGlobal(at));
        QApplication::sendEvent(gallery().viewport(), &event);
        QStringList entries;
        for (const QMenu* menu : window().findChildren<QMenu*>()) {
            for (const QAction* action : menu->actions())
                entries << action->text();
        }
        QVERIFY(entries.contains(QStringLiteral("More like this\tCtrl+Alt+1")));
        QVERIFY(entries.contains(QStringLiteral("Remove from the library…\tCtrl+Alt+2")));
        QCOMPARE(entries.count(QStringLiteral("Slide show\tCtrl+Alt+3")), 2); // the one of the window too
        QVERIFY(entries.contains(QStringLiteral("Loupe, and back\tCtrl+Alt+4")));
    }

    void bindsLettersOfTheGallery()
    {
        open(Command::Reject);
        keyWindow().change(true); // beside the one it has
        press(Qt::Key_N);
        keyWindow().close();
        activate();
        gallery().setFocus();
        QTest::keyClick(&gallery(), Qt::Key_N);
        QVERIFY(m_fixture->settle());
        QTRY_COMPARE(gallery().gallery().card(0)->marks.flag, storage::Flag::Rejected);
        QTest::keyClick(&gallery(), Qt::Key_U);
        QTest::keyClick(&gallery(), Qt::Key_X);
        QVERIFY(m_fixture->settle());
        QTRY_COMPARE(gallery().gallery().card(0)->marks.flag, storage::Flag::Rejected);
    }

    void saysWhatAKeyWouldTakeOver_data()
    {
        QTest::addColumn<bool>("takeOver");
        QTest::newRow("take it over") << true;
        QTest::newRow("leave it") << false;
    }
    void saysWhatAKeyWouldTakeOver()
    {
        QFETCH(bool, takeOver);
        open(Command::Compare);
        keyWindow().change(false);
        press(Qt::Key_F9);
        QVERIFY(keyWindow().notice().contains(QStringLiteral("Library and folders")));
        QCOMPARE(window().keys().keyText(Command::Compare), QStringLiteral("C")); // not yet
        button(takeOver ? QStringLiteral("Take it over") : QStringLiteral("Leave it"))->click();
        QCOMPARE(window().keys().keyText(Command::Compare), takeOver ? QStringLiteral("F9") : QStringLiteral("C"));
        QCOMPARE(window().keys().keys(Command::SideBar).isEmpty(), takeOver);
    }

    void escapeLeavesTheKeysAlone()
    {
        open(Command::Compare);
        keyWindow().change(false);
        press(Qt::Key_Escape);
        QVERIFY(keyWindow().isVisible());
        QVERIFY(window().keys().isDefault(Command::Compare));
        keyWindow().change(false);
        press(Qt::Key_Tab);
        QVERIFY(keyWindow().notice().contains(QStringLiteral("Tab")));
        QVERIFY(window().keys().isDefault(Command::Compare));
    }

    void resetsOneAndAll()
    {
        window().keys().setKeys(Command::Compare, {QKeySequence(Qt::Key_B)});
        window().keys().setKeys(Command::EditTags, {});
        open(Command::Compare);
        QVERIFY(button(QStringLiteral("As it was"))->isEnabled());
        button(QStringLiteral("As it was"))->click();
        QVERIFY(window().keys().isDefault(Command::Compare));
        QVERIFY(!window().keys().isDefault(Command::EditTags));
        button(QStringLiteral("All as they were"))->click();
        QVERIFY(window().keys().isDefault(Command::EditTags));
        QVERIFY(!button(QStringLiteral("All as they were"))->isEnabled());
    }

    void saysWhatGoingBackWouldTakeOver()
    {
        window().keys().setKeys(Command::EditTags, {QKeySequence(Qt::Key_F2)}); // from the caption
        open(Command::EditCaption);
        button(QStringLiteral("As it was"))->click();
        QVERIFY(keyWindow().notice().contains(QStringLiteral("Tag")));
        QVERIFY(window().keys().keys(Command::EditCaption).isEmpty()); // not yet
        auto* takeOver = button(QStringLiteral("Take it over"));
        QVERIFY(takeOver->hasFocus());
        QTest::keyClick(takeOver, Qt::Key_Return);
        QVERIFY(window().keys().isDefault(Command::EditCaption));
        QVERIFY(window().keys().keys(Command::EditTags).isEmpty());
    }

    void byKeysAlone()
    {
        open(Command::Compare);
        keyWindow().findChild<QTreeWidget*>()->setFocus();
        QTest::keyClick(keyWindow().focusWidget(), Qt::Key_Return);
        QVERIFY(keyWindow().findChild<KeyCatcher*>()->isWaiting());
        QTest::keyClick(keyWindow().focusWidget(), Qt::Key_Escape);
        auto* list = keyWindow().findChild<QTreeWidget*>();
        QVERIFY(list->hasFocus()); // and again, with another
        auto* field = keyWindow().findChild<QLineEdit*>();
        field->setFocus();
        QTest::keyClicks(field, QStringLiteral("copy"));
        QCOMPARE(keyWindow().chosen(), std::optional(Command::Copy)); // never one that is not to be seen
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(list->hasFocus());
        QTest::keyClick(list, Qt::Key_Down);
        QCOMPARE(keyWindow().chosen(), std::optional(Command::CopyCaption));
    }

    void downFromTheSearchChoosesAPicture()
    {
        gallery().clearSelection();
        gallery().setCurrentIndex({});
        window().searchBar().focusField();
        QTest::keyClick(window().focusWidget(), Qt::Key_Down);
        QVERIFY(gallery().hasFocus());
        QCOMPARE(gallery().selectedIds(), std::vector<PhotoId>{gallery().gallery().idAt(0)});
    }

    void itsRowsHaveRoom()
    {
        open(Command::Compare);
        const auto* list = keyWindow().findChild<QTreeWidget*>();
        QVERIFY(list->visualItemRect(item(Command::Compare)).height() >= list->fontMetrics().height() + 6);
    }

    void theKeyboardGoesAlongTheSearchRow()
    {
        window().searchBar().focusField();
        QStringList stops;
        for (int i = 0; i < 4; ++i) {
            QTest::keyClick(window().focusWidget(), Qt::Key_Tab);
            stops << window().focusWidget()->accessibleName();
        }
        QCOMPARE(stops, (QStringList{QStringLiteral("Add pictures"), QStringLiteral("Library and folders"),
                                     QStringLiteral("Details"), QStringLiteral("Order, size and colours")}));
        QTest::keyClick(window().focusWidget(), Qt::Key_Tab);
        QVERIFY(gallery().hasFocus());
    }

    void itsColoursFollow()
    {
        window().keys().setKeys(Command::Compare, {});
        open(Command::Compare);
        m_fixture->theme().choose(ThemeChoice::Light);
        const QColor light = item(Command::Compare)->foreground(1).color();
        m_fixture->theme().choose(ThemeChoice::Dark);
        QVERIFY(item(Command::Compare)->foreground(1).color() != light);
        QCOMPARE(item(Command::Compare)->foreground(1).color(), keyWindow().palette().color(QPalette::PlaceholderText));
    }

    void filters()
    {
        open(Command::Compare);
        auto* field = keyWindow().findChild<QLineEdit*>();
        field->setText(QStringLiteral("caption"));
        QVERIFY(!item(Command::EditCaption)->isHidden());
        QVERIFY(!item(Command::CopyCaption)->isHidden());
        QVERIFY(item(Command::Compare)->isHidden());
        field->setText(QStringLiteral("f11")); // by key
        QVERIFY(!item(Command::FullScreen)->isHidden());
        QVERIFY(item(Command::EditCaption)->isHidden());
    }

private:
    void activate()
    {
        window().activateWindow();
        QTRY_VERIFY(window().isActiveWindow());
        gallery().setFocus();
    }
    void open(Command command)
    {
        QTest::keyClick(&window(), Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(keyWindow().isVisible());
        QTRY_VERIFY(keyWindow().isActiveWindow());
        QVERIFY(keyWindow().screen()->availableGeometry().size().expandedTo(keyWindow().size()) ==
                keyWindow().screen()->availableGeometry().size());
        keyWindow().choose(command);
        QCOMPARE(keyWindow().chosen(), std::optional(command));
    }
    void press(Qt::Key key)
    {
        auto* catcher = keyWindow().findChild<KeyCatcher*>();
        QVERIFY(catcher->isWaiting());
        QTest::keyClick(catcher, key);
        QVERIFY(!catcher->isWaiting());
    }
    QTreeWidgetItem* item(Command command)
    {
        auto* list = keyWindow().findChild<QTreeWidget*>();
        for (QTreeWidgetItem* found :
             list->findItems(KeyMap::name(command), Qt::MatchExactly | Qt::MatchRecursive, 0)) {
            if (found->parent() != nullptr)
                return found;
        }
        return nullptr;
    }
    QPushButton* button(const QString& name)
    {
        for (QPushButton* found : keyWindow().findChildren<QPushButton*>()) {
            if (found->accessibleName() == name)
                return found;
        }
        return nullptr;
    }
    MainWindow& window() { return m_fixture->window(); }
    CheatSheet& sheet() { return window().cheatSheet(); }
    KeyWindow& keyWindow() { return window().keyWindow(); }
    GalleryView& gallery() { return window().galleries().library(); }

    std::unique_ptr<WindowFixture> m_fixture;
};

QTEST_MAIN(WindowKeysTest)
#include "window_keys.moc"
