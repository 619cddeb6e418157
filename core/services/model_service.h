#pragma once

#include <cstddef>

#include <QObject>
#include <QString>

namespace vidimus::inference {
class InferenceQueue;
}

namespace vidimus::services {

/// How far the models are, as the window sees it. Lives on the GUI thread.
class ModelService : public QObject {
    Q_OBJECT
public:
    enum class State {
        Asleep, ///< not in memory: they are loaded when next needed
        Loading,
        Ready,
        Failed,
    };
    Q_ENUM(State)

    explicit ModelService(inference::InferenceQueue& queue, QObject* parent = nullptr);
    ~ModelService() override;

    State state() const { return m_state; }
    /// Of Failed: a sentence for people; empty otherwise.
    QString problem() const { return m_problem; }
    /// Pictures that wait for the models at this moment.
    std::size_t waiting() const;

Q_SIGNALS:
    void stateChanged();

private:
    void update();

    inference::InferenceQueue& m_queue;
    State m_state = State::Asleep;
    QString m_problem;
};

} // namespace vidimus::services
