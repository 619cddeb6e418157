#pragma once

#include <filesystem>
#include <memory>
#include <stop_token>

#include <QList>
#include <QObject>

namespace vidimus::ui {

/// How many pictures lie below what is being dragged, counted in a worker while the pointer hovers. By the names of
/// files: an estimate to show, not what the import goes by.
class DropCounter final : public QObject {
    Q_OBJECT
public:
    struct Count {
        qint64 pictures = 0;
        int folders = 0;   ///< dragged ones
        bool whole = true; ///< false when it stopped at kMost
    };
    static constexpr qint64 kMost = 100'000;

    explicit DropCounter(QObject* parent = nullptr) : QObject(parent) {}
    ~DropCounter() override;

    void start(const QList<std::filesystem::path>& paths);
    void stop();

Q_SIGNALS:
    void counted(const vidimus::ui::DropCounter::Count& count);

private:
    std::stop_source m_stop;
};

} // namespace vidimus::ui
