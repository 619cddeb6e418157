#include "ui/detail/photo_facts.h"

#include <QCoreApplication>
#include <QLocale>

#include "ui/common/format.h"
#include "ui/common/reveal.h"

namespace vidimus::ui {

namespace {

QString tr(const char* source)
{
    return QCoreApplication::translate("vidimus::ui::DetailPane", source);
}

QString place(const GeoPosition& position)
{
    const QLocale locale;
    return tr("%1° %2, %3° %4")
        .arg(locale.toString(std::abs(position.latitude), 'f', 4), position.latitude < 0 ? tr("S") : tr("N"),
             locale.toString(std::abs(position.longitude), 'f', 4), position.longitude < 0 ? tr("W") : tr("E"));
}

QString dimensions(const PhotoMetadata& metadata)
{
    const QString pixels = tr("%1 × %2").arg(format::count(metadata.width), format::count(metadata.height));
    const double mega = static_cast<double>(metadata.width) * metadata.height / 1e6;
    return mega < 1 ? pixels : tr("%1 · %2 MP").arg(pixels, QLocale().toString(mega, 'f', mega < 10 ? 1 : 0));
}

Fact folderFact(const QString& name, const std::filesystem::path& file)
{
    return {name, format::path(file.parent_path()), true, tr("Show in the file manager"),
            [file] { revealInFileManager(file); }};
}

} // namespace

std::vector<Fact> fileFacts(const storage::PhotoDetails& details)
{
    const PhotoMetadata& metadata = details.metadata;
    std::vector<Fact> facts;
    facts.push_back({tr("File"), format::fileName(details.card.path), true, {}, {}});
    facts.push_back(folderFact(tr("Folder"), details.card.path));
    for (const std::filesystem::path& path : details.paths) {
        if (path != details.card.path)
            facts.push_back(folderFact(tr("Also in"), path));
    }
    facts.push_back({tr("Size"), format::bytes(details.byteSize), false, {}, {}});
    facts.push_back({tr("Pixels"), dimensions(metadata), false, {}, {}});
    if (!metadata.format.empty())
        facts.push_back({tr("Format"), format::text(metadata.format).toUpper(), false, {}, {}});
    if (metadata.capturedAt)
        facts.push_back({tr("Taken"), format::wallClock(*metadata.capturedAt), false, {}, {}});
    if (!metadata.camera.empty())
        facts.push_back({tr("Camera"), format::text(metadata.camera), false, {}, {}});
    if (metadata.position)
        facts.push_back({tr("Place"), place(*metadata.position), false, {}, {}});
    facts.push_back({tr("Added"), format::moment(details.importedAt), false, {}, {}});
    return facts;
}

std::vector<Fact> timeFacts(const storage::PhotoTimes& times)
{
    std::vector<Fact> facts;
    const auto add = [&facts](const QString& name, std::int64_t microseconds) {
        facts.push_back({name, format::milliseconds(static_cast<double>(microseconds) / 1000.0), false, {}, {}});
    };
    add(tr("Read"), times.read);
    add(tr("Hash"), times.hash);
    add(tr("Decode"), times.decode);
    add(tr("Metadata"), times.metadata);
    add(tr("Thumbnail"), times.thumbnail);
    if (times.caption)
        add(tr("Caption"), *times.caption);
    if (times.embedding)
        add(tr("Embedding"), *times.embedding);
    return facts;
}

} // namespace vidimus::ui
