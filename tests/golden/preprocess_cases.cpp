#include "tests/golden/preprocess_cases.h"

#include "tests/golden/golden_json.h"

namespace vidimus::golden {

GoldenChecks runPreprocessCase(const std::filesystem::path& folder, const Sha256& sha256)
{
    return guarded(folder, [&](GoldenChecks& checks) {
        const PreprocessGoldens goldens(folder);
        for (const std::string& file : goldens.files()) {
            if (const auto decoded = goldens.decoded(file))
                goldens.compare(file, *decoded, sha256, checks);
        }
    });
}

} // namespace vidimus::golden
