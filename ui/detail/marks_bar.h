#pragma once

#include <array>
#include <optional>

#include <QWidget>

#include "core/storage/person_records.h"

namespace vidimus::ui {

class KeyMap;
class MarkButton;

/// Stars, favourite, picked and rejected: as they are, and to be changed by a click. What several pictures differ in is
/// shown as not set.
class MarksBar final : public QWidget {
    Q_OBJECT
public:
    explicit MarksBar(QWidget* parent = nullptr);

    /// Tool tips that name the keys, now and after every change.
    void useKeys(const KeyMap& keys);
    void setMarks(std::optional<int> rating, std::optional<bool> favourite, std::optional<storage::Flag> flag);

Q_SIGNALS:
    void ratingChosen(int rating);
    void favouriteChosen(bool favourite);
    void flagChosen(vidimus::storage::Flag flag);

private:
    void tellKeys(const KeyMap& keys);

    int m_rating = 0;
    bool m_favourite = false;
    storage::Flag m_flag = storage::Flag::None;
    std::array<MarkButton*, storage::kMaxRating> m_stars{};
    MarkButton* m_heart;
    MarkButton* m_picked;
    MarkButton* m_rejected;
};

} // namespace vidimus::ui
