#include "ui/shell/theme.h"

#include <QApplication>
#include <QFile>
#include <QPixmapCache>
#include <QStyle>
#include <QStyleFactory>
#include <QStyleHints>

namespace vidimus::ui {

namespace {

QColor mixed(const QColor& ground, const QColor& over, qreal share)
{
    return QColor::fromRgbF(static_cast<float>(ground.redF() * (1 - share) + over.redF() * share),
                            static_cast<float>(ground.greenF() * (1 - share) + over.greenF() * share),
                            static_cast<float>(ground.blueF() * (1 - share) + over.blueF() * share));
}

/// The style sheet names colours as @window, @line …; longer names first where one begins like another.
QString styleSheetFor(const ThemeColors& colors)
{
    QFile file(QStringLiteral(":/styles/vidimus.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const std::pair<QLatin1String, QColor> names[] = {
        {QLatin1String("@window"), colors.window},
        {QLatin1String("@surface"), colors.surface},
        {QLatin1String("@text"), colors.text},
        {QLatin1String("@secondary"), colors.secondary},
        {QLatin1String("@line"), colors.line},
        {QLatin1String("@accentSoft"), mixed(colors.window, colors.accent, 0.16)},
        {QLatin1String("@accent"), colors.accent},
        {QLatin1String("@onAccent"), colors.onAccent},
        {QLatin1String("@hover"), mixed(colors.window, colors.text, 0.07)},
        {QLatin1String("@handle"), mixed(colors.window, colors.text, 0.24)},
    };
    for (const auto& [name, colour] : names)
        sheet.replace(name, colour.name());
    return sheet;
}

} // namespace

ThemeColors lightColors()
{
    return {QColor(0xF6, 0xF6, 0xF4), QColor(0xFF, 0xFF, 0xFF), QColor(0x1D, 0x1D, 0x1B), QColor(0x6A, 0x6A, 0x66),
            QColor(0xE3, 0xE3, 0xDF), QColor(0x2F, 0x6F, 0xDE), QColor(0xFF, 0xFF, 0xFF)};
}

ThemeColors darkColors()
{
    return {QColor(0x1B, 0x1C, 0x1E), QColor(0x24, 0x25, 0x28), QColor(0xEC, 0xEC, 0xEA), QColor(0xA0, 0xA0, 0x9C),
            QColor(0x34, 0x36, 0x3A), QColor(0x6E, 0xA0, 0xFF), QColor(0x10, 0x13, 0x1A)};
}

QPalette paletteOf(const ThemeColors& colors)
{
    QPalette palette;
    palette.setColor(QPalette::Window, colors.window);
    palette.setColor(QPalette::WindowText, colors.text);
    palette.setColor(QPalette::Base, colors.surface);
    palette.setColor(QPalette::AlternateBase, colors.window);
    palette.setColor(QPalette::Text, colors.text);
    palette.setColor(QPalette::Button, colors.surface);
    palette.setColor(QPalette::ButtonText, colors.text);
    palette.setColor(QPalette::BrightText, colors.onAccent);
    palette.setColor(QPalette::ToolTipBase, colors.surface);
    palette.setColor(QPalette::ToolTipText, colors.text);
    palette.setColor(QPalette::PlaceholderText, colors.secondary);
    palette.setColor(QPalette::Highlight, colors.accent);
    palette.setColor(QPalette::HighlightedText, colors.onAccent);
    const QColor link = mixed(colors.accent, colors.text, 0.15); // the accent itself is for shapes, not for text
    palette.setColor(QPalette::Link, link);
    palette.setColor(QPalette::LinkVisited, link);
    palette.setColor(QPalette::Light, colors.surface);
    palette.setColor(QPalette::Midlight, mixed(colors.surface, colors.line, 0.5));
    palette.setColor(QPalette::Mid, colors.line);
    palette.setColor(QPalette::Dark, mixed(colors.line, colors.text, 0.2));
    palette.setColor(QPalette::Shadow, mixed(colors.line, colors.text, 0.4));
#if QT_VERSION >= QT_VERSION_CHECK(6, 6, 0)
    palette.setColor(QPalette::Accent, colors.accent);
#endif
    const QColor faint = mixed(colors.window, colors.text, 0.38);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, faint);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, colors.line);
    return palette;
}

Theme::Theme(QApplication& application, QObject* parent)
    : QObject(parent)
    , m_application(application)
    , m_systemPaletteWasDark(application.palette().color(QPalette::Window).lightnessF() < 0.5f)
{
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, [this] {
        if (m_choice == ThemeChoice::System)
            apply();
    });
#endif
    apply();
}

void Theme::choose(ThemeChoice choice)
{
    m_choice = choice;
    apply();
}

bool Theme::systemIsDark() const
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const Qt::ColorScheme scheme = QGuiApplication::styleHints()->colorScheme();
    if (scheme != Qt::ColorScheme::Unknown)
        return scheme == Qt::ColorScheme::Dark;
#endif
    // Before Qt 6.5 nothing but the palette the system gave at start tells.
    return m_systemPaletteWasDark;
}

void Theme::apply()
{
    const bool dark = m_choice == ThemeChoice::Dark || (m_choice == ThemeChoice::System && systemIsDark());
    if (m_applied && dark == m_dark)
        return;
    m_dark = dark;
    m_applied = true;
    const ThemeColors colors = dark ? darkColors() : lightColors();
    QPixmapCache::clear(); // icons are tinted for a palette
    QApplication::setPalette(paletteOf(colors));
    m_application.setStyleSheet(styleSheetFor(colors));
    Q_EMIT changed();
}

} // namespace vidimus::ui
