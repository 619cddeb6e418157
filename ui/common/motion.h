#pragma once

namespace vidimus::ui {

/// Whether things may move: false when the system, or the style, asks for calm.
bool motionAllowed();

} // namespace vidimus::ui
