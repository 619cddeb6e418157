#include <QDirIterator>
#include <QLocale>
#include <QProcess>
#include <QRegularExpression>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include "ui/activity/progress_text.h"
#include "ui/common/format.h"
#include "ui/common/language.h"
#include "ui/shell/language_menu.h"

using namespace vidimus;
using namespace vidimus::ui;

namespace {

struct Text {
    QString context;
    QString source;
    QStringList translations; ///< one for each form of a word that counts
    bool finished = true;
};

/// The one text of a translation, or its forms.
QStringList readTranslations(QXmlStreamReader& xml)
{
    QStringList forms;
    QString whole;
    while (xml.readNext() != QXmlStreamReader::EndElement) {
        if (xml.isStartElement())
            forms << xml.readElementText();
        else
            whole += xml.text();
    }
    return forms.isEmpty() ? QStringList(whole) : forms;
}

QList<Text> readTexts(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<Text> texts;
    QString context;
    QXmlStreamReader xml(&file);
    while (xml.readNextStartElement() || !xml.atEnd()) {
        if (!xml.isStartElement())
            continue;
        if (xml.name() == QLatin1String("name")) {
            context = xml.readElementText();
        } else if (xml.name() == QLatin1String("message")) {
            texts.append(Text{context, {}, {}, true});
        } else if (xml.name() == QLatin1String("source")) {
            texts.last().source = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            texts.last().finished = xml.attributes().value(QLatin1String("type")) != QLatin1String("unfinished");
            texts.last().translations = readTranslations(xml);
        }
    }
    return texts;
}

/// "%1", "%Ln" …, sorted.
QStringList placeholders(const QString& text)
{
    QStringList found;
    auto matches = QRegularExpression(QStringLiteral("%L?(\\d|n)")).globalMatch(text);
    while (matches.hasNext())
        found << matches.next().captured();
    found.sort();
    return found;
}

} // namespace

/// What the window says in other languages.
class UiLanguageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isSpoken()
    {
        QStringList names;
        for (const SpokenLanguage& language : Language::spoken())
            names << language.code + QLatin1Char(' ') + language.name;
        QCOMPARE(names, QStringList({QStringLiteral("en English"), QStringLiteral("de Deutsch")}));
    }

    void speaks_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("one");
        QTest::addColumn<QString>("many");
        QTest::addColumn<QString>("milliseconds");
        QTest::newRow("English") << "en"
                                 << "1 picture · all described"
                                 << "1,204 pictures · all described"
                                 << "1.5 ms";
        QTest::newRow("German") << "de"
                                << "1 Bild · alle beschrieben"
                                << "1.204 Bilder · alle beschrieben"
                                << "1,5 ms";
    }
    void speaks()
    {
        QFETCH(QString, code);
        QFETCH(QString, one);
        QFETCH(QString, many);
        QFETCH(QString, milliseconds);
        const Language language(code);
        storage::LibraryCounts counts;
        counts.photos = counts.described = 1;
        QCOMPARE(idleText(counts), one);
        counts.photos = counts.described = 1204;
        QCOMPARE(idleText(counts), many);
        QCOMPARE(format::milliseconds(1.5), milliseconds);
    }

    void isForgotten()
    {
        {
            const Language german(QStringLiteral("de"));
        }
        const Language english(QStringLiteral("en"));
        QCOMPARE(format::milliseconds(1.5), QStringLiteral("1.5 ms"));
    }

    void isKept()
    {
        const QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        QVERIFY(Language::chosen(settings).isEmpty());
        Language::choose(settings, QStringLiteral("de"));
        QCOMPARE(Language::chosen(settings), QStringLiteral("de"));
    }

    /// What is chosen in the menu is kept and told, once.
    void isChosen()
    {
        const QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        LanguageMenu menu(settings);
        const QSignalSpy chosen(&menu, &LanguageMenu::chosen);
        const auto choose = [&](const QString& name) {
            for (QAction* action : menu.actions()) {
                if (action->text() == name)
                    action->trigger();
            }
        };
        QVERIFY(menu.actions().front()->isChecked()); // as the system
        choose(QStringLiteral("Deutsch"));
        QCOMPARE(Language::chosen(settings), QStringLiteral("de"));
        choose(QStringLiteral("Deutsch"));
        QCOMPARE(chosen.size(), 1);
        choose(menu.actions().front()->text());
        QVERIFY(Language::chosen(settings).isEmpty());
        QCOMPARE(chosen.size(), 2);
    }

    void isComplete_data()
    {
        QTest::addColumn<QString>("file");
        QDirIterator files(QStringLiteral(VIDIMUS_SOURCES "/resources/translations"), {QStringLiteral("*.ts")});
        while (files.hasNext()) {
            const QString file = files.next();
            QTest::newRow(qPrintable(files.fileName())) << file;
        }
    }
    /// Every text of the sources as they are now is translated, and says what it is told to say.
    void isComplete()
    {
        QFETCH(QString, file);
        const QTemporaryDir folder;
        const QString copy = folder.filePath(QFileInfo(file).fileName());
        QVERIFY(QFile::copy(file, copy));
        QProcess lupdate;
        lupdate.setWorkingDirectory(QStringLiteral(VIDIMUS_SOURCES));
        lupdate.start(QStringLiteral(VIDIMUS_LUPDATE),
                      {QStringLiteral("-I"), QStringLiteral("."), QStringLiteral("ui"), QStringLiteral("app"),
                       QStringLiteral("-extensions"), QStringLiteral("h,cpp"), QStringLiteral("-no-obsolete"),
                       QStringLiteral("-locations"), QStringLiteral("none"), QStringLiteral("-ts"), copy});
        QVERIFY(lupdate.waitForFinished(60'000));
        QVERIFY2(lupdate.exitCode() == 0, lupdate.readAllStandardError());
        const QList<Text> texts = readTexts(copy);
        QVERIFY(texts.size() > 400);
        QCOMPARE(texts.size(), readTexts(file).size());
        for (const Text& text : texts) {
            const QString what = text.context + QStringLiteral(": ") + text.source;
            QVERIFY2(text.finished, qPrintable(what));
            // Such a context is asked for by nobody: the text stands in a function of no class.
            QVERIFY2(text.context != QLatin1String("vidimus::ui"), qPrintable(what));
            for (const QString& translation : text.translations) {
                QVERIFY2(!translation.isEmpty(), qPrintable(what));
                QCOMPARE(placeholders(translation), placeholders(text.source));
            }
        }
    }
};

QTEST_MAIN(UiLanguageTest)
#include "ui_language.moc"
