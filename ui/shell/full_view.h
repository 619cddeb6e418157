#pragma once

#include <vector>

#include <QObject>

class QWidget;

namespace vidimus::ui {

/// Gives the pictures the whole window, or the whole screen, by hiding what stands around them; and puts everything back
/// as it was.
class FullView final : public QObject {
    Q_OBJECT
public:
    enum class Extent { Part, Window, Screen };

    FullView(QWidget& window, std::vector<QWidget*> around, QObject* parent = nullptr);

    void set(Extent extent);
    Extent extent() const { return m_extent; }

Q_SIGNALS:
    void changed();

private:
    QWidget& m_window;
    std::vector<QWidget*> m_around;
    std::vector<QWidget*> m_hidden; ///< those that were on show
    Extent m_extent = Extent::Part;
};

} // namespace vidimus::ui
