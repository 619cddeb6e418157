#include "core/services/model_service.h"

#include <QMetaObject>

#include "core/inference/inference_queue.h"

namespace vidimus::services {

namespace {

ModelService::State stateOf(inference::EngineState::Phase phase)
{
    switch (phase) {
    case inference::EngineState::Phase::Asleep:
        return ModelService::State::Asleep;
    case inference::EngineState::Phase::Loading:
        return ModelService::State::Loading;
    case inference::EngineState::Phase::Ready:
        return ModelService::State::Ready;
    case inference::EngineState::Phase::Failed:
        return ModelService::State::Failed;
    }
    return ModelService::State::Asleep;
}

} // namespace

ModelService::ModelService(inference::InferenceQueue& queue, QObject* parent) : QObject(parent), m_queue(queue)
{
    m_queue.setStateListener([this] { QMetaObject::invokeMethod(this, &ModelService::update, Qt::QueuedConnection); });
    update();
}

ModelService::~ModelService()
{
    m_queue.setStateListener({});
}

std::size_t ModelService::waiting() const
{
    return m_queue.waiting();
}

void ModelService::update()
{
    const inference::EngineState now = m_queue.state();
    const State state = stateOf(now.phase);
    const QString problem = QString::fromStdString(now.problem.message);
    if (state == m_state && problem == m_problem)
        return;
    m_state = state;
    m_problem = problem;
    Q_EMIT stateChanged();
}

} // namespace vidimus::services
