#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include <QProcess>
#include <QProcessEnvironment>

namespace vidimus::cli {

/// The real vidimusctl in a process of its own.
class CliProgram {
public:
    /// `inChild` runs in the child before the program: only what may be done between fork and exec.
    explicit CliProgram(const std::vector<std::string>& arguments, std::function<void()> inChild = {});
    /// With these variables put in ("NAME=value") instead of the mock.
    CliProgram(const std::vector<std::string>& arguments, const std::vector<std::string>& environment);
    /// Kills what still runs.
    ~CliProgram();
    CliProgram(const CliProgram&) = delete;
    CliProgram& operator=(const CliProgram&) = delete;

    /// False when it ended, or `limit` passed, before a line with `text` stood on stderr.
    bool waitForLine(const std::string& text, std::chrono::milliseconds limit = std::chrono::seconds(60));
    /// False when it still runs after `limit`.
    bool waitForEnd(std::chrono::milliseconds limit = std::chrono::seconds(60));
    void send(int signal) const;
    void killHard() { m_process.kill(); }

    /// The exit code; -1 when a signal ended it.
    int code() const;
    qint64 pid() const { return m_pid; }
    std::string out();
    std::string err();
    /// Whole lines of stderr: what a reader may rely on.
    std::vector<std::string> errLines();

private:
    void start(const std::vector<std::string>& arguments, const QProcessEnvironment& environment);
    void drain();

    QProcess m_process;
    qint64 m_pid = 0;
    std::string m_out;
    std::string m_err;
};

} // namespace vidimus::cli
