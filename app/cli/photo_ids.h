#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/cli/json_output.h"
#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/storage/photo_records.h"

namespace vidimus::storage {
class Library;
}

namespace vidimus::cli {

struct CommandContext;

/// Ids as typed; the error names the first that is none. Doubles are taken once.
Result<std::vector<PhotoId>> photoIdsOf(const std::vector<std::string>& operands);

struct GivenPhotos {
    std::vector<PhotoId> known; ///< in the order given, as the next
    std::vector<PhotoId> unknown;
};

/// Which of them the library has. Those it has not are said on stderr.
Result<GivenPhotos> givenPhotos(CommandContext& context, const storage::Library& library,
                                const std::vector<PhotoId>& ids);
Json idsToJson(const std::vector<PhotoId>& ids);

/// "pending", "done", "failed": as JSON has it.
std::string_view stateName(storage::DescribeState state);
/// "picked", "rejected" or empty: as JSON has it.
std::string flagName(storage::Flag flag);
/// The caption, or what stands in its place until there is one.
std::string captionOrState(const storage::PhotoCard& card);
/// Whose words are shown: "mock", "local", …, or "person"; empty when there are none.
std::string_view wordsOrigin(const storage::PhotoCard& card);
/// How sure the model was of the words shown; nothing when they are a person's, or there are none.
std::optional<float> wordsConfidence(const storage::PhotoCard& card);

} // namespace vidimus::cli
