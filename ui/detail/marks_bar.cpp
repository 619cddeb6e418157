#include "ui/detail/marks_bar.h"

#include <QHBoxLayout>

#include "ui/detail/mark_button.h"

namespace vidimus::ui {

using storage::Flag;

MarksBar::MarksBar(QWidget* parent)
    : QWidget(parent)
    , m_heart(new MarkButton(MarkShape::Heart, tr("Favourite"), this))
    , m_picked(new MarkButton(MarkShape::Flag, tr("Picked"), this))
    , m_rejected(new MarkButton(MarkShape::Cross, tr("Rejected"), this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (int i = 0; i < storage::kMaxRating; ++i) {
        const int rating = i + 1;
        auto* star = new MarkButton(MarkShape::Star, tr("%Ln star(s)", nullptr, rating), this);
        star->setToolTip(tr("%1 (%2)").arg(star->accessibleName(), QString::number(rating)));
        connect(star, &QAbstractButton::clicked, this,
                [this, rating] { Q_EMIT ratingChosen(rating == m_rating ? 0 : rating); });
        row->addWidget(star);
        m_stars[static_cast<std::size_t>(i)] = star;
    }
    row->addSpacing(12);
    row->addWidget(m_heart);
    row->addWidget(m_picked);
    row->addWidget(m_rejected);
    row->addStretch(1);
    m_heart->setToolTip(tr("Favourite (F)"));
    m_picked->setToolTip(tr("Picked (P; U takes the flag off)"));
    m_rejected->setToolTip(tr("Rejected (X; U takes the flag off)"));
    connect(m_heart, &QAbstractButton::clicked, this, [this] { Q_EMIT favouriteChosen(!m_favourite); });
    connect(m_picked, &QAbstractButton::clicked, this,
            [this] { Q_EMIT flagChosen(m_flag == Flag::Picked ? Flag::None : Flag::Picked); });
    connect(m_rejected, &QAbstractButton::clicked, this,
            [this] { Q_EMIT flagChosen(m_flag == Flag::Rejected ? Flag::None : Flag::Rejected); });
}

void MarksBar::setMarks(std::optional<int> rating, std::optional<bool> favourite, std::optional<Flag> flag)
{
    m_rating = rating.value_or(0);
    m_favourite = favourite.value_or(false);
    m_flag = flag.value_or(Flag::None);
    for (int i = 0; i < storage::kMaxRating; ++i)
        m_stars[static_cast<std::size_t>(i)]->setChecked(i < m_rating);
    m_heart->setChecked(m_favourite);
    m_picked->setChecked(m_flag == Flag::Picked);
    m_rejected->setChecked(m_flag == Flag::Rejected);
}

} // namespace vidimus::ui
