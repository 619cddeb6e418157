#pragma once

#include <functional>
#include <vector>

#include <QScrollArea>

namespace vidimus::ui {

class QueryChip;

/// The chips of a search bar side by side, as wide as they are up to a share of the bar; more are scrolled to.
class ChipRow final : public QScrollArea {
    Q_OBJECT
public:
    explicit ChipRow(QWidget* parent = nullptr);

    /// At the end.
    QueryChip* add();
    void remove(QueryChip* chip);
    void clear();
    const std::vector<QueryChip*>& chips() const { return m_chips; }
    /// -1 when none has it.
    int focused() const;
    /// False when there is none at this place.
    bool focusChip(int index);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    QWidget* m_inside;
    std::vector<QueryChip*> m_chips;
};

} // namespace vidimus::ui
