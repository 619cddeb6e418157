#pragma once

#include <QLabel>
#include <QString>

#include "core/base/caption.h"

namespace vidimus::ui {

/// "mock", "starter", "local", "cloud" in the language of the window.
QString originLabel(Origin origin);
/// One or two sentences on what that means for the words shown.
QString originExplanation(Origin origin);

/// Says where a caption comes from, so that the mock is never taken for a real model.
class OriginChip final : public QLabel {
    Q_OBJECT
public:
    explicit OriginChip(QWidget* parent = nullptr);
    /// `reason`: why this engine answers; added to the explanation.
    void setOrigin(Origin origin, const QString& reason = {});
};

} // namespace vidimus::ui
