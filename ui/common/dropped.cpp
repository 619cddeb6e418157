#include "ui/common/dropped.h"

#include <QMimeData>
#include <QMimeDatabase>

#include "ui/common/format.h"

namespace vidimus::ui {

namespace {

/// Losslessly encoded first: a program that offers several has made them all from one picture.
const QStringList& encodedFormats()
{
    static const QStringList formats{QStringLiteral("image/png"),  QStringLiteral("image/jpeg"),
                                     QStringLiteral("image/webp"), QStringLiteral("image/tiff"),
                                     QStringLiteral("image/gif"),  QStringLiteral("image/bmp"),
                                     QStringLiteral("image/heic"), QStringLiteral("image/avif")};
    return formats;
}

QList<QUrl> webAddresses(const QMimeData& data)
{
    QList<QUrl> urls;
    for (const QUrl& url : data.urls()) {
        if (url.scheme().startsWith(QLatin1String("http")))
            urls << url;
    }
    return urls;
}

/// The format the original had, when its name tells and it is offered; else the best of those offered.
QString bestFormat(const QMimeData& data, const QString& name)
{
    QString byName = QMimeDatabase().mimeTypeForFile(name, QMimeDatabase::MatchExtension).name();
    if (encodedFormats().contains(byName) && data.hasFormat(byName))
        return byName;
    for (const QString& format : encodedFormats()) {
        if (data.hasFormat(format))
            return format;
    }
    return {};
}

} // namespace

QString photoMimeType()
{
    return QStringLiteral("application/x-vidimus-photo");
}

QString photosMimeType()
{
    return QStringLiteral("application/x-vidimus-photos");
}

std::vector<PhotoId> draggedPhotos(const QMimeData& data)
{
    std::vector<PhotoId> photos;
    for (const QByteArray& number : data.data(photosMimeType()).split(' ')) {
        if (const PhotoId photo{number.toLongLong()})
            photos.push_back(photo);
    }
    return photos;
}

QList<std::filesystem::path> localPaths(const QMimeData& data)
{
    QList<std::filesystem::path> paths;
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile())
            paths << format::toPath(url.toLocalFile());
    }
    return paths;
}

DropKind dropKind(const QMimeData& data)
{
    if (data.hasFormat(photoMimeType()))
        return DropKind::Nothing; // our own pictures are here already
    if (!localPaths(data).isEmpty())
        return DropKind::Files;
    if (!bestFormat(data, {}).isEmpty() || data.hasImage())
        return DropKind::Picture;
    return webAddresses(data).isEmpty() ? DropKind::Nothing : DropKind::WebAddress;
}

Dropped readDropped(const QMimeData& data)
{
    Dropped dropped;
    dropped.photo = PhotoId{data.data(photoMimeType()).toLongLong()};
    dropped.paths = localPaths(data);
    if (!dropped.paths.isEmpty() || dropped.photo)
        return dropped;

    const QList<QUrl> web = webAddresses(data);
    if (!web.isEmpty())
        dropped.hint = web.first().fileName();
    if (const QString format = bestFormat(data, dropped.hint); !format.isEmpty())
        dropped.encoded = data.data(format);
    if (dropped.encoded.isEmpty() && data.hasImage())
        dropped.pixels = qvariant_cast<QImage>(data.imageData());
    dropped.onlyWebAddress = !dropped.hasPicture() && !web.isEmpty();
    return dropped;
}

} // namespace vidimus::ui
