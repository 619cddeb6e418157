#pragma once

#include <QMenu>

class QSettings;

namespace vidimus::ui {

/// The languages the window speaks, each named in itself; what is chosen is kept.
class LanguageMenu final : public QMenu {
    Q_OBJECT
public:
    explicit LanguageMenu(QSettings& settings, QWidget* parent = nullptr);

Q_SIGNALS:
    /// Another than before: the window is to be made anew.
    void chosen();

private:
    void addChoice(const QString& name, const QString& code);

    QSettings& m_settings;
    QActionGroup* m_choices;
};

} // namespace vidimus::ui
