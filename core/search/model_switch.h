#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_set>

#include "core/base/ids.h"
#include "core/search/switch_state.h"

namespace vidimus::storage {
struct EarlierEmbedder;
}

namespace vidimus::search {

struct AnsweringSet;

/// The time in which an embedder looks at a library that an earlier one knows. Until it has looked at all that the earlier
/// one knows, or knows more than that one, the earlier one answers. Which of them does follows from the library alone
/// (storage::ModelStore::earlierEmbedder()); this keeps it level with what is embedded since. Thread: any.
class ModelSwitch {
public:
    /// `set`: null where the earlier model cannot be asked any more.
    ModelSwitch(const storage::EarlierEmbedder& earlier, std::shared_ptr<AnsweringSet> set, std::string newName);

    /// What answers in place of the model in use; null when that one does.
    std::shared_ptr<AnsweringSet> answering() const;
    /// The embedder in use has a vector of this. Lets go of the earlier model with the last one.
    void embedded(PhotoId photo);
    /// The embedder in use cannot make one of this, or it is gone.
    void dropped(PhotoId photo);
    /// What the library says by now (storage::ModelStore::earlierEmbedder()). Photos go by other ways, too: a file that
    /// becomes another picture hides the one it was.
    void level(const std::optional<storage::EarlierEmbedder>& earlier);
    SwitchState state() const;
    /// A sentence for people who search; empty when it is over.
    std::string note() const;

private:
    void looked(PhotoId photo, bool embedded);
    /// Under the lock. What is to be let go of after it: ends its threads and frees its memory.
    std::shared_ptr<AnsweringSet> endWhenOver();
    bool isOn() const { return !m_lacking.empty() && m_lacking.size() > m_ahead; }

    const ModelId m_earlier;
    const std::string m_earlierName;
    const std::string m_newName;
    const bool m_answers;
    mutable std::mutex m_mutex; ///< guards all below
    std::size_t m_total;        ///< photos that the earlier one knows
    std::shared_ptr<AnsweringSet> m_set;
    std::unordered_set<PhotoId> m_lacking;
    std::size_t m_ahead; ///< photos that only the one in use knows
};

} // namespace vidimus::search
