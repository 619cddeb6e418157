#include "ui/activity/model_label.h"

#include <QCoreApplication>

#include "ui/common/format.h"

namespace vidimus::ui {

namespace {

using State = services::ModelService::State;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(vidimus::ui::ModelLabel)
};

QString explanationOf(State state, const QString& problem)
{
    switch (state) {
    case State::Asleep:
        return Words::tr("Not in memory at the moment: loaded when next needed.");
    case State::Loading:
        return Words::tr("Being loaded. Pictures can be added meanwhile.");
    case State::Ready:
        return Words::tr("Loaded.");
    case State::Failed:
        return problem;
    }
    return {};
}

} // namespace

QString modelNames(const services::EngineStatus& engine)
{
    const QString captions = format::text(engine.captions.model);
    const QString vectors = format::text(engine.vectors.model);
    return captions == vectors ? captions : QStringLiteral("%1, %2").arg(captions, vectors);
}

QString modelStateText(const services::EngineStatus& engine, State state)
{
    const QString names = modelNames(engine);
    switch (state) {
    case State::Loading:
        return Words::tr("loading %1…").arg(names);
    case State::Failed:
        return Words::tr("%1: not working").arg(names);
    case State::Asleep:
    case State::Ready:
        break;
    }
    return names;
}

ModelLabel::ModelLabel(const services::EngineStatus& engine, const services::ModelService& models, QWidget* parent)
    : QLabel(parent), m_engine(engine), m_models(models)
{
    setObjectName(QStringLiteral("secondary"));
    setFont(format::captionSize(font()));
    setTextFormat(Qt::PlainText);
    connect(&m_models, &services::ModelService::stateChanged, this, [this] {
        update();
        if (m_models.state() == State::Failed)
            Q_EMIT failed(m_models.problem());
    });
    update();
}

void ModelLabel::update()
{
    setText(modelStateText(m_engine, m_models.state()));
    const QString whole =
        explanationOf(m_models.state(), m_models.problem()) + QLatin1Char('\n') + format::text(m_engine.reason());
    setToolTip(
        QStringLiteral("<p>%1</p>").arg(whole.toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>"))));
    setAccessibleName(Words::tr("Models: %1").arg(text()));
    setAccessibleDescription(whole);
}

} // namespace vidimus::ui
