#include <chrono>
#include <random>

#include <QTest>

#include "ui/gallery/justified_layout.h"

using namespace vidimus;
using namespace vidimus::ui;

namespace {

constexpr std::int64_t kDay = 86'400;

std::int64_t secondsOf(int year, unsigned month, unsigned day)
{
    using namespace std::chrono;
    return duration_cast<seconds>(sys_days(std::chrono::year(year) / month / day).time_since_epoch()).count();
}

std::vector<storage::PhotoRef> photos(int count, std::int64_t step = 0)
{
    std::mt19937 random(7);
    std::uniform_real_distribution<float> aspect(0.3f, 3.5f);
    std::vector<storage::PhotoRef> refs;
    for (int i = 0; i < count; ++i)
        refs.push_back({PhotoId{i + 1}, aspect(random), secondsOf(2023, 6, 30) - i * step});
    return refs;
}

JustifiedLayout::Options options(int width, Grouping grouping = Grouping::None)
{
    JustifiedLayout::Options options;
    options.width = width;
    options.grouping = grouping;
    return options;
}

JustifiedLayout laidOut(const std::vector<storage::PhotoRef>& refs, const JustifiedLayout::Options& options)
{
    JustifiedLayout layout;
    layout.setOptions(options);
    layout.rebuild(refs);
    return layout;
}

} // namespace

class UiLayoutTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rowsFillTheWidth_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {200, 333, 800, 1280, 3840})
            QTest::addRow("%d", width) << width;
    }

    void rowsFillTheWidth()
    {
        QFETCH(int, width);
        const auto refs = photos(500);
        const JustifiedLayout layout = laidOut(refs, options(width));
        const auto& settings = layout.options();
        for (std::size_t r = 0; r + 1 < layout.rows().size(); ++r) {
            const JustifiedLayout::Row& row = layout.rows()[r];
            const QRect first = layout.pictureRect(row.first);
            const QRect last = layout.pictureRect(row.first + row.count - 1);
            QCOMPARE(first.left(), settings.margin);
            // A picture that alone is too tall to fill the row stays at the left.
            if (row.height < settings.rowHeight * 1.45 - 1 && row.count > 1)
                QVERIFY(std::abs(last.right() + 1 - (width - settings.margin)) <= 1);
            QVERIFY(last.right() < width - settings.margin + 1);
            QVERIFY(row.height <= settings.rowHeight * 1.46);
        }
    }

    void nothingOverlapsAndAllIsThere()
    {
        const auto refs = photos(300, 5 * kDay);
        const JustifiedLayout layout = laidOut(refs, options(900, Grouping::Month));
        int items = 0;
        int bottom = 0;
        for (const JustifiedLayout::Row& row : layout.rows()) {
            QCOMPARE(row.first, items);
            items += row.count;
            QVERIFY(layout.topOf(row) >= bottom);
            bottom = row.top + row.height + layout.options().bandHeight;
            for (int i = row.first + 1; i < row.first + row.count; ++i)
                QVERIFY(layout.pictureRect(i).left() - layout.pictureRect(i - 1).right() >= layout.options().gap);
        }
        QCOMPARE(items, 300);
        QVERIFY(layout.contentHeight() > bottom);
    }

    void everyMonthHasItsHeadingOnce()
    {
        const auto refs = photos(300, 5 * kDay);
        const JustifiedLayout layout = laidOut(refs, options(900, Grouping::Month));
        std::vector<int> months;
        for (const JustifiedLayout::Row& row : layout.rows()) {
            auto headings = layout.headingsOf(row);
            std::sort(headings.begin(), headings.end(),
                      [](const auto& a, const auto& b) { return a.rect.left() < b.rect.left(); });
            for (const auto& heading : headings) {
                QVERIFY(heading.rect.width() > 0);
                if (heading.begins)
                    months.push_back(layout.groups()[static_cast<std::size_t>(heading.group)].key);
                else
                    QCOMPARE(layout.groups()[static_cast<std::size_t>(heading.group)].key, months.back());
            }
        }
        std::vector<int> expected;
        for (const storage::PhotoRef& ref : refs) {
            if (expected.empty() || expected.back() != GroupKeys(Grouping::Month).ofTime(ref.sortTime))
                expected.push_back(GroupKeys(Grouping::Month).ofTime(ref.sortTime));
        }
        QCOMPARE(months, expected);
        QCOMPARE(expected.front(), 2023 * 12 + 5);
    }

    void keys_data()
    {
        QTest::addColumn<int>("grouping");
        QTest::addColumn<qint64>("time");
        QTest::addColumn<int>("key");
        constexpr int kMonth = static_cast<int>(Grouping::Month);
        constexpr int kDays = static_cast<int>(Grouping::Day);
        constexpr int kYear = static_cast<int>(Grouping::Year);
        const auto at = [](int year, unsigned month, unsigned day) { return qint64{secondsOf(year, month, day)}; };
        QTest::newRow("month") << kMonth << at(2023, 6, 14) << 2023 * 12 + 5;
        QTest::newRow("last second of a month") << kMonth << at(2023, 7, 1) - 1 << 2023 * 12 + 5;
        QTest::newRow("month before the epoch") << kMonth << at(1969, 12, 31) << 1969 * 12 + 11;
        QTest::newRow("long before it") << kMonth << at(1931, 1, 1) << 1931 * 12;
        QTest::newRow("clock in the future") << kMonth << at(2111, 11, 11) << 2111 * 12 + 10;
        QTest::newRow("clock never set") << kMonth << qint64{3600} << kUndated;
        QTest::newRow("the day after it") << kMonth << at(1970, 1, 2) << 1970 * 12;
        QTest::newRow("the second before it") << kMonth << qint64{-1} << 1969 * 12 + 11;
        QTest::newRow("before all calendars") << kMonth << std::numeric_limits<qint64>::min() << kUndated;
        QTest::newRow("after all calendars") << kMonth << std::numeric_limits<qint64>::max() << kUndated;
        QTest::newRow("day") << kDays << at(1970, 1, 5) + 80'000 << 4;
        QTest::newRow("day before the epoch") << kDays << qint64{-1} << -1;
        QTest::newRow("no day") << kDays << qint64{0} << kUndated;
        QTest::newRow("year") << kYear << at(2023, 12, 31) << 2023;
        QTest::newRow("year of the epoch") << kYear << at(1970, 1, 2) << 1970;
        QTest::newRow("no year") << kYear << qint64{86'399} << kUndated;
    }

    void keys()
    {
        QFETCH(int, grouping);
        QFETCH(qint64, time);
        QFETCH(int, key);
        GroupKeys keys(static_cast<Grouping>(grouping));
        QCOMPARE(keys.ofTime(time), key);
        // What was met before must not matter.
        for (const qint64 other : {qint64{0}, qint64{-1}, qint64{86'400}, qint64{secondsOf(2023, 6, 1)}}) {
            (void)keys.ofTime(other);
            QCOMPARE(keys.ofTime(time), key);
        }
    }

    void everyFolderBeginsARow()
    {
        auto refs = photos(40);
        for (std::size_t i = 0; i < refs.size(); ++i)
            refs[i].folder = static_cast<int>(i / 7);
        const JustifiedLayout layout = laidOut(refs, options(1600, Grouping::Folder));
        QCOMPARE(layout.groups().size(), 6u);
        for (const JustifiedLayout::Group& group : layout.groups()) {
            const auto& row = layout.rows()[static_cast<std::size_t>(layout.rowOfItem(group.first))];
            QCOMPARE(row.first, group.first);
            QCOMPARE(layout.headingsOf(row).size(), 1u);
            QCOMPARE(group.count, group.first == 35 ? 5 : 7);
        }
    }

    void theEdgeNamesWhatPassesBelowIt()
    {
        const auto refs = photos(300, kDay);
        const JustifiedLayout layout = laidOut(refs, options(900, Grouping::Month));
        const int heading = layout.options().headingHeight;
        QVERIFY(layout.pinnedAt(0).headings.empty());
        int pushed = 0;
        for (int top = 0; top < layout.contentHeight(); top += 3) {
            const JustifiedLayout::Pinned pinned = layout.pinnedAt(top);
            const auto [at, end] = layout.rowsBetween(top, top + 1);
            if (at == end) {
                // Between two rows: the one above is gone, the one below has its heading or is named already.
                QVERIFY(pinned.headings.empty() || !layout.rows()[static_cast<std::size_t>(at)].headings);
                continue;
            }
            const JustifiedLayout::Row& row = layout.rows()[static_cast<std::size_t>(at)];
            if (row.headings && layout.topOf(row) >= top) {
                QVERIFY(pinned.headings.empty());
                continue;
            }
            QCOMPARE(pinned.headings.back().group, layout.groupOfItem(row.first));
            QCOMPARE(pinned.headings.front().group, layout.groupOfItem(row.first + row.count - 1));
            QVERIFY(pinned.top <= top && pinned.top >= top - heading);
            for (const auto& name : pinned.headings)
                QCOMPARE(name.rect.top(), pinned.top);
            // It never lies over the headings that come next.
            const auto& rows = layout.rows();
            for (std::size_t r = static_cast<std::size_t>(at) + 1; r < rows.size(); ++r) {
                if (rows[r].headings)
                    QVERIFY(pinned.top + heading <= layout.topOf(rows[r]));
            }
            pushed += pinned.top < top ? 1 : 0;
        }
        QVERIFY(pushed > 10);
    }

    void appendingIsLikeRebuilding_data()
    {
        QTest::addColumn<int>("grouping");
        QTest::newRow("plain") << static_cast<int>(Grouping::None);
        QTest::newRow("days") << static_cast<int>(Grouping::Day);
        QTest::newRow("months") << static_cast<int>(Grouping::Month);
        QTest::newRow("folders") << static_cast<int>(Grouping::Folder);
    }

    void appendingIsLikeRebuilding()
    {
        QFETCH(int, grouping);
        const auto settings = options(1000, static_cast<Grouping>(grouping));
        auto refs = photos(400, 3 * kDay);
        for (std::size_t i = 0; i < refs.size(); ++i)
            refs[i].folder = static_cast<int>(i / 9);
        const JustifiedLayout whole = laidOut(refs, settings);
        JustifiedLayout grown;
        grown.setOptions(settings);
        for (const std::size_t size : {1u, 2u, 7u, 60u, 61u, 399u, 400u})
            grown.append(std::span(refs).first(size));
        QCOMPARE(grown.contentHeight(), whole.contentHeight());
        QCOMPARE(grown.rows().size(), whole.rows().size());
        for (int i = 0; i < 400; ++i) {
            QCOMPARE(grown.pictureRect(i), whole.pictureRect(i));
            QCOMPARE(grown.groupOfItem(i), whole.groupOfItem(i));
        }
        QCOMPARE(grown.groups().size(), whole.groups().size());
        for (std::size_t i = 0; i < whole.groups().size(); ++i) {
            QCOMPARE(grown.groups()[i].first, whole.groups()[i].first);
            QCOMPARE(grown.groups()[i].count, whole.groups()[i].count);
        }
    }

    void pointsFindTheirPicture()
    {
        const auto refs = photos(200);
        const JustifiedLayout layout = laidOut(refs, options(700));
        for (int i = 0; i < 200; ++i) {
            QCOMPARE(layout.itemAt(layout.cellRect(i).center()), i);
            QCOMPARE(layout.itemAt(layout.cellRect(i).bottomRight()), i);
            QCOMPARE(layout.rowOfItem(i),
                     layout.rowsBetween(layout.pictureRect(i).top(), layout.pictureRect(i).top() + 1).first);
        }
        QCOMPARE(layout.itemAt({2, 50}), -1);
        QCOMPARE(layout.itemAt({300, -5}), -1);
        QCOMPARE(layout.itemAt({300, layout.contentHeight() + 5}), -1);
    }

    void visibleRowsAreThoseThatTouch()
    {
        const auto refs = photos(1000);
        const JustifiedLayout layout = laidOut(refs, options(700));
        const auto [first, end] = layout.rowsBetween(2000, 2600);
        for (int r = 0; r < static_cast<int>(layout.rows().size()); ++r) {
            const JustifiedLayout::Row& row = layout.rows()[static_cast<std::size_t>(r)];
            const bool touches = row.top < 2600 && row.top + row.height + layout.options().bandHeight > 2000;
            QCOMPARE(r >= first && r < end, touches);
        }
    }

    void emptyAndNarrow()
    {
        QCOMPARE(laidOut({}, options(800)).contentHeight(), 0);
        QCOMPARE(laidOut({}, options(800)).itemAt({10, 10}), -1);
        const JustifiedLayout narrow = laidOut(photos(3), options(1));
        QCOMPARE(narrow.itemCount(), 3);
        QVERIFY(narrow.pictureRect(2).width() >= 1);
    }
};

QTEST_GUILESS_MAIN(UiLayoutTest)
#include "ui_layout.moc"
