#include <QAccessible>
#include <QTest>

#include "ui/gallery/gallery_accessible.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "window_fixture.h"

using namespace vidimus;
using namespace vidimus::test;
using namespace vidimus::ui;

namespace {

constexpr int kPhotos = 60;

struct Told {
    QAccessible::Event event = QAccessible::InvalidEvent;
    QString name;
    QString group;
};

/// In the order it came. Qt takes no more than a function to tell.
std::vector<Told>& told()
{
    static std::vector<Told> all;
    return all;
}

void listen(QAccessibleEvent* event)
{
    const auto* what = event->accessibleInterface();
    const bool picture = what->role() == QAccessible::ListItem;
    told().push_back(
        {event->type(), what->text(QAccessible::Name), picture ? what->parent()->text(QAccessible::Name) : QString()});
}

std::vector<Told> toldOf(QAccessible::Event event)
{
    std::vector<Told> of = told();
    std::erase_if(of, [event](const Told& one) { return one.event != event; });
    return of;
}

} // namespace

/// What the gallery tells a screen reader by itself. Qt tells nobody while no reader listens: to be run with the
/// accessibility bus (with_readers.sh).
class WindowReadersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        installGalleryAccessibility();
        m_fixture = std::make_unique<WindowFixture>([](storage::Library& library) { fillLibrary(library, kPhotos); });
        QVERIFY(m_fixture->settle());
        QTRY_VERIFY(QAccessible::isActive());
        QAccessible::installUpdateHandler(listen);
    }

    void init()
    {
        m_fixture->gallery().select(0);
        m_fixture->gallery().setFocus();
        QTRY_VERIFY(m_fixture->gallery().hasFocus());
        told().clear();
    }

    void cleanupTestCase()
    {
        QAccessible::installUpdateHandler(nullptr);
        m_fixture.reset();
    }

    void arrowsTellThePictureReached()
    {
        QTest::keyClick(&m_fixture->gallery(), Qt::Key_Right);
        const auto focused = toldOf(QAccessible::Focus);
        QCOMPARE(focused.size(), 1u);
        QCOMPARE(focused[0].name, textOf(1));
        QVERIFY(focused[0].name.contains(QStringLiteral("landscape")));
        QCOMPARE(focused[0].group, m_fixture->gallery().groupWords(0));
        QCOMPARE(toldOf(QAccessible::SelectionRemove).at(0).name, textOf(0));
        QCOMPARE(toldOf(QAccessible::SelectionAdd).at(0).name, textOf(1));
    }

    void comingIntoTheGalleryTellsWhereOneIs()
    {
        m_fixture->window().setFocus();
        told().clear();
        m_fixture->gallery().setFocus();
        QTRY_COMPARE(toldOf(QAccessible::Focus).back().name, textOf(0));
    }

    void manyChosenAreToldAtOnce()
    {
        m_fixture->gallery().selectAll();
        QCOMPARE(toldOf(QAccessible::SelectionWithin).size(), 1u);
        QVERIFY(toldOf(QAccessible::SelectionAdd).empty());
    }

private:
    QString textOf(int row)
    {
        return m_fixture->gallery().gallery().index(row).data(Qt::AccessibleTextRole).toString();
    }

    std::unique_ptr<WindowFixture> m_fixture;
};

QTEST_MAIN(WindowReadersTest)
#include "window_readers.moc"
