#include <QAction>
#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "ui/keys/key_map.h"

using namespace vidimus::ui;

namespace {

QKeySequence keys(const char* text)
{
    return QKeySequence(QString::fromLatin1(text), QKeySequence::PortableText);
}

} // namespace

class UiKeysTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings =
            std::make_unique<QSettings>(m_folder->filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    }

    /// No two commands of one place have the same key, and none has a name or an id of another.
    void defaultsAreSound()
    {
        const KeyMap map(*m_settings);
        QSet<QString> ids;
        for (const CommandInfo& info : allCommands()) {
            QCOMPARE(infoOf(info.command).id, info.id);
            QVERIFY(!ids.contains(QLatin1String(info.id)));
            ids << QLatin1String(info.id);
            QVERIFY(!KeyMap::name(info.command).isEmpty());
            QVERIFY(map.isDefault(info.command));
            for (const QKeySequence& key : info.keys) {
                QVERIFY2(map.holders(info.command, key).empty(), info.id);
                QVERIFY2(KeyMap::refusal(info.command, key).isEmpty(), info.id);
            }
        }
    }

    void findsTheCommandOfAKey_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("modifiers");
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("place");
        QTest::addColumn<int>("command"); // -1: none
        const auto row = [](const char* name, int key, Qt::KeyboardModifiers modifiers, const char* text, Place place,
                            int command) {
            QTest::newRow(name) << key << int(modifiers) << QString::fromLatin1(text) << int(place) << command;
        };
        row("a letter", Qt::Key_P, Qt::NoModifier, "p", kGallery, int(Command::Pick));
        row("with Ctrl it is another", Qt::Key_P, Qt::ControlModifier, "", kGallery, -1);
        row("a digit that needs Shift", Qt::Key_3, Qt::ShiftModifier, "3", kLoupe, int(Command::Rate3));
        row("a digit of the number pad", Qt::Key_3, Qt::KeypadModifier, "3", kLoupe, int(Command::Rate3));
        row("plus that needs Shift", Qt::Key_Plus, Qt::ShiftModifier, "+", kLoupe, int(Command::ZoomIn));
        row("the same elsewhere", Qt::Key_Plus, Qt::ShiftModifier, "+", kSlides, int(Command::SlidesSlower));
        row("Space in the gallery", Qt::Key_Space, Qt::NoModifier, " ", kGallery, int(Command::QuickLook));
        row("Space in a slide show", Qt::Key_Space, Qt::NoModifier, " ", kSlides, int(Command::SlidesPause));
        row("the window's are not the pictures'", Qt::Key_F9, Qt::NoModifier, "", kGallery, -1);
    }
    void findsTheCommandOfAKey()
    {
        QFETCH(int, key);
        QFETCH(int, modifiers);
        QFETCH(QString, text);
        QFETCH(int, place);
        QFETCH(int, command);
        const KeyMap map(*m_settings);
        const QKeyEvent event(QEvent::KeyPress, key, Qt::KeyboardModifiers(modifiers), text);
        const auto found = map.at(event, static_cast<Place>(place));
        QCOMPARE(found ? int(*found) : -1, command);
    }

    void takesKeysFromTheirHolderAndRemembers()
    {
        KeyMap map(*m_settings);
        QSignalSpy changed(&map, &KeyMap::changed);
        QCOMPARE(map.holders(Command::Compare, keys("X")), std::vector<Command>{Command::Reject});
        map.setKeys(Command::Compare, {keys("X")});
        QCOMPARE(changed.size(), 1);
        QVERIFY(map.keys(Command::Reject).isEmpty());
        const KeyMap again(*m_settings);
        QCOMPARE(again.keys(Command::Compare), QList<QKeySequence>{keys("X")});
        QVERIFY(again.keys(Command::Reject).isEmpty());
        map.setKeys(Command::Reject, infoOf(Command::Reject).keys); // takes it back
        QVERIFY(map.keys(Command::Compare).isEmpty());
        map.resetAll();
        for (const CommandInfo& info : allCommands())
            QVERIFY(map.isDefault(info.command));
        QVERIFY(m_settings->allKeys().isEmpty());
    }

    void placesApartDoNotConflict()
    {
        const KeyMap map(*m_settings);
        QVERIFY(map.holders(Command::SlidesLoop, keys("C")).empty()); // comparing is not for slide shows
        QCOMPARE(map.holders(Command::SlidesLoop, keys("F9")), std::vector<Command>{Command::SideBar});
    }

    void actionsFollow()
    {
        KeyMap map(*m_settings);
        QAction action;
        map.bind(action, Command::EditTags);
        QCOMPARE(action.shortcut(), keys("Ctrl+T"));
        map.setKeys(Command::EditTags, {keys("Ctrl+G"), keys("F7")});
        QCOMPARE(action.shortcuts(), (QList<QKeySequence>{keys("Ctrl+G"), keys("F7")}));
    }

    void damagedSettingsReadAsDefaults()
    {
        m_settings->setValue(QStringLiteral("keys/loupe"), QStringList{QStringLiteral("Nonsense+Key")});
        m_settings->setValue(QStringLiteral("keys/undo"), 17);
        m_settings->setValue(QStringLiteral("keys/unheardOf"), QStringLiteral("F3"));
        m_settings->setValue(QStringLiteral("keys/editTags"),
                             QStringList{QStringLiteral("Nonsense"), QStringLiteral("F3")});
        m_settings->setValue(QStringLiteral("keys/copy"),
                             QStringList{QStringLiteral("F3"), QStringLiteral("Nonsense")});
        const KeyMap map(*m_settings);
        QVERIFY(map.isDefault(Command::Loupe));
        QVERIFY(map.isDefault(Command::EditTags));
        QVERIFY(map.isDefault(Command::Copy));
    }

    void aChosenKeyGoesBeforeADefault()
    {
        // As after an update that gave another command the key.
        m_settings->setValue(QStringLiteral("keys/slideShow"), QStringList{QStringLiteral("C"), QStringLiteral("F9")});
        const KeyMap map(*m_settings);
        QCOMPARE(map.keys(Command::SlideShow), (QList<QKeySequence>{keys("C"), keys("F9")}));
        QVERIFY(map.keys(Command::Compare).isEmpty());
        QVERIFY(map.keys(Command::SideBar).isEmpty());
        QVERIFY(map.isDefault(Command::SlidesLoop));
    }

    void someKeysBelongToEverybody()
    {
        QVERIFY(!KeyMap::refusal(Command::EditCaption, keys("Space")).isEmpty());
        QVERIFY(KeyMap::refusal(Command::Loupe, keys("Space")).isEmpty());
        QVERIFY(!KeyMap::refusal(Command::Loupe, keys("Tab")).isEmpty());
        QVERIFY(KeyMap::refusal(Command::EditCaption, keys("Ctrl+Space")).isEmpty());
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
};

QTEST_MAIN(UiKeysTest)
#include "ui_keys.moc"
