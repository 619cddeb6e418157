#pragma once

#include <filesystem>
#include <string>

#include <QTemporaryDir>
#include <QTest>

#include "core/base/path_text.h"
#include "core/storage/library.h"

namespace vidimus::storage {

inline const ModelRecord kCaptioner{"test-caption", "test", Origin::Mock, 0};
inline const ModelRecord kEmbedder{"test-embed", "test", Origin::Mock, 4};

/// A library of its own in a folder that goes away.
class LibraryFixture {
public:
    std::filesystem::path folder() const { return pathFromBytes(m_folder.path().toStdString()) / "library"; }

    std::unique_ptr<Library> open(const LibraryOptions& options = {}) const
    {
        auto library = Library::open(folder(), options);
        if (!library)
            return nullptr;
        if (!(*library)->useModels(kCaptioner, kEmbedder))
            return nullptr;
        return std::move(*library);
    }

private:
    QTemporaryDir m_folder;
};

/// A file as if it had been looked at; the content is told by one byte.
inline LookedFile lookedFile(const std::filesystem::path& path, unsigned char content, std::int64_t capturedAt = 0)
{
    LookedFile file;
    file.path = path;
    file.hash.bytes.fill(content);
    file.byteSize = 1000u + content;
    file.modifiedNs = 1'700'000'000'000'000'000;
    file.metadata.width = 400;
    file.metadata.height = 300;
    file.metadata.format = "jpeg";
    if (capturedAt != 0)
        file.metadata.capturedAt = capturedAt;
    return file;
}

inline PhotoId addPhoto(Library& library, const std::filesystem::path& path, unsigned char content,
                        std::int64_t capturedAt = 0)
{
    const LookedFile file = lookedFile(path, content, capturedAt);
    const auto added = library.photos().add({&file, 1}, 100);
    return added ? added->front().photo : PhotoId{};
}

} // namespace vidimus::storage
