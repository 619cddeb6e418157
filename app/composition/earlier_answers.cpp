#include "app/composition/earlier_answers.h"

#include <optional>
#include <utility>
#include <vector>

#include "core/inference/inference_queue.h"
#include "core/search/answering_set.h"
#include "core/storage/library.h"

namespace vidimus::app {

namespace {

/// A set with all it stands on; goes with the last who asks it.
class EarlierAnswers {
public:
    EarlierAnswers(storage::Library& library, storage::VectorStore vectors, int dimension, EngineChoice choice,
                   const search::LibraryIndexOptions& options, metrics::Registry& metrics)
        : m_holds(std::move(choice.holds))
        , m_index(library, std::move(vectors), dimension, options)
        , m_inference(std::move(choice.engine), metrics)
        , set(library, m_index, m_inference)
    {
        m_index.loadInBackground();
    }

private:
    std::vector<models::ModelHold> m_holds;
    search::LibraryIndex m_index;
    inference::InferenceQueue m_inference;

public:
    search::AnsweringSet set;
};

} // namespace

Result<std::unique_ptr<search::ModelSwitch>> makeModelSwitch(storage::Library& library, const EngineRequest& request,
                                                             const services::EngineStatus& inUse,
                                                             const search::LibraryIndexOptions& index,
                                                             metrics::Registry& metrics)
{
    if (inUse.mode == services::ModelMode::Mock || !request.vectors)
        return nullptr;
    const auto earlier = library.models().earlierEmbedder();
    if (!earlier)
        return fail(earlier.error());
    if (!*earlier)
        return nullptr;
    const storage::ModelRecord& model = (*earlier)->model;
    auto vectors = library.vectorsOf(model.id);
    if (!vectors)
        return fail(vectors.error());
    std::shared_ptr<search::AnsweringSet> set;
    if (model.origin == Origin::Local) {
        if (auto choice = chooseEarlierEmbedder(request, model.id)) {
            const auto answers = std::make_shared<EarlierAnswers>(library, std::move(*vectors), model.dimension,
                                                                  std::move(*choice), index, metrics);
            set = {answers, &answers->set};
        }
    }
    return std::make_unique<search::ModelSwitch>(**earlier, std::move(set), inUse.vectors.model);
}

} // namespace vidimus::app
