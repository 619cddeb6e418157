#pragma once

#include <cstddef>

namespace vidimus {

/// Asks for large pages behind memory that is about to be filled and then read all over, where the system leaves that to
/// programs: looking up the addresses of small ones takes a good part of a search. Does nothing where it cannot.
void preferHugePages(void* memory, std::size_t bytes);

} // namespace vidimus
