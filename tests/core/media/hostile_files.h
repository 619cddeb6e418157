#pragma once

#include <optional>
#include <vector>

#include <QByteArray>
#include <QString>

#include "core/base/error.h"

namespace vidimus::media::test {

/// A file with one fault, and what is to be said of it.
struct HostileFile {
    QByteArray name; ///< after its fault; the extension may lie
    QByteArray bytes;
    std::optional<ErrorCode> code; ///< nothing: the picture must come out all the same
    QString message;
};

/// Made anew at each call; none is larger than twelve megabytes.
std::vector<HostileFile> hostileFiles();

} // namespace vidimus::media::test
