// Writes tiny models for trying things out: make_models DIR [SEED]

#include <cstdio>
#include <cstdlib>
#include <exception>

#include "tests/support/tiny_models.h"

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fputs("usage: make_models DIR [SEED]\n", stderr);
        return 2;
    }
    try {
        const std::filesystem::path folder(argv[1]);
        const vidimus::test::TinyModel model{argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1, false};
        vidimus::test::writeTinyBlip(folder / "blip-tiny", model);
        vidimus::test::writeTinyClip(folder / "clip-tiny", model);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "make_models: %s\n", error.what());
        return 1;
    }
    return 0;
}
