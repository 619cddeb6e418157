#include "ui/detail/photo_facts.h"

#include <QCoreApplication>
#include <QLocale>

#include "ui/common/format.h"
#include "ui/common/reveal.h"

namespace vidimus::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(vidimus::ui::DetailPane)
};

QString place(const GeoPosition& position)
{
    const QLocale locale;
    return Words::tr("%1° %2, %3° %4")
        .arg(locale.toString(std::abs(position.latitude), 'f', 4),
             position.latitude < 0 ? Words::tr("S") : Words::tr("N"),
             locale.toString(std::abs(position.longitude), 'f', 4),
             position.longitude < 0 ? Words::tr("W") : Words::tr("E"));
}

QString dimensions(const PhotoMetadata& metadata)
{
    const QString pixels = Words::tr("%1 × %2").arg(format::count(metadata.width), format::count(metadata.height));
    const double mega = static_cast<double>(metadata.width) * metadata.height / 1e6;
    return mega < 1 ? pixels : Words::tr("%1 · %2 MP").arg(pixels, QLocale().toString(mega, 'f', mega < 10 ? 1 : 0));
}

Fact folderFact(const QString& name, const std::filesystem::path& file)
{
    return {name, format::path(file.parent_path()), true, Words::tr("Show in the file manager"),
            [file] { revealInFileManager(file); }};
}

} // namespace

std::vector<Fact> fileFacts(const storage::PhotoDetails& details)
{
    const PhotoMetadata& metadata = details.metadata;
    std::vector<Fact> facts;
    facts.push_back({Words::tr("File"), format::fileName(details.card.path), true, {}, {}});
    facts.push_back(folderFact(Words::tr("Folder"), details.card.path));
    for (const std::filesystem::path& path : details.paths) {
        if (path != details.card.path)
            facts.push_back(folderFact(Words::tr("Also in"), path));
    }
    facts.push_back({Words::tr("Size"), format::bytes(details.byteSize), false, {}, {}});
    facts.push_back({Words::tr("Pixels"), dimensions(metadata), false, {}, {}});
    if (!metadata.format.empty())
        facts.push_back({Words::tr("Format"), format::text(metadata.format).toUpper(), false, {}, {}});
    if (metadata.capturedAt)
        facts.push_back({Words::tr("Taken"), format::wallClock(*metadata.capturedAt), false, {}, {}});
    if (!metadata.camera.empty())
        facts.push_back({Words::tr("Camera"), format::text(metadata.camera), false, {}, {}});
    if (metadata.position)
        facts.push_back({Words::tr("Place"), place(*metadata.position), false, {}, {}});
    facts.push_back({Words::tr("Added"), format::moment(details.importedAt), false, {}, {}});
    return facts;
}

std::vector<Fact> timeFacts(const storage::PhotoTimes& times)
{
    std::vector<Fact> facts;
    const auto add = [&facts](const QString& name, std::int64_t microseconds) {
        facts.push_back({name, format::milliseconds(static_cast<double>(microseconds) / 1000.0), false, {}, {}});
    };
    add(Words::tr("Read"), times.read);
    add(Words::tr("Hash"), times.hash);
    add(Words::tr("Decode"), times.decode);
    add(Words::tr("Metadata"), times.metadata);
    add(Words::tr("Thumbnail"), times.thumbnail);
    if (times.caption)
        add(Words::tr("Caption"), *times.caption);
    if (times.embedding)
        add(Words::tr("Embedding"), *times.embedding);
    return facts;
}

} // namespace vidimus::ui
