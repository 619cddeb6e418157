#include "core/inference/checkpoint/safetensors_file.h"

#include <utility>

#include "core/base/path_text.h"
#include "core/inference/checkpoint/mapped_file.h"

namespace vidimus::inference {

class SafetensorsFile::Mapping {
public:
    Mapping(std::filesystem::path path, MappedFile file, SafetensorsContent content)
        : m_path(std::move(path)), m_file(std::move(file)), m_content(std::move(content))
    {}

    const std::filesystem::path& path() const { return m_path; }
    const SafetensorsContent& content() const { return m_content; }
    const MappedFile& file() const { return m_file; }

private:
    std::filesystem::path m_path;
    MappedFile m_file; // what the views of m_content point into
    SafetensorsContent m_content;
};

Result<SafetensorsFile> SafetensorsFile::open(const std::filesystem::path& file)
{
    Result<MappedFile> mapped = MappedFile::open(file);
    if (!mapped)
        return fail(std::move(mapped.error()));
    Result<SafetensorsContent> content = parseSafetensors(mapped->bytes());
    if (!content)
        return fail(content.error().code, displayPath(file) + ": " + content.error().message);
    return SafetensorsFile(std::make_shared<const Mapping>(file, std::move(*mapped), std::move(*content)));
}

const SafetensorsContent& SafetensorsFile::content() const
{
    return m_mapping->content();
}

void SafetensorsFile::release() const
{
    m_mapping->file().release();
}

const std::filesystem::path& SafetensorsFile::path() const
{
    return m_mapping->path();
}

} // namespace vidimus::inference
