#include "app/cli/models_named.h"

#include <system_error>

#include "core/base/path_text.h"
#include "core/models/catalogue.h"
#include "core/models/install_record.h"

namespace vidimus::cli {

std::vector<std::filesystem::path> modelsNamed(const std::string& name,
                                               const std::vector<models::InstalledModel>& installed,
                                               const std::filesystem::path& folder)
{
    const std::filesystem::path given = pathFromBytes(name);
    std::error_code ignored;
    if (std::filesystem::is_directory(given, ignored))
        return {std::filesystem::absolute(given, ignored).lexically_normal()};
    const models::CatalogueModel* listed = models::bundledCatalogue().find(name);
    std::vector<std::filesystem::path> found;
    for (const models::InstalledModel& entry : installed) {
        const std::string label = models::folderLabel(entry.path, folder);
        const auto record = models::readRecord(entry.path);
        const bool named = label == name || pathToBytes(entry.path.filename()) == name ||
                           (entry.model && entry.model->name == name) || (record && record->name == name) ||
                           (listed && label == listed->repository);
        if (named)
            found.push_back(entry.path);
    }
    return found;
}

} // namespace vidimus::cli
