#pragma once

#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "core/base/embedding.h"
#include "core/base/error.h"
#include "core/search/query_words.h"
#include "core/search/search_results.h"
#include "core/storage/vector_store.h"

namespace vidimus::inference {
class InferenceQueue;
}

namespace vidimus::search {

/// The vectors of what a query wants and does not want; unit length.
struct QueryVectors {
    std::vector<Embedding> wanted;
    std::vector<Embedding> unwanted;
    bool words = false;    ///< words are among the wanted
    bool pictures = false; ///< pictures are
};

/// Words, files and photos to vectors. Texts met lately are remembered: who takes a letter back has been there before.
/// Thread: any.
class QueryEmbedder {
public:
    /// `vectors`: of the same model.
    QueryEmbedder(storage::VectorStore vectors, inference::InferenceQueue& inference)
        : m_vectors(std::move(vectors)), m_inference(inference)
    {}

    Result<QueryVectors> embed(const QueryWords& words, const std::vector<PictureExample>& pictures,
                               std::stop_token stop);
    /// One text, which is not remembered.
    Result<Embedding> embed(const std::string& text, std::stop_token stop);

private:
    Result<Embedding> text(const std::string& text, std::stop_token stop);
    Result<Embedding> picture(const PictureExample& example, std::stop_token stop);

    const storage::VectorStore m_vectors;
    inference::InferenceQueue& m_inference;
    std::mutex m_mutex;                                     ///< guards the one below
    std::vector<std::pair<std::string, Embedding>> m_known; ///< the latest last
};

} // namespace vidimus::search
