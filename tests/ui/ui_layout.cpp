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

JustifiedLayout::Options options(int width, bool months = false)
{
    JustifiedLayout::Options options;
    options.width = width;
    options.months = months;
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
        const JustifiedLayout layout = laidOut(refs, options(900, true));
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
        const JustifiedLayout layout = laidOut(refs, options(900, true));
        std::vector<int> months;
        for (const JustifiedLayout::Row& row : layout.rows()) {
            auto headings = layout.headingsOf(row);
            std::sort(headings.begin(), headings.end(),
                      [](const auto& a, const auto& b) { return a.rect.left() < b.rect.left(); });
            for (const auto& heading : headings) {
                QVERIFY(heading.rect.width() > 0);
                if (heading.begins)
                    months.push_back(heading.month);
                else
                    QCOMPARE(heading.month, months.back());
            }
        }
        std::vector<int> expected;
        for (const storage::PhotoRef& ref : refs) {
            if (expected.empty() || expected.back() != monthIndexOf(ref.sortTime))
                expected.push_back(monthIndexOf(ref.sortTime));
        }
        QCOMPARE(months, expected);
        QCOMPARE(expected.front(), 2023 * 12 + 5);
    }

    void monthsBeforeTheEpoch()
    {
        QCOMPARE(monthIndexOf(secondsOf(1969, 12, 31)), 1969 * 12 + 11);
        QCOMPARE(monthIndexOf(secondsOf(1931, 1, 1)), 1931 * 12);
        QCOMPARE(monthIndexOf(0), 1970 * 12);
    }

    void appendingIsLikeRebuilding_data()
    {
        QTest::addColumn<bool>("months");
        QTest::newRow("plain") << false;
        QTest::newRow("months") << true;
    }

    void appendingIsLikeRebuilding()
    {
        QFETCH(bool, months);
        const auto refs = photos(400, 3 * kDay);
        const JustifiedLayout whole = laidOut(refs, options(1000, months));
        JustifiedLayout grown;
        grown.setOptions(options(1000, months));
        for (const std::size_t size : {1u, 2u, 7u, 60u, 61u, 399u, 400u})
            grown.append(std::span(refs).first(size));
        QCOMPARE(grown.contentHeight(), whole.contentHeight());
        QCOMPARE(grown.rows().size(), whole.rows().size());
        for (int i = 0; i < 400; ++i)
            QCOMPARE(grown.pictureRect(i), whole.pictureRect(i));
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
