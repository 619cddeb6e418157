#pragma once

/// A function compiled for several generations of processors, of which the one at hand is taken when the program starts.
/// Sanitizers run before that choice can be made, so under them there is one version.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) &&               \
    !defined(__SANITIZE_THREAD__)
#define VIDIMUS_FOR_EVERY_CPU __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define VIDIMUS_FOR_EVERY_CPU
#endif

/// What such a function calls must become part of each of its versions: left to itself, GCC inlines nothing across a
/// difference in architecture, and a call keeps a loop from becoming vector instructions.
#if defined(__GNUC__)
#define VIDIMUS_PART_OF_A_LOOP [[gnu::always_inline]] inline
#else
#define VIDIMUS_PART_OF_A_LOOP inline
#endif
