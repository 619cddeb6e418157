// Writes many pictures, for runs over libraries of thousands: see --help.

#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

#include <QCommandLineParser>
#include <QCoreApplication>

#include "tests/support/picture_files.h"
#include "tests/support/picture_maker.h"

namespace {

using namespace vidimus::test;

struct Plan {
    std::filesystem::path folder;
    int count = 1000;
    QSize size{320, 240};
    int quality = 80;
    int grain = 6;
    int bases = 0; ///< 0: every picture is drawn; else this many are, and the others differ by a comment only
};

std::filesystem::path placeOf(const Plan& plan, int number)
{
    // A folder holds at most 1,000, as people's folders do.
    char name[64];
    std::snprintf(name, sizeof name, "%03d/picture-%06d.jpg", number / 1000, number);
    return plan.folder / name;
}

void write(const Plan& plan)
{
    std::vector<QByteArray> bases;
    for (int i = 0; i < plan.bases; ++i)
        bases.push_back(
            encoded(photoPicture(plan.size, static_cast<std::uint64_t>(i) + 1, plan.grain), "jpg", plan.quality));
    for (int i = 0; i < plan.count; ++i) {
        const std::filesystem::path file = placeOf(plan, i);
        std::filesystem::create_directories(file.parent_path());
        if (plan.bases > 0) {
            const QByteArray& base = bases[static_cast<std::size_t>(i % plan.bases)];
            writeFile(file, withJpegComment(base, "copy " + std::to_string(i)));
        } else {
            const QImage image = photoPicture(plan.size, static_cast<std::uint64_t>(i) + 1, plan.grain);
            writeFile(file, encoded(image, "jpg", plan.quality));
        }
    }
}

Plan planFrom(const QCoreApplication& app)
{
    QCommandLineParser parser;
    parser.setApplicationDescription("Writes JPEGs that all differ into a folder.");
    parser.addHelpOption();
    parser.addPositionalArgument("FOLDER", "where to (made when absent)");
    parser.addOptions({
        {"count", "how many", "N", "1000"},
        {"size", "of each, in pixels", "WxH", "320x240"},
        {"quality", "of the JPEG compression", "1-100", "80"},
        {"grain", "more makes larger files", "0-60", "6"},
        {"distinct-pixels", "draw every one (the default)"},
        {"vary-metadata", "draw only some, the rest are these with another comment: quick for large pictures"},
        {"bases", "how many are drawn with --vary-metadata", "K", "8"},
    });
    parser.process(app);
    const QStringList size = parser.value("size").split('x');
    if (parser.positionalArguments().size() != 1 || size.size() != 2)
        parser.showHelp(2);
    Plan plan;
    plan.folder = parser.positionalArguments().constFirst().toStdString();
    plan.count = parser.value("count").toInt();
    plan.size = QSize(size[0].toInt(), size[1].toInt());
    plan.quality = parser.value("quality").toInt();
    plan.grain = parser.value("grain").toInt();
    plan.bases = parser.isSet("vary-metadata") ? parser.value("bases").toInt() : 0;
    return plan;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    try {
        write(planFrom(app));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "make_library: %s\n", error.what());
        return 1;
    }
    return 0;
}
