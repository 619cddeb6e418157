#include "core/inference/tokenizer/byte_alphabet.h"

#include <cstddef>

#include "core/inference/tokenizer/utf8.h"

namespace vidimus::inference {

namespace {

bool standsForItself(int byte)
{
    return (byte >= 0x21 && byte <= 0x7E) || (byte >= 0xA1 && byte <= 0xAC) || byte >= 0xAE;
}

} // namespace

ByteAlphabet::ByteAlphabet()
{
    m_byteOf.fill(-1);
    std::size_t placed = 0;
    const auto place = [&](int byte, char32_t character) {
        appendUtf8(m_symbols[static_cast<std::size_t>(byte)], character);
        m_byteOf[character] = static_cast<short>(byte);
        m_order[placed++] = static_cast<unsigned char>(byte);
    };
    for (int byte = 0; byte < 256; ++byte) {
        if (standsForItself(byte))
            place(byte, static_cast<char32_t>(byte));
    }
    char32_t next = 256;
    for (int byte = 0; byte < 256; ++byte) {
        if (!standsForItself(byte))
            place(byte, next++);
    }
}

std::optional<std::string> ByteAlphabet::bytes(std::string_view token) const
{
    std::string out;
    for (const char32_t character : fromUtf8(token)) {
        if (character >= m_byteOf.size() || m_byteOf[character] < 0)
            return std::nullopt;
        out.push_back(static_cast<char>(m_byteOf[character]));
    }
    return out;
}

} // namespace vidimus::inference
