#pragma once

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "app/cli/caption_scores.h"
#include "app/cli/labelled_pictures.h"
#include "core/base/caption.h"
#include "core/base/embedding.h"
#include "core/base/error.h"
#include "core/inference/engine.h"
#include "core/search/search_results.h"

namespace vidimus::cli {

/// A query and the pictures (places in the list of labelled ones, ascending) that show what it asks for.
struct LabelledQuery {
    std::string text;
    std::vector<std::size_t> showing;
};

/// What people type, of what the labels know: things, things of a colour, things in a place, so many of a thing, and
/// keywords; each where at least three pictures show it.
std::vector<LabelledQuery> queriesOf(const LabelledPictures& labelled);

/// Of the first ten found, for one query. Share of the pictures there are to find (ten at most), and the discounted gain
/// as a part of what the best order would gain (Järvelin & Kekäläinen, 2002), all pictures alike.
double recallAt10(const LabelledQuery& query, const std::vector<std::size_t>& found);
double gainAt10(const LabelledQuery& query, const std::vector<std::size_t>& found);

struct SearchScores {
    search::FoundBy by = search::FoundBy::Both;
    double recall = 0; ///< of the first ten; means over the queries
    double gain = 0;
    Share likely;     ///< of the hits above the line, those that show what was asked for
    Share likelyShow; ///< of the hits that show what was asked for, those above the line
};

struct SearchEvaluation {
    std::size_t queries = 0;
    std::vector<SearchScores> ways; ///< by both, by meaning, by words; empty where there was nothing to ask
};

/// Searches as the program does, in a library made for it of these captions and vectors. Pictures that could not be
/// described are not in it. Errors: of making the library, of the models; Cancelled.
Result<SearchEvaluation> scoreSearch(const LabelledPictures& labelled, const std::vector<Caption>& captions,
                                     const std::vector<Embedding>& vectors, std::unique_ptr<inference::Engine> engine,
                                     std::stop_token stop);

} // namespace vidimus::cli
