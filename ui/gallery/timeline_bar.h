#pragma once

#include <functional>
#include <vector>

#include <QScrollBar>

class QLabel;

namespace vidimus::ui {

/// A scroll bar that tells where in time one is: years and months beside it, in proportion to the pictures they hold,
/// and in a bubble what would be at the top where the pointer is. A press jumps there at once. Without marks it is a
/// scroll bar like any other.
class TimelineBar final : public QScrollBar {
    Q_OBJECT
public:
    enum class Look { Plain, Marked };

    struct Mark {
        int value = 0; ///< of the bar, when what is marked stands at the top edge
        QString label; ///< empty: a dot only
        bool strong = false;
    };

    struct Label {
        int y = 0; ///< of its middle
        QString text;
        bool strong = false;
    };

    explicit TimelineBar(QWidget* parent = nullptr);

    void setLook(Look look);
    Look look() const { return m_look; }
    /// From the top down.
    void setMarks(std::vector<Mark> marks);
    /// What the bubble says of a value.
    void setWords(std::function<QString(int value)> words) { m_words = std::move(words); }

    /// Where that value is on the bar, and the other way round.
    int yOf(int value) const;
    int valueAt(int y) const;
    /// Those there is room for.
    const std::vector<Label>& labels() const;
    /// Empty while the bubble is not on show.
    QString bubble() const;

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void sliderChange(SliderChange change) override;

private:
    void placeMarks() const;
    void showBubble(int y);
    void hideBubble();
    QFont labelFont() const;

    Look m_look = Look::Plain;
    std::vector<Mark> m_marks;
    std::function<QString(int)> m_words;
    int m_bubbleAt = 0;         ///< the place on the bar it is of
    QLabel* m_bubble = nullptr; ///< beside the bar, above what is scrolled
    mutable bool m_placed = false;
    mutable std::vector<Label> m_labels;
    mutable std::vector<int> m_dots;
};

} // namespace vidimus::ui
