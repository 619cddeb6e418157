#pragma once

#include <functional>
#include <vector>

#include <QString>
#include <QWidget>

class QGridLayout;
class QLabel;

namespace vidimus::ui {

class ElidedLabel;

/// One line of the table: what it is, and its value, to select and copy.
struct Fact {
    QString name;
    QString value;
    bool elide = false; ///< one line, its middle left out where there is no room
    QString toolTip;
    std::function<void()> activated; ///< makes the value a link
};

/// Two quiet columns. Keeps its labels from one picture to the next.
class FactTable final : public QWidget {
    Q_OBJECT
public:
    explicit FactTable(const QString& heading, QWidget* parent = nullptr);

    void setFacts(const std::vector<Fact>& facts);
    /// Values at the right edge, in figures of one width: for columns of numbers.
    void setNumeric();

private:
    struct Row {
        QLabel* name = nullptr;
        QLabel* value = nullptr;
        ElidedLabel* elided = nullptr;
        std::function<void()> activated;
    };

    void styleValue(const Row& row) const;
    void underline(const Row& row) const;
    void chainKeys();
    Row& rowAt(std::size_t index);
    bool eventFilter(QObject* watched, QEvent* event) override;

    QGridLayout* m_grid;
    QLabel* m_heading;
    std::vector<Row> m_rows;
    bool m_numeric = false;
};

} // namespace vidimus::ui
