#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace vidimus::inference {

/// Byte-level vocabularies write each byte as a printable character: ASCII and Latin-1 letters as themselves, the other
/// 68 as U+0100 and on.
class ByteAlphabet {
public:
    ByteAlphabet();

    /// The character of a byte, in UTF-8.
    const std::string& symbol(unsigned char byte) const { return m_symbols[byte]; }

    /// All bytes in the order in which OpenCLIP's vocabulary begins with them.
    const std::array<unsigned char, 256>& order() const { return m_order; }

    /// The bytes that a token's characters stand for; nothing when one stands for none.
    std::optional<std::string> bytes(std::string_view token) const;

private:
    std::array<std::string, 256> m_symbols;
    std::array<unsigned char, 256> m_order{};
    std::array<short, 512> m_byteOf{}; ///< by code point; -1 where it stands for none
};

} // namespace vidimus::inference
