#pragma once

#include <QtGlobal>

#include "tests/golden/golden_check.h"

namespace vidimus::golden {

/// Says each failed comparison and how many there were; how many failed, or -1 where nothing was compared.
inline int failuresOf(const GoldenChecks& checks)
{
    int failed = 0;
    for (const GoldenCheck& check : checks) {
        if (!check.passed)
            qWarning("%s: %s", check.name.c_str(), check.detail.c_str());
        failed += check.passed ? 0 : 1;
    }
    qInfo("%zu comparisons, %d failed", checks.size(), failed);
    return checks.empty() ? -1 : failed;
}

} // namespace vidimus::golden
