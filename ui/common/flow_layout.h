#pragma once

#include <vector>

#include <QLayout>

namespace vidimus::ui {

/// Widgets side by side, going on in the next line where there is no room; the last one may take what is left of its
/// line.
class FlowLayout final : public QLayout {
public:
    explicit FlowLayout(int spacing, QWidget* parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override;
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override { return minimumSize(); }
    QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

private:
    int place(const QRect& rect, bool move) const;

    const int m_spacing;
    std::vector<QLayoutItem*> m_items;
};

} // namespace vidimus::ui
