#include <cmath>

#include <QApplication>
#include <QFile>
#include <QIcon>
#include <QTest>

#include "ui/common/icons.h"
#include "ui/shell/theme.h"

using namespace vidimus::ui;

namespace {

double luminance(const QColor& colour)
{
    const auto linear = [](double value) {
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

/// As WCAG 2 defines it.
double contrast(const QColor& a, const QColor& b)
{
    const double one = luminance(a);
    const double other = luminance(b);
    const auto [dark, light] = std::minmax(one, other);
    return (light + 0.05) / (dark + 0.05);
}

} // namespace

class UiThemeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void textIsReadable_data()
    {
        QTest::addColumn<QColor>("text");
        QTest::addColumn<QColor>("ground");
        for (const bool dark : {false, true}) {
            const QPalette palette = paletteOf(dark ? darkColors() : lightColors());
            const char* name = dark ? "dark" : "light";
            QTest::addRow("%s: text on window", name)
                << palette.color(QPalette::WindowText) << palette.color(QPalette::Window);
            QTest::addRow("%s: text on surface", name)
                << palette.color(QPalette::Text) << palette.color(QPalette::Base);
            QTest::addRow("%s: button", name) << palette.color(QPalette::ButtonText) << palette.color(QPalette::Button);
            QTest::addRow("%s: quiet on window", name)
                << palette.color(QPalette::PlaceholderText) << palette.color(QPalette::Window);
            QTest::addRow("%s: quiet on surface", name)
                << palette.color(QPalette::PlaceholderText) << palette.color(QPalette::Base);
            QTest::addRow("%s: on accent", name)
                << palette.color(QPalette::HighlightedText) << palette.color(QPalette::Highlight);
            QTest::addRow("%s: link on window", name)
                << palette.color(QPalette::Link) << palette.color(QPalette::Window);
            QTest::addRow("%s: tool tip", name)
                << palette.color(QPalette::ToolTipText) << palette.color(QPalette::ToolTipBase);
        }
    }

    void textIsReadable()
    {
        QFETCH(QColor, text);
        QFETCH(QColor, ground);
        const double ratio = contrast(text, ground);
        QVERIFY2(ratio >= 4.5, qPrintable(QStringLiteral("%1 : 1").arg(ratio)));
    }

    void choosingChangesPaletteAndSheet()
    {
        Theme theme(*qApp);
        theme.choose(ThemeChoice::Light);
        QVERIFY(!theme.isDark());
        QCOMPARE(QApplication::palette().color(QPalette::Window), lightColors().window);
        const QString light = qApp->styleSheet();
        QVERIFY(!light.isEmpty());
        QVERIFY2(!light.contains(QLatin1Char('@')), "a colour name was left in the style sheet");
        theme.choose(ThemeChoice::Dark);
        QVERIFY(theme.isDark());
        QCOMPARE(QApplication::palette().color(QPalette::Window), darkColors().window);
        QVERIFY(qApp->styleSheet() != light);
    }

    void iconsFollowTheTheme()
    {
        Theme theme(*qApp);
        const QIcon search = icon(QStringLiteral("search"));
        const auto inkOf = [&search] {
            const QImage image = search.pixmap(QSize(40, 40)).toImage();
            QColor ink;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    if (image.pixelColor(x, y).alpha() == 255)
                        ink = image.pixelColor(x, y);
                }
            }
            return ink;
        };
        theme.choose(ThemeChoice::Light);
        QCOMPARE(inkOf(), lightColors().secondary);
        theme.choose(ThemeChoice::Dark);
        QCOMPARE(inkOf(), darkColors().secondary);
    }
};

QTEST_MAIN(UiThemeTest)
#include "ui_theme.moc"
