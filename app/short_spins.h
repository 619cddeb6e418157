#pragma once

namespace vidimus::app {

/// LibTorch and oneDNN compute on OpenMP's threads, which by default spin for milliseconds after each of their many small
/// steps. Where decoders, the window or another program want the processor at the same time, that costs up to ten times
/// the work. The library that holds those threads (GNU's) reads how long to spin when it is loaded, before main(), so
/// the program starts itself once more with that set, unless the environment says something about it already. Not
/// waiting at all would cost as much again in waking up: a few microseconds of spinning are best (docs/performance.md).
///
/// To be called first thing in main(), where models will run: it costs the start of a process. Does nothing where there
/// is no such library.
void keepSpinsShort(char* const* argv);

} // namespace vidimus::app
