// Draws the sample pictures: make_samples FOLDER [NAME-PART]

#include <cstdio>
#include <exception>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QImageWriter>
#include <QTransform>

#include "exif.h"
#include "gif.h"
#include "scenes.h"

namespace {

using namespace vidimus::samples;

struct Sample {
    const char* file;
    QSize size;
    std::function<QImage(QSize)> draw;
    int quality = 82;
    Exif exif;
};

std::function<QImage(QSize)> scene(void (*paint)(Canvas&))
{
    return [paint](QSize size) {
        Canvas canvas(size.width(), size.height());
        paint(canvas);
        return canvas.image();
    };
}

/// As the sensor of a camera that is held upright sees it: lying on its side, with a note of that (orientation 6).
std::function<QImage(QSize)> lyingOnItsSide(void (*paint)(Canvas&))
{
    return [paint](QSize size) { return scene(paint)(size.transposed()).transformed(QTransform().rotate(-90)); };
}

QImage mountainsAgain(QSize size)
{
    const QImage whole = scene(mountainsAtSunset)(QSize(1800, 1200));
    return whole.copy(QRect(QPoint(70, 45), QSize(1650, 1100)))
        .scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

QImage deepWaves(QSize size)
{
    Canvas canvas(size.width(), size.height());
    colourWaves(canvas);
    return canvas.image16();
}

std::vector<Sample> samples()
{
    return {
        {"mountains-at-sunset.jpg",
         {1800, 1200},
         scene(mountainsAtSunset),
         80,
         {"2023:06:17 21:08:11", "Fujifilm", "X-T5", 46.5592, 8.5611}},
        {"mountains-at-sunset-cropped.jpg",
         {1200, 800},
         mountainsAgain,
         62,
         {"2023:06:17 21:08:11", "Fujifilm", "X-T5", 46.5592, 8.5611}},
        {"lone-tree-in-fog.jpg", {1500, 1000}, scene(loneTreeInFog), 80, {"2023:10:29 08:14:40", "Nikon", "Z 6II"}},
        {"snowy-firs.jpg",
         {1000, 1500},
         scene(snowyFirs),
         80,
         {"2024:01:06 17:02:33", "Apple", "iPhone 14 Pro", 47.0707, 12.6947}},
        {"northern-lights.jpg",
         {1600, 1067},
         scene(northernLights),
         80,
         {"2024:01:20 23:41:09", "Sony", "ILCE-7M4", 69.6492, 18.9553}},
        {"waterfall-in-the-woods.jpg", {960, 1440}, scene(waterfall), 74, {"2024:05:19 11:26:54", "Google", "Pixel 8"}},
        {"moon-over-the-sea.jpg",
         {1080, 1440},
         scene(moonOverTheSea),
         80,
         {"2024:07:30 22:51:27", "Sony", "ILCE-7M4", 43.7384, 7.4246}},
        {"beach-from-above.jpg",
         {1600, 1067},
         scene(beachWithWaves),
         74,
         {"2024:07:21 13:05:02", "DJI", "FC3582", 38.7223, 20.6506}},
        {"lighthouse-at-dusk.jpg",
         {1000, 1400},
         scene(lighthouseAtDusk),
         80,
         {"2024:09:14 20:12:45", "Canon", "Canon EOS R6", 48.4613, -5.1297}},
        {"sailing-boat.webp",
         {1600, 1000},
         scene(sailingBoat),
         78,
         {"2024:09:08 16:33:20", "Canon", "Canon EOS R6", 54.4102, 10.2253}},
        {"coral-reef.jpg",
         {1600, 1067},
         scene(coralReef),
         76,
         {"2024:07:23 10:47:15", "GoPro", "HERO12 Black", -18.2871, 147.6992}},
        // Held upright, stored lying: the pixels are 1440 x 960.
        {"autumn-forest.jpg",
         {1440, 960},
         lyingOnItsSide(autumnForest),
         72,
         {"2023:10:21 15:37:50", "Apple", "iPhone 14 Pro", 51.7727, 10.6166, 6}},
        {"poppy-field.jpg",
         {1500, 1000},
         scene(poppyField),
         70,
         {"2024:05:26 10:20:31", "Nikon", "Z 6II", 43.0703, 12.6196}},
        {"lavender-rows.jpg",
         {1200, 1200},
         scene(lavenderRows),
         70,
         {"2024:07:06 20:49:18", "Fujifilm", "X-T5", 43.8367, 5.0356}},
        {"rainbow-over-hills.jpg",
         {1600, 1000},
         scene(rainbowOverHills),
         72,
         {"2023:10:14 17:05:06", "Canon", "Canon EOS R6", 52.3555, -4.0}},
        {"red-barn.jpg", {1500, 1000}, scene(redBarn), 72, {"2024:07:13 14:11:38", "Google", "Pixel 8"}},
        {"desert-dunes.jpg",
         {1800, 1013},
         scene(desertDunes),
         76,
         {"2024:01:14 08:02:57", "Sony", "ILCE-7M4", 31.1499, -3.9769}},
        {"city-at-nightfall.jpg",
         {2400, 1000},
         scene(skylineAtNight),
         78,
         {"2024:09:12 19:46:22", "Sony", "ILCE-7M4", 40.7061, -73.9969}},
        {"hot-air-balloons.jpg",
         {1600, 1200},
         scene(balloons),
         80,
         {"2024:09:03 06:21:05", "Apple", "iPhone 15", 38.6431, 34.8289}},
        {"lights-in-the-rain.jpg",
         {1000, 1500},
         scene(lightsInTheRain),
         76,
         {"2024:01:26 18:39:42", "Fujifilm", "X-T5"}},
        {"cat-at-the-window.jpg",
         {1200, 1200},
         scene(catAtTheWindow),
         74,
         {"2024:09:21 18:58:13", "Google", "Pixel 8"}},
        {"fruit-bowl.jpg", {1400, 1050}, scene(fruitBowl), 76, {"2024:05:04 12:00:08", "Nikon", "Z 6II"}},
        {"tulips-in-a-vase.jpg", {960, 1280}, scene(tulipsInAVase), 76, {"2024:05:05 11:31:47", "Nikon", "Z 6II"}},
        {"cup-of-tea.jpg", {1280, 960}, scene(teaCup), 78, {"2024:05:11 09:15:29", "Apple", "iPhone 15"}},
        {"pink-gerbera.jpg", {1200, 1200}, scene(daisy), 80, {"2024:05:25 10:08:33", "Canon", "Canon EOS R6"}},
        {"koi-pond.jpg",
         {1200, 1200},
         scene(koiPond),
         78,
         {"2024:05:02 14:25:11", "Apple", "iPhone 15", 35.0394, 135.7292}},
        {"cherry-blossom.webp",
         {1200, 900},
         scene(cherryBlossom),
         78,
         {"2024:05:03 11:52:36", "Fujifilm", "X-T5", 41.7968, 140.7568}},
        {"ringed-planet.jpg", {1400, 1000}, scene(ringedPlanet), 78, {}},
        {"paper-landscape.tif", {640, 800}, scene(paperShapes), 80, {}},
        {"colour-waves-16-bit.png", {640, 480}, deepWaves, 80, {}},
        {"blue-butterfly.png", {900, 760}, butterfly, 80, {}},
        {"painted-tiles.bmp", {240, 160}, scene(tiles), 80, {}},
        {"campfire.gif", {384, 288}, nullptr, 80, {}},
    };
}

QByteArray encoded(const Sample& sample)
{
    const QString name = QString::fromLatin1(sample.file);
    if (name.endsWith(QLatin1String(".gif"))) {
        std::vector<QImage> frames;
        for (int i = 0; i < 4; ++i)
            frames.push_back(pixelCampfire(sample.size, i));
        return gif(frames, 16);
    }
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, name.section('.', -1).toLatin1());
    writer.setQuality(sample.quality);
    if (name.endsWith(QLatin1String(".jpg"))) {
        writer.setOptimizedWrite(true);
        writer.setProgressiveScanWrite(sample.size.width() > 1700);
    } else if (name.endsWith(QLatin1String(".tif"))) {
        writer.setCompression(1); // LZW
    } else if (name.endsWith(QLatin1String(".png"))) {
        writer.setQuality(0); // PNG: the smallest file
    }
    if (!writer.write(sample.draw(sample.size)))
        throw std::runtime_error(writer.errorString().toStdString());
    return *sample.exif.taken == '\0' ? bytes : withExif(bytes, sample.exif);
}

void make(const QDir& folder, const QString& part)
{
    for (const Sample& sample : samples()) {
        if (!QString::fromLatin1(sample.file).contains(part))
            continue;
        const QByteArray bytes = encoded(sample);
        QFile file(folder.filePath(QString::fromLatin1(sample.file)));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            throw std::runtime_error(file.errorString().toStdString());
        std::printf("%-36s %4d x %-4d %7lld bytes\n", sample.file, sample.size.width(), sample.size.height(),
                    static_cast<long long>(bytes.size()));
        std::fflush(stdout);
    }
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 2 || !QDir(arguments[1]).exists()) {
        std::fprintf(stderr, "Usage: make_samples FOLDER [NAME-PART]\n");
        return 2;
    }
    try {
        make(QDir(arguments[1]), arguments.value(2));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "make_samples: %s\n", error.what());
        return 1;
    }
    return 0;
}
