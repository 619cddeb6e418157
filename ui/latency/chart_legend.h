#pragma once

#include <vector>

#include <QPen>
#include <QString>
#include <QWidget>

namespace vidimus::ui {

/// Short pieces of line, each with what it stands for. Leaves out the last ones where there is no room.
class ChartLegend final : public QWidget {
    Q_OBJECT
public:
    struct Entry {
        QPen pen;
        QString text;
        friend bool operator==(const Entry&, const Entry&) = default;
    };

    explicit ChartLegend(QWidget* parent = nullptr);

    void setEntries(std::vector<Entry> entries);
    const std::vector<Entry>& entries() const { return m_entries; }

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int widthOf(const Entry& entry) const;

    std::vector<Entry> m_entries;
};

} // namespace vidimus::ui
