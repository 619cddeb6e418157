#pragma once

#include "app/composition/engine_choice.h"

class QApplication;

namespace vidimus::app {

/// chooseEngine() on a thread of its own, in the application's loop: a model that is new is read from end to end, which
/// may take a while, and a small window then says so.
Result<EngineChoice> chooseEngineAtStart(QApplication& application, const EngineRequest& request);

} // namespace vidimus::app
