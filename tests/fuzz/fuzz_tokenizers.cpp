// Texts for the tokenizers.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/inference/tokenizer/clip_tokenizer.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    static_cast<void>(vidimus::inference::ClipTokenizer::clean(text));
    return 0;
}
