#pragma once

#include <filesystem>
#include <vector>

#include <QByteArray>
#include <QImage>
#include <QList>
#include <QString>
#include <QUrl>

#include "core/base/ids.h"

class QMimeData;

namespace vidimus::ui {

/// Marks a drag that began in our gallery; its data are the photo's id in decimal.
QString photoMimeType();

/// All pictures of such a drag; draggedPhotos() reads it.
QString photosMimeType();
std::vector<PhotoId> draggedPhotos(const QMimeData& data);

/// What lies in a drag or on the clipboard, in the order of preference: files that are there, then the bytes of a
/// picture as some program encoded them, then bare pixels. An address on the web is never fetched.
struct Dropped {
    QList<std::filesystem::path> paths; ///< files and folders of this computer
    QByteArray encoded;                 ///< a picture in a file format
    QImage pixels;                      ///< only when nothing encoded was offered
    QString hint;                       ///< a name for a picture that is no file; may be empty
    bool onlyWebAddress = false;
    PhotoId photo; ///< dragged from our own gallery

    bool hasPicture() const { return !encoded.isEmpty() || !pixels.isNull(); }
};

/// What it would be, without asking for the data (a drag asks many times a second).
enum class DropKind { Nothing, Files, Picture, WebAddress };
DropKind dropKind(const QMimeData& data);
QList<std::filesystem::path> localPaths(const QMimeData& data);

Dropped readDropped(const QMimeData& data);

} // namespace vidimus::ui
