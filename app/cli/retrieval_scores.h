#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/cli/caption_scores.h"
#include "app/cli/labelled_pictures.h"
#include "core/base/embedding.h"
#include "core/base/error.h"

namespace vidimus::cli {

/// Turns a query into a vector of the same space as the pictures'.
using EmbedQuery = std::function<Result<Embedding>(const std::string&)>;

struct KeywordScore {
    std::string keyword;
    Share top; ///< of the ten nearest pictures, those that show a thing of the keyword
};

struct RetrievalScores {
    Share firsts; ///< pictures of the first 500 that their own caption finds first among these
    std::vector<KeywordScore> keywords;

    double keywordPrecision() const; ///< the mean over the keywords
};

/// `vectors` of the pictures, in order; an empty one is of a picture that could not be read and is passed over. A keyword
/// is asked where at least ten pictures show a thing of it; a caption that two pictures share finds either.
Result<RetrievalScores> scoreRetrieval(const LabelledPictures& labelled, const std::vector<Embedding>& vectors,
                                       const EmbedQuery& embed);

} // namespace vidimus::cli
