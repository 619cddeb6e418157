// Writes the hostile files of the tests, with what is expected of each:  make_hostile_files FOLDER

#include <cstdio>
#include <filesystem>
#include <fstream>

#include <QCoreApplication>

#include "hostile_files.h"

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv); // finds Qt's image plugins
    if (argc != 2) {
        std::fprintf(stderr, "usage: make_hostile_files FOLDER\n");
        return 2;
    }
    const std::filesystem::path folder(argv[1]);
    std::filesystem::create_directories(folder);
    std::ofstream expected(folder / "expected.tsv");
    for (const auto& file : vidimus::media::test::hostileFiles()) {
        std::ofstream(folder / file.name.toStdString(), std::ios::binary)
            .write(file.bytes.constData(), file.bytes.size());
        expected << file.name.constData() << '\t';
        if (file.code)
            expected << static_cast<int>(*file.code);
        expected << '\t' << file.message.toStdString() << '\n';
    }
    return expected ? 0 : 1;
}
