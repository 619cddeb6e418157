#pragma once

#include <QLabel>

#include "core/services/services.h"

namespace vidimus::ui {

/// The models in use and how far they are, in a few quiet words; the whole of it on hover. What fails is said aloud once
/// as a notice as well.
class ModelLabel final : public QLabel {
    Q_OBJECT
public:
    ModelLabel(const services::EngineStatus& engine, const services::ModelService& models, QWidget* parent = nullptr);

Q_SIGNALS:
    void failed(const QString& sentence);

private:
    void update();

    const services::EngineStatus m_engine;
    const services::ModelService& m_models;
};

/// "BLIP base, CLIP ViT-B/32", "mock": each name once.
QString modelNames(const services::EngineStatus& engine);
/// What the label says in a state.
QString modelStateText(const services::EngineStatus& engine, services::ModelService::State state);

} // namespace vidimus::ui
