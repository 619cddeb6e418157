#include <mutex>
#include <string_view>

#include <QImageReader>
#include <QLoggingCategory>

#include <exiv2/exiv2.hpp>
#ifdef VIDIMUS_HAVE_TIFF
#include <tiffio.h>
#endif

#include "core/media/decoder.h"

namespace vidimus::media {

namespace {

/// The filter that stood before ours; written once, before ours is called for the first time.
QLoggingCategory::CategoryFilter previousFilter = nullptr;

/// Every fault these categories tell of also comes back as an Error; on stderr it would stand without a file's name.
void silenceImageReaders(QLoggingCategory* category)
{
    if (previousFilter != nullptr)
        previousFilter(category);
    const std::string_view name(category->categoryName());
    if (!name.starts_with("qt.gui.imageio") && !name.starts_with("qt.imageformats"))
        return;
    for (const QtMsgType type : {QtDebugMsg, QtInfoMsg, QtWarningMsg, QtCriticalMsg})
        category->setEnabled(type, false);
}

} // namespace

void initialise()
{
    static std::once_flag once;
    std::call_once(once, [] {
        constexpr int kMegabytes = 1024; // DecodeLimits::maxDecodedBytes; Qt would stop at 128 (6.4) or 256 (6.8)
        QImageReader::setAllocationLimit(kMegabytes);
        // Qt applies a new filter to every existing category at once, so ours must know its predecessor by then: the
        // exchange is done with one that does nothing.
        previousFilter = QLoggingCategory::installFilter([](QLoggingCategory*) {});
        QLoggingCategory::installFilter(silenceImageReaders);
        Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
#ifdef VIDIMUS_HAVE_TIFF
        TIFFSetErrorHandler(nullptr);
        TIFFSetWarningHandler(nullptr);
#endif
    });
}

} // namespace vidimus::media
