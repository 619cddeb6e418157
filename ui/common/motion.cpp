#include "ui/common/motion.h"

#include <QApplication>
#include <QStyle>

namespace vidimus::ui {

bool motionAllowed()
{
    return QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration) > 0;
}

} // namespace vidimus::ui
