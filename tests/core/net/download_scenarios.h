#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <QByteArray>

#include "core/base/error.h"
#include "tests/support/http_server.h"

namespace vidimus::test {

/// 300 KB that are nowhere the same, and as many others.
const QByteArray& wantedContent();
const QByteArray& otherContent();
constexpr qint64 kPart = 100'000; ///< bytes that are there before, where any are

std::string sha256(const QByteArray& bytes);

HttpReply status(int number, std::vector<std::pair<std::string, std::string>> fields = {});
/// What a sound server says.
HttpReply sound(const HttpQuestion& question, const QByteArray& bytes = wantedContent(),
                const std::string& tag = "\"one\"");

/// The answer to the nth question (from 1).
using Script = std::function<HttpReply(int, const HttpQuestion&)>;

/// What is there before.
enum class Before { Nothing, Part, WholePart };

struct Scenario {
    Script script;
    Before before = Before::Nothing;
    std::string expectHash;
    std::optional<ErrorCode> error; ///< none: it succeeds
    QByteArray result = wantedContent();
    bool partStays = false; ///< after an error
    int questions = -1;     ///< how many; -1: any
    const char* says = "";  ///< in the message
    bool closes = false;    ///< the server, and that is what tells the end
};

struct NamedScenario {
    const char* name;
    Scenario scenario;
};
/// Every way we have heard of.
std::vector<NamedScenario> downloadScenarios();

} // namespace vidimus::test
