#pragma once

namespace vidimus {

/// From now on the calling thread gives way to others where processors are short: for work that nobody waits for at that
/// moment. Where the system does not allow it, nothing changes. Thread: any; not to be taken back.
void workInBackground();

} // namespace vidimus
