#include <algorithm>

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <QTextDocumentFragment>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/common/elided_label.h"
#include "ui/detail/fact_table.h"
#include "ui/detail/preview_view.h"
#include "ui/detail/tag_editor.h"

using namespace vidimus;
using namespace vidimus::ui;

namespace {

const QString kMarkup = QStringLiteral("<img src=x> & co");

/// An editor between two fields.
struct TagBench {
    QWidget window;
    QLineEdit before{&window};
    TagEditor tags{&window};
    QLineEdit after{&window};

    TagBench()
    {
        auto* column = new QVBoxLayout(&window);
        column->addWidget(&before);
        column->addWidget(&tags);
        column->addWidget(&after);
        window.resize(300, 200);
        window.show();
        window.activateWindow();
    }

    QString focused() const
    {
        const QWidget* widget = window.focusWidget();
        return widget == &before   ? QStringLiteral("before")
               : widget == &after  ? QStringLiteral("after")
               : widget != nullptr ? widget->accessibleName()
                                   : QString();
    }
};

} // namespace

/// The parts of the detail pane on their own.
class UiDetailTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keysReachTagsInTheOrderTheyStandIn()
    {
        TagBench bench;
        QVERIFY(QTest::qWaitForWindowActive(&bench.window));
        bench.tags.setTags({{"a", 1}, {"b", 1}}, 1);
        bench.tags.setTags({{"a", 1}, {"b", 1}, {"c", 1}}, 1);
        bench.before.setFocus();
        for (const char* next : {"Take off a", "Take off b", "Take off c", "Add a tag", "after"}) {
            QTest::keyClick(bench.window.focusWidget(), Qt::Key_Tab);
            QCOMPARE(bench.focused(), QString::fromLatin1(next));
        }
    }

    void takingTagsOffByKeyOneStaysAtIt()
    {
        TagBench bench;
        QVERIFY(QTest::qWaitForWindowActive(&bench.window));
        std::vector<storage::TagCount> tags{{"a", 1}, {"b", 1}, {"c", 1}};
        bench.tags.setTags(tags, 1);
        connect(&bench.tags, &TagEditor::removed, &bench.window, [&](const QString& name) {
            std::erase_if(tags, [&](const auto& tag) { return tag.name == name.toStdString(); });
            bench.tags.setTags(tags, 1);
        });
        bench.before.setFocus();
        QTest::keyClick(&bench.before, Qt::Key_Tab);
        QTest::keyClick(bench.window.focusWidget(), Qt::Key_Tab);
        for (const char* next : {"Take off c", "Add a tag"}) {
            QTest::keyClick(bench.window.focusWidget(), Qt::Key_Space);
            QCOMPARE(bench.focused(), QString::fromLatin1(next));
        }
        QCOMPARE(tags.size(), 1u);
    }

    void whatFilesAndPeopleSayIsNoMarkup()
    {
        TagBench bench;
        bench.tags.setTags({{kMarkup.toStdString(), 1}}, 1);
        const auto* chip = bench.tags.findChild<QLabel*>();
        QCOMPARE(QTextDocumentFragment::fromHtml(chip->toolTip()).toPlainText(), kMarkup);
        FactTable facts({});
        facts.setFacts({{QStringLiteral("Camera"), kMarkup, false, {}, {}}});
        const auto labels = facts.findChildren<QLabel*>();
        const auto value = std::find_if(labels.begin(), labels.end(), [](auto* one) { return one->text() == kMarkup; });
        QVERIFY(value != labels.end());
        QCOMPARE((*value)->textFormat(), Qt::PlainText);
    }

    void keysReachLinkedFactsBeforeWhatStandsBelow()
    {
        QWidget window;
        QVBoxLayout column(&window);
        QLineEdit above;
        FactTable facts({});
        QLineEdit below;
        for (QWidget* part :
             {static_cast<QWidget*>(&above), static_cast<QWidget*>(&facts), static_cast<QWidget*>(&below)})
            column.addWidget(part);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        facts.setFacts({{QStringLiteral("Folder"), QStringLiteral("/a"), true, {}, [] {}},
                        {QStringLiteral("Also in"), QStringLiteral("/b"), true, {}, [] {}}});
        above.setFocus();
        for (const char* next : {"/a", "/b"}) {
            QTest::keyClick(window.focusWidget(), Qt::Key_Tab);
            QCOMPARE(window.focusWidget()->accessibleName(), QString::fromLatin1(next));
        }
        QTest::keyClick(window.focusWidget(), Qt::Key_Tab);
        QVERIFY(below.hasFocus());
    }

    void aLinkedFactIsFollowedLikeAButton()
    {
        int followed = 0;
        FactTable facts({});
        facts.setFacts({{QStringLiteral("Folder"), QStringLiteral("/pictures"), true, {}, [&] { ++followed; }}});
        facts.resize(200, 40);
        facts.show();
        ElidedLabel* link = nullptr;
        for (auto* label : facts.findChildren<ElidedLabel*>())
            link = label->isVisible() ? label : link;
        QVERIFY(link != nullptr);
        int expected = 0;
        for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space}) {
            QTest::keyClick(link, key);
            QCOMPARE(followed, ++expected);
        }
        QTest::mouseClick(link, Qt::LeftButton);
        QCOMPARE(followed, ++expected);
        QTest::mousePress(link, Qt::LeftButton);
        QTest::mouseRelease(link, Qt::LeftButton, {}, QPoint(5, link->height() + 60));
        QTest::mouseClick(link, Qt::RightButton);
        QCOMPARE(followed, expected);
    }

    void aLinkLooksLikeOneInEveryTheme()
    {
        FactTable facts({});
        facts.setFacts({{QStringLiteral("Folder"), QStringLiteral("/pictures"), true, {}, [] {}}});
        facts.show();
        const auto* link = facts.findChild<ElidedLabel*>();
        QVERIFY(link->font().underline());
        for (const char* colour : {"red", "blue"}) {
            qApp->setStyleSheet(QStringLiteral("QLabel { color: %1; }").arg(QLatin1String(colour)));
            QVERIFY(link->font().underline());
        }
        qApp->setStyleSheet({});
    }

    void aPictureHasNotTheProblemOfTheOneBefore()
    {
        PreviewView preview;
        preview.setProblem(QStringLiteral("The file is gone."));
        QCOMPARE(preview.toolTip(), QStringLiteral("The file is gone."));
        preview.setPixmap(QPixmap(20, 20));
        QVERIFY(preview.toolTip().isEmpty());
    }
};

QTEST_MAIN(UiDetailTest)
#include "ui_detail.moc"
