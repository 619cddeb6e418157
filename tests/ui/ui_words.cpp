#include <QLocale>
#include <QRegularExpression>
#include <QTest>
#include <QTextBlock>

#include "ui/activity/model_label.h"
#include "ui/activity/progress_text.h"
#include "ui/common/confidence_dot.h"
#include "ui/common/english_plurals.h"
#include "ui/common/format.h"
#include "ui/detail/caption_view.h"
#include "ui/shell/drop_overlay.h"

using namespace vidimus;
using namespace vidimus::ui;

using State = ingest::Progress::State;

namespace {

ingest::Progress working()
{
    ingest::Progress progress;
    progress.state = State::Working;
    progress.found = 1204;
    progress.looked = 1204;
    progress.toDescribe = 1204;
    progress.described = 412;
    progress.perSecond = 11.2;
    progress.secondsLeft = 71;
    return progress;
}

} // namespace

class UiWordsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QCoreApplication::installTranslator(&m_plurals);
    }

    void progress()
    {
        ingest::Progress now = working();
        QCOMPARE(progressText(now), QStringLiteral("describing 412 of 1,204 · 11/s · about 1 min left"));
        QVERIFY(std::abs(progressShare(now) - 412.0 / 1204) < 1e-9);
        now.looked = 30;
        now.secondsLeft.reset();
        now.perSecond = 3.44;
        QCOMPARE(progressText(now), QStringLiteral("adding 30 of 1,204 · 3.4/s"));
        now.scanning = true;
        QCOMPARE(progressText(now), QStringLiteral("adding 30 of at least 1,204 · 3.4/s"));
        QCOMPARE(progressShare(now), -1.0);
        now.state = State::Cancelling;
        QVERIFY(progressText(now).startsWith(QStringLiteral("stopping")));
        now = working();
        now.state = State::Paused;
        QCOMPARE(progressText(now), QStringLiteral("paused · describing 412 of 1,204"));
        QCOMPARE(progressText({}), QString());
    }

    void scanning()
    {
        ingest::Progress now;
        now.state = State::Scanning;
        now.scanning = true;
        QCOMPARE(progressText(now), QStringLiteral("looking for pictures…"));
        now.found = 12;
        QCOMPARE(progressText(now), QStringLiteral("looking for pictures… 12 found"));
    }

    void summaries_data()
    {
        QTest::addColumn<int>("imported");
        QTest::addColumn<int>("duplicates");
        QTest::addColumn<int>("failed");
        QTest::addColumn<bool>("cancelled");
        QTest::addColumn<QString>("text");
        QTest::newRow("some") << 24 << 2 << 0 << false << "Added 24 pictures, 2 already there";
        QTest::newRow("one") << 1 << 0 << 1 << false << "Added 1 picture";
        QTest::newRow("known") << 0 << 7 << 0 << false << "7 already there";
        QTest::newRow("stopped") << 3 << 0 << 0 << true << "Stopped · added 3 pictures";
        QTest::newRow("nothing") << 0 << 0 << 0 << false << "Nothing new";
    }

    void summaries()
    {
        QFETCH(int, imported);
        QFETCH(int, duplicates);
        QFETCH(int, failed);
        QFETCH(bool, cancelled);
        QFETCH(QString, text);
        ingest::Summary summary;
        summary.imported = imported;
        summary.duplicates = duplicates;
        summary.failedCount = failed;
        summary.cancelled = cancelled;
        QCOMPARE(summaryText(summary), text);
    }

    void fatalSummary()
    {
        ingest::Summary summary;
        summary.imported = 5;
        summary.stoppedBy = Error{ErrorCode::OutOfSpace, "The disk is full."};
        QCOMPARE(summaryText(summary), QStringLiteral("Stopped: The disk is full. · added 5 pictures"));
    }

    void summaryWithoutAModel()
    {
        ingest::Summary summary;
        summary.imported = 5;
        summary.modelProblem = Error{ErrorCode::ModelUnavailable, "The model is gone."};
        QCOMPARE(summaryText(summary), QStringLiteral("Added 5 pictures · not described: The model is gone."));
    }

    void modelStates_data()
    {
        QTest::addColumn<QString>("captions");
        QTest::addColumn<QString>("vectors");
        QTest::addColumn<services::ModelService::State>("state");
        QTest::addColumn<QString>("text");
        using ModelState = services::ModelService::State;
        QTest::newRow("the mock") << "mock"
                                  << "mock" << ModelState::Ready << "mock";
        QTest::newRow("two") << "BLIP base"
                             << "CLIP ViT-B/32" << ModelState::Ready << "BLIP base, CLIP ViT-B/32";
        QTest::newRow("half a mock") << "BLIP base"
                                     << "mock" << ModelState::Asleep << "BLIP base, mock";
        QTest::newRow("loading") << "BLIP base"
                                 << "mock" << ModelState::Loading << "loading BLIP base, mock…";
        QTest::newRow("failed") << "BLIP base"
                                << "mock" << ModelState::Failed << "BLIP base, mock: not working";
    }
    void modelStates()
    {
        QFETCH(QString, captions);
        QFETCH(QString, vectors);
        QFETCH(services::ModelService::State, state);
        QFETCH(QString, text);
        services::EngineStatus engine;
        engine.captions.model = captions.toStdString();
        engine.vectors.model = vectors.toStdString();
        QCOMPARE(modelStateText(engine, state), text);
    }

    /// Words, and what the model gave to each: ";" between them, "-" where it is not known, "!" where it is in doubt.
    void captionWords_data()
    {
        QTest::addColumn<QString>("caption");
        QTest::addColumn<QString>("pieces"); // piece=probability
        QTest::addColumn<QString>("words");
        QTest::newRow("plain") << "a red barn"
                               << "a=0.9|_red=0.8|_barn=0.7|=0.9"
                               << "a 90;red 80;barn 70";
        QTest::newRow("pieces of a word") << "a snowboarder"
                                          << "a=0.9|_snow=0.8|board=0.6|er=0.9"
                                          << "a 90;snowboarder 60";
        QTest::newRow("in doubt") << "a barn"
                                  << "a=0.9|_barn=0.31"
                                  << "a 90;barn 31!";
        QTest::newRow("punctuation") << "tan, brown"
                                     << "tan=0.9|,=0.4|_brown=0.8"
                                     << "tan, 40!;brown 80";
        QTest::newRow("after a prompt") << "a photo of a dog"
                                        << "_a=0.9|_dog=0.8"
                                        << "a photo of -;a 90;dog 80";
        QTest::newRow("edited") << "my own words"
                                << "a=0.9|_barn=0.7"
                                << "my own words -";
        QTest::newRow("no tokens") << "a barn"
                                   << ""
                                   << "a barn -";
    }
    void captionWords()
    {
        QFETCH(QString, caption);
        QFETCH(QString, pieces);
        QFETCH(QString, words);
        Caption shown{caption.toStdString(), 0.5f, {}};
        for (const QString& piece : pieces.split(QLatin1Char('|'), Qt::SkipEmptyParts)) {
            const QStringList parts = piece.split(QLatin1Char('='));
            shown.tokens.push_back(
                {1, QString(parts[0]).replace(QLatin1Char('_'), QLatin1Char(' ')).toStdString(), parts[1].toFloat()});
        }
        CaptionView view;
        view.setCaption(shown);
        QCOMPARE(view.toPlainText(), caption);
        QStringList found;
        const QTextBlock block = view.document()->firstBlock();
        for (auto at = block.begin(); !at.atEnd(); ++at) {
            const QString text = at.fragment().text().trimmed();
            if (text.isEmpty())
                continue;
            const QTextCharFormat format = at.fragment().charFormat();
            const QString tip = format.toolTip();
            const bool doubted = format.underlineStyle() == QTextCharFormat::DotLine;
            const QString figure = QString(tip).remove(QRegularExpression(QStringLiteral("[^0-9]")));
            found << text + QLatin1Char(' ') + (tip.isEmpty() ? QStringLiteral("-") : figure) +
                         (doubted ? QStringLiteral("!") : QString());
        }
        QCOMPARE(found.join(QLatin1Char(';')), words);
    }

    void idle()
    {
        QCOMPARE(idleText({}), QStringLiteral("No pictures yet"));
        QCOMPARE(idleText({8412, 8412, 0}), QStringLiteral("8,412 pictures · all described"));
        QCOMPARE(idleText({1, 0, 0}), QStringLiteral("1 picture · 1 not described"));
    }

    void drops()
    {
        QCOMPARE(dropText({214, 3, true}), QStringLiteral("Add 214 pictures from 3 folders"));
        QCOMPARE(dropText({1, 0, true}), QStringLiteral("Add 1 picture"));
        QCOMPARE(dropText({1, 1, true}), QStringLiteral("Add 1 picture from 1 folder"));
        QCOMPARE(dropText({0, 1, true}), QStringLiteral("No pictures in there"));
        QCOMPARE(dropText({100'000, 1, false}), QStringLiteral("Add more than 100,000 pictures from 1 folder"));
    }

    void milliseconds_data()
    {
        QTest::addColumn<double>("ms");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << 0.0 << "< 0.1 ms";
        QTest::newRow("tiny") << 0.3 << "0.3 ms";
        QTest::newRow("small") << 6.24 << "6.2 ms";
        QTest::newRow("middle") << 62.4 << "62 ms";
        QTest::newRow("second") << 1240.0 << "1.2 s";
        QTest::newRow("long") << 12400.0 << "12 s";
    }

    void milliseconds()
    {
        QFETCH(double, ms);
        QFETCH(QString, text);
        QCOMPARE(format::milliseconds(ms), text);
    }

    void timeLeft_data()
    {
        QTest::addColumn<double>("seconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("few") << 4.0 << "a few seconds left";
        QTest::newRow("tens") << 33.0 << "about 40 s left";
        QTest::newRow("minute") << 57.0 << "about 1 min left";
        QTest::newRow("minutes") << 1000.0 << "about 17 min left";
        QTest::newRow("hours") << 9000.0 << "about 2.5 h left";
    }

    void timeLeft()
    {
        QFETCH(double, seconds);
        QFETCH(QString, text);
        QCOMPARE(format::timeLeft(seconds), text);
    }

    void wallClockIgnoresTheZone()
    {
        QCOMPARE(format::wallClock(1'687'024'931), QStringLiteral("17 June 2023, 18:02"));
        QCOMPARE(format::month(2023 * 12 + 5), QStringLiteral("June 2023"));
        QCOMPARE(format::shortMonth(2023 * 12 + 5), QStringLiteral("Jun 2023"));
    }

    void pathsComeBack()
    {
        const std::filesystem::path odd("/a/ü\n'\"%/x.jpg");
        QCOMPARE(format::toPath(format::nativePath(odd)), odd);
        QCOMPARE(format::fileName("/a/b\nc.jpg"), QStringLiteral("b\\nc.jpg"));
    }

    void confidenceByShape()
    {
        QCOMPARE(confidenceLevel(0.75f), Confidence::High);
        QCOMPARE(confidenceLevel(0.749f), Confidence::Medium);
        QCOMPARE(confidenceLevel(0.5f), Confidence::Medium);
        QCOMPARE(confidenceLevel(0.499f), Confidence::Low);
    }

private:
    EnglishPlurals m_plurals;
};

QTEST_MAIN(UiWordsTest)
#include "ui_words.moc"
