#include "app/cli/terminal.h"

#include <algorithm>
#include <clocale>

#ifdef _WIN32
#include <io.h>
#include <windows.h>
#else
#include <langinfo.h>
#include <sys/ioctl.h>
#include <unistd.h>
#endif

#include <QByteArray>
#include <QString>
#include <QtGlobal>

namespace vidimus::cli {

namespace {

constexpr int kLeastWidth = 40;
constexpr int kMostWidth = 400;

#ifdef _WIN32

bool isTerminal(int descriptor)
{
    return _isatty(descriptor) != 0;
}

int windowWidth()
{
    CONSOLE_SCREEN_BUFFER_INFO info;
    if (!GetConsoleScreenBufferInfo(GetStdHandle(STD_ERROR_HANDLE), &info))
        return 0;
    return info.srWindow.Right - info.srWindow.Left + 1;
}

bool localeIsUtf8()
{
    SetConsoleOutputCP(CP_UTF8);
    return true;
}

#else

bool isTerminal(int descriptor)
{
    return isatty(descriptor) != 0;
}

int windowWidth()
{
    winsize size{};
    for (const int descriptor : {STDOUT_FILENO, STDERR_FILENO})
        if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
            return size.ws_col;
    return 0;
}

bool localeIsUtf8()
{
    // Called before there are threads (see the header).
    return std::setlocale(LC_CTYPE, "")                    // NOLINT(concurrency-mt-unsafe)
           && QByteArray(nl_langinfo(CODESET)) == "UTF-8"; // NOLINT(concurrency-mt-unsafe)
}

#endif

} // namespace

Terminal Terminal::detect()
{
    Terminal terminal;
    terminal.outIsTerminal = isTerminal(1);
    terminal.errIsTerminal = isTerminal(2);
    terminal.utf8 = localeIsUtf8();
    terminal.colours = terminal.outIsTerminal && !qEnvironmentVariableIsSet("NO_COLOR") &&
                       qEnvironmentVariable("TERM") != QLatin1String("dumb");
    int width = windowWidth();
    if (width == 0)
        width = qEnvironmentVariableIntValue("COLUMNS");
    if (width > 0)
        terminal.width = std::clamp(width, kLeastWidth, kMostWidth);
    else if (terminal.outIsTerminal)
        terminal.width = 80;
    return terminal;
}

void useUtf8Locale()
{
    if (!localeIsUtf8())
        qputenv("LC_ALL", "C.UTF-8");
}

} // namespace vidimus::cli
