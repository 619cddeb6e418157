#include "core/base/fold_case.h"

#include <cstddef>
#include <cstdint>

namespace vidimus {

std::string foldCase(std::string_view text)
{
    std::string folded(text);
    for (std::size_t i = 0; i < folded.size(); ++i) {
        const auto byte = static_cast<std::uint8_t>(folded[i]);
        if (byte >= 'A' && byte <= 'Z')
            folded[i] = static_cast<char>(byte + 0x20);
        // U+00C0..U+00DE without the multiplication sign: two bytes, the second grows by the same distance.
        else if (byte == 0xC3 && i + 1 < folded.size()) {
            const auto next = static_cast<std::uint8_t>(folded[i + 1]);
            if (next >= 0x80 && next <= 0x9E && next != 0x97)
                folded[i + 1] = static_cast<char>(next + 0x20);
        }
    }
    return folded;
}

} // namespace vidimus
