#include "core/ingest/scanner.h"

#include <algorithm>
#include <system_error>

#include "core/base/path_text.h"

namespace vidimus::ingest {

namespace fs = std::filesystem;

namespace {

bool isHidden(const fs::path& path)
{
    const std::string name = pathToBytes(path.filename());
    return !name.empty() && name.front() == '.';
}

/// Absolute and without "." and "..", but with links as the person sees them.
fs::path tidied(const fs::path& path)
{
    std::error_code error;
    fs::path absolute = fs::absolute(path, error);
    absolute = (error ? path : absolute).lexically_normal();
    // "folder/" and "folder" are one place.
    return absolute.has_filename() || !absolute.has_relative_path() ? absolute : absolute.parent_path();
}

} // namespace

Error fileError(const std::error_code& code)
{
    if (code == std::errc::no_such_file_or_directory || code == std::errc::not_a_directory)
        return {ErrorCode::NotFound, "There is no such file or folder (any more)."};
    if (code == std::errc::permission_denied || code == std::errc::operation_not_permitted)
        return {ErrorCode::PermissionDenied, "Permission denied."};
    if (code == std::errc::filename_too_long)
        return {ErrorCode::InvalidArgument, "The path is longer than the system can take."};
    if (code == std::errc::too_many_symbolic_link_levels)
        return {ErrorCode::NotFound, "The link leads in a circle."};
    return {ErrorCode::Unreadable, "It cannot be read: " + code.message() + "."};
}

Scanner::Scanner(std::vector<std::string> extensions) : m_extensions(extensions.begin(), extensions.end()) {}

void Scanner::scan(const fs::path& root, const Sink& sink, std::stop_token stop)
{
    m_visited.clear();
    const fs::path path = tidied(root);
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status)) {
        sink.failed(path, fileError(error ? error : std::make_error_code(std::errc::no_such_file_or_directory)));
        return;
    }
    if (fs::is_directory(status))
        walk(path, sink, stop);
    else
        sink.file(path);
}

bool Scanner::walk(const fs::path& folder, const Sink& sink, std::stop_token stop)
{
    if (stop.stop_requested())
        return false;
    std::error_code error;
    const fs::path real = fs::canonical(folder, error);
    if (error) {
        sink.failed(folder, fileError(error));
        return true;
    }
    if (!m_visited.insert(real).second)
        return true;

    std::vector<fs::path> files;
    std::vector<fs::path> folders;
    fs::directory_iterator entry(folder, error);
    for (const fs::directory_iterator end; !error && entry != end; entry.increment(error)) {
        std::error_code entryError;
        if (entry->is_directory(entryError)) {
            if (!isHidden(entry->path()))
                folders.push_back(entry->path());
        } else if (isPictureName(entry->path())) {
            files.push_back(entry->path());
        }
    }
    if (error)
        sink.failed(folder, fileError(error));

    // By name: people number their pictures, and a run that is repeated should go the same way.
    std::sort(files.begin(), files.end());
    std::sort(folders.begin(), folders.end());
    for (fs::path& file : files) {
        if (stop.stop_requested() || !sink.file(std::move(file)))
            return false;
    }
    return std::all_of(folders.begin(), folders.end(), [&](const fs::path& sub) { return walk(sub, sink, stop); });
}

bool Scanner::isPictureName(const fs::path& file) const
{
    // "._name.jpg" is where macOS keeps what other file systems cannot: never a picture.
    if (isHidden(file))
        return false;
    std::string extension = pathToBytes(file.extension());
    if (extension.size() < 2)
        return false;
    extension.erase(0, 1);
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return m_extensions.contains(extension);
}

} // namespace vidimus::ingest
