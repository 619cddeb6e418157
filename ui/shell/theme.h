#pragma once

#include <QColor>
#include <QObject>
#include <QPalette>

class QApplication;

namespace vidimus::ui {

/// The few colours everything is drawn from.
struct ThemeColors {
    QColor window;  ///< behind everything, and behind pictures
    QColor surface; ///< fields, menus, panes to read in
    QColor text;
    QColor secondary; ///< quieter text; still 4.5 : 1 on window and surface
    QColor line;
    QColor accent;   ///< focus, selection and progress only
    QColor onAccent; ///< text on accent
};

ThemeColors lightColors();
ThemeColors darkColors();

/// secondary is QPalette::PlaceholderText and line is QPalette::Mid, so that widgets need nothing but their palette.
QPalette paletteOf(const ThemeColors& colors);

enum class ThemeChoice { System, Light, Dark };

/// Dresses the application: Fusion, one of our palettes, one style sheet. GUI thread; one per application.
class Theme final : public QObject {
    Q_OBJECT
public:
    /// Made right after the application, while its palette still is the system's.
    explicit Theme(QApplication& application, QObject* parent = nullptr);

    void choose(ThemeChoice choice);
    ThemeChoice choice() const { return m_choice; }
    bool isDark() const { return m_dark; }

Q_SIGNALS:
    void changed();

private:
    bool systemIsDark() const;
    void apply();

    QApplication& m_application;
    ThemeChoice m_choice = ThemeChoice::System;
    bool m_systemPaletteWasDark = false;
    bool m_applied = false;
    bool m_dark = false;
};

} // namespace vidimus::ui
