#include "cli_program.h"

#include <csignal>

#include <QDeadlineTimer>

namespace vidimus::cli {

CliProgram::CliProgram(const std::vector<std::string>& arguments, std::function<void()> inChild)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("USE_MOCK_MODELS"), QStringLiteral("true"));
    if (inChild)
        m_process.setChildProcessModifier(std::move(inChild));
    start(arguments, environment);
}

CliProgram::CliProgram(const std::vector<std::string>& arguments, const std::vector<std::string>& environment)
{
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    variables.remove(QStringLiteral("USE_MOCK_MODELS"));
    for (const std::string& variable : environment) {
        const std::size_t equals = variable.find('=');
        variables.insert(QString::fromStdString(variable.substr(0, equals)),
                         QString::fromStdString(variable.substr(equals + 1)));
    }
    start(arguments, variables);
}

void CliProgram::start(const std::vector<std::string>& arguments, const QProcessEnvironment& environment)
{
    QStringList list;
    for (const std::string& argument : arguments)
        list.append(QString::fromStdString(argument));
    m_process.setProcessEnvironment(environment);
    m_process.start(QStringLiteral(VIDIMUS_BIN_DIR "/vidimusctl"), list);
    m_process.waitForStarted();
    m_pid = m_process.processId();
}

CliProgram::~CliProgram()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished();
}

bool CliProgram::waitForLine(const std::string& text, std::chrono::milliseconds limit)
{
    const QDeadlineTimer deadline(limit);
    m_process.setReadChannel(QProcess::StandardError);
    while (true) {
        for (const std::string& line : errLines())
            if (line.find(text) != std::string::npos)
                return true;
        if (deadline.hasExpired() || !m_process.waitForReadyRead(static_cast<int>(deadline.remainingTime())))
            return false;
    }
}

bool CliProgram::waitForEnd(std::chrono::milliseconds limit)
{
    return m_process.state() == QProcess::NotRunning || m_process.waitForFinished(static_cast<int>(limit.count()));
}

void CliProgram::send(int signal) const
{
    ::kill(static_cast<pid_t>(m_pid), signal);
}

int CliProgram::code() const
{
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

void CliProgram::drain()
{
    m_out += m_process.readAllStandardOutput().toStdString();
    m_err += m_process.readAllStandardError().toStdString();
}

std::string CliProgram::out()
{
    drain();
    return m_out;
}

std::string CliProgram::err()
{
    drain();
    return m_err;
}

std::vector<std::string> CliProgram::errLines()
{
    drain();
    std::vector<std::string> lines;
    std::size_t start = 0;
    for (std::size_t end = m_err.find('\n'); end != std::string::npos; end = m_err.find('\n', start)) {
        lines.push_back(m_err.substr(start, end - start));
        start = end + 1;
    }
    return lines;
}

} // namespace vidimus::cli
