#include "models/train/example.h"

#include <algorithm>

namespace vidimus::train {

bool isTrueOf(const ExampleText& text, const std::vector<Fact>& facts)
{
    return std::includes(facts.begin(), facts.end(), text.needs.begin(), text.needs.end());
}

} // namespace vidimus::train
