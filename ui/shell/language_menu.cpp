#include "ui/shell/language_menu.h"

#include <QActionGroup>

#include "ui/common/language.h"

namespace vidimus::ui {

LanguageMenu::LanguageMenu(QSettings& settings, QWidget* parent)
    : QMenu(parent), m_settings(settings), m_choices(new QActionGroup(this))
{
    setTitle(tr("Language"));
    addChoice(tr("As the system"), {});
    for (const SpokenLanguage& language : Language::spoken())
        addChoice(language.name, language.code);
}

void LanguageMenu::addChoice(const QString& name, const QString& code)
{
    QAction* action = m_choices->addAction(addAction(name));
    action->setCheckable(true);
    action->setChecked(Language::chosen(m_settings) == code);
    connect(action, &QAction::triggered, this, [this, code] {
        if (Language::chosen(m_settings) == code)
            return;
        Language::choose(m_settings, code);
        Q_EMIT chosen();
    });
}

} // namespace vidimus::ui
