#include "core/search/model_switch.h"

#include <utility>

#include "core/search/answering_set.h"
#include "core/storage/model_store.h"

namespace vidimus::search {

ModelSwitch::ModelSwitch(const storage::EarlierEmbedder& earlier, std::shared_ptr<AnsweringSet> set,
                         std::string newName)
    : m_earlier(earlier.model.id)
    , m_earlierName(earlier.model.name)
    , m_newName(std::move(newName))
    , m_answers(set != nullptr)
    , m_total(earlier.photos)
    , m_set(std::move(set))
    , m_lacking(earlier.lacking.begin(), earlier.lacking.end())
    , m_ahead(earlier.ahead)
{}

std::shared_ptr<AnsweringSet> ModelSwitch::answering() const
{
    const std::lock_guard lock(m_mutex);
    return m_set;
}

void ModelSwitch::embedded(PhotoId photo)
{
    looked(photo, true);
}

void ModelSwitch::dropped(PhotoId photo)
{
    looked(photo, false);
}

void ModelSwitch::looked(PhotoId photo, bool embedded)
{
    std::shared_ptr<AnsweringSet> over;
    const std::lock_guard lock(m_mutex);
    if (m_lacking.erase(photo) == 0 && embedded)
        ++m_ahead;
    over = endWhenOver();
}

void ModelSwitch::level(const std::optional<storage::EarlierEmbedder>& earlier)
{
    std::shared_ptr<AnsweringSet> over;
    const std::lock_guard lock(m_mutex);
    if (!isOn() || (earlier && earlier->model.id != m_earlier))
        return;
    m_lacking.clear();
    if (earlier) {
        m_lacking.insert(earlier->lacking.begin(), earlier->lacking.end());
        m_ahead = earlier->ahead;
        m_total = earlier->photos;
    }
    over = endWhenOver();
}

std::shared_ptr<AnsweringSet> ModelSwitch::endWhenOver()
{
    if (isOn())
        return nullptr;
    m_lacking.clear();
    return std::exchange(m_set, nullptr);
}

SwitchState ModelSwitch::state() const
{
    const std::lock_guard lock(m_mutex);
    if (!isOn())
        return {};
    return {m_earlier, m_earlierName, m_answers, m_total - m_lacking.size(), m_total};
}

std::string ModelSwitch::note() const
{
    const SwitchState now = state();
    if (now.earlier.empty())
        return {};
    const std::string far = std::to_string(now.looked) + " of " + std::to_string(now.total);
    if (now.answers)
        return now.earlierName + " answers until " + m_newName + " has looked at all pictures (" + far + ").";
    return now.earlierName + " cannot be asked any more: until " + m_newName + " has looked at all pictures (" + far +
           "), those it has seen and the words are searched.";
}

} // namespace vidimus::search
