#include "ui/detail/marks_bar.h"

#include <QHBoxLayout>

#include "ui/detail/mark_button.h"
#include "ui/keys/key_map.h"

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
        star->setToolTip(star->accessibleName());
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
    for (MarkButton* button : {m_heart, m_picked, m_rejected})
        button->setToolTip(button->accessibleName());
    connect(m_heart, &QAbstractButton::clicked, this, [this] { Q_EMIT favouriteChosen(!m_favourite); });
    connect(m_picked, &QAbstractButton::clicked, this,
            [this] { Q_EMIT flagChosen(m_flag == Flag::Picked ? Flag::None : Flag::Picked); });
    connect(m_rejected, &QAbstractButton::clicked, this,
            [this] { Q_EMIT flagChosen(m_flag == Flag::Rejected ? Flag::None : Flag::Rejected); });
}

void MarksBar::useKeys(const KeyMap& keys)
{
    tellKeys(keys);
    connect(&keys, &KeyMap::changed, this, [this, &keys] { tellKeys(keys); });
}

void MarksBar::tellKeys(const KeyMap& keys)
{
    for (std::size_t i = 0; i < m_stars.size(); ++i)
        m_stars[i]->setToolTip(
            keys.withKey(m_stars[i]->accessibleName(),
                         static_cast<Command>(static_cast<int>(Command::Rate1) + static_cast<int>(i))));
    m_heart->setToolTip(keys.withKey(m_heart->accessibleName(), Command::Favourite));
    const QString off = keys.keyText(Command::Unflag);
    for (const auto& [button, command] : {std::pair(m_picked, Command::Pick), std::pair(m_rejected, Command::Reject)}) {
        const QString on = keys.keyText(command);
        button->setToolTip(on.isEmpty() || off.isEmpty()
                               ? keys.withKey(button->accessibleName(), command)
                               : tr("%1 (%2; %3 takes the flag off)").arg(button->accessibleName(), on, off));
    }
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
