// Writes the seeds of fuzz_safetensors: every well-formed and malformed file and config of the tests.

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/core/inference/checkpoint/malformed_safetensors.h"
#include "tests/core/inference/config/config_documents.h"

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::fputs("usage: make_safetensors_seeds FOLDER\n", stderr);
        return 2;
    }
    const std::filesystem::path folder = argv[1];
    std::filesystem::create_directories(folder);
    constexpr std::size_t kLongest = 8192; // long ones only slow the search down
    int number = 0;
    const auto write = [&](int mode, const std::string& bytes) {
        if (bytes.size() > kLongest)
            return;
        std::ofstream file(folder / std::to_string(number++), std::ios::binary);
        file.put(static_cast<char>(mode));
        file << bytes;
    };
    const auto writeBoth = [&](const std::string& bytes) {
        write(0, bytes);
        const std::size_t brace = bytes.find('{');
        const std::size_t end = bytes.rfind('}');
        if (brace != std::string::npos && end != std::string::npos && end > brace)
            write(1, std::string(1, static_cast<char>(bytes.size() - end - 1)) + '\0' +
                         bytes.substr(brace, end - brace + 1));
    };
    for (const vidimus::test::WellFormedFile& file : vidimus::test::wellFormedSafetensors())
        writeBoth(file.bytes);
    for (const vidimus::test::MalformedFile& file : vidimus::test::malformedSafetensors())
        writeBoth(file.bytes);
    using namespace vidimus::test;
    for (const char* config : {kBlipDefaults, kBlipLarge})
        write(2, config);
    for (const char* config : {kClipDefaults, kHfB16, kHfL14, kHfH14})
        write(3, config);
    for (const char* config : {kOpenB32, kOpenB16, kOpenL14, kOpenH14})
        write(4, config);
    write(5, R"({"metadata":{"total_size":12},"weight_map":{"a":"model-1.safetensors","b":"model-2.safetensors"}})");
    return 0;
}
