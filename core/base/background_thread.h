#pragma once

namespace vidimus {

/// From now on the calling thread gives way to all others where processors are short, as soon as one of them wakes up: for
/// work that nobody waits for at that moment. It must not hold for long what they need. Where the system does not allow
/// it, nothing changes. Thread: any; not to be taken back.
void workInBackground();

} // namespace vidimus
