#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace vidimus::test {

/// A safetensors file: the length of `header`, `header`, `data`; nothing is checked or padded.
inline std::string safetensorsBytes(std::string_view header, std::string_view data = {})
{
    std::string bytes;
    for (int i = 0; i < 8; ++i)
        bytes += static_cast<char>((static_cast<std::uint64_t>(header.size()) >> (8 * i)) & 0xFF);
    return bytes + std::string(header) + std::string(data);
}

/// The same with the length that a liar gives.
inline std::string safetensorsBytes(std::uint64_t length, std::string_view header, std::string_view data)
{
    std::string bytes = safetensorsBytes(header, data);
    for (int i = 0; i < 8; ++i)
        bytes[static_cast<std::size_t>(i)] = static_cast<char>((length >> (8 * i)) & 0xFF);
    return bytes;
}

inline std::span<const std::byte> spanOf(std::string_view text)
{
    return std::as_bytes(std::span(text));
}

inline void writeBytes(const std::filesystem::path& file, std::string_view bytes)
{
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!stream.flush())
        throw std::runtime_error("cannot write a test file");
}

} // namespace vidimus::test
