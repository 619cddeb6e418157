#pragma once

namespace vidimus::cli {

/// What the output may be: plain when it goes to a file or a pipe.
struct Terminal {
    bool outIsTerminal = false;
    bool errIsTerminal = false;
    bool utf8 = true;     ///< glyphs beyond ASCII are understood
    bool colours = false; ///< of stdout
    int width = 100;      ///< columns

    /// Of this process, by its streams and environment.
    static Terminal detect();
};

/// Qt takes file names and texts for UTF-8 and complains on stderr where the locale says otherwise; this puts C.UTF-8 in
/// its place. Call once, after Terminal::detect() and before QCoreApplication and any thread.
void useUtf8Locale();

} // namespace vidimus::cli
