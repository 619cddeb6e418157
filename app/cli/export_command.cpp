#include "app/cli/export_command.h"

#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <ostream>
#include <span>
#include <system_error>

#include <CLI/CLI.hpp>

#include "app/cli/command_context.h"
#include "app/cli/export_row.h"
#include "app/cli/json_output.h"
#include "app/cli/photo_ids.h"
#include "app/cli/text_layout.h"
#include "core/base/file_handle.h"
#include "core/base/path_text.h"

namespace vidimus::cli {

namespace fs = std::filesystem;

namespace {

/// A sidecar larger than this is not one that a photo program wrote.
constexpr std::uintmax_t kLargestSidecar = 16u << 20;

Result<std::string> readAll(const fs::path& file)
{
    std::error_code error;
    if (!fs::exists(file, error))
        return std::string();
    if (fs::file_size(file, error) > kLargestSidecar || error)
        return fail(ErrorCode::TooLarge, "The sidecar that is there is too large to be one, and was left alone.");
    std::ifstream in(file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    if (in.bad() || !in.is_open())
        return fail(ErrorCode::Unreadable, "The sidecar that is there cannot be read, and was left alone.");
    return text;
}

/// All of it or nothing: under another name first.
Result<void> writeAll(const fs::path& file, const std::string& text)
{
    const fs::path part = fs::path(file).concat(".part");
    auto handle = FileHandle::createForWriting(part);
    if (!handle)
        return fail(handle.error());
    auto written = handle->write(std::as_bytes(std::span(text)));
    if (written)
        written = handle->sync();
    handle->close();
    if (written)
        written = renameDurably(part, file);
    if (!written) {
        std::error_code ignored;
        fs::remove(part, ignored);
    }
    return written;
}

Result<void> writeSidecar(const fs::path& file, const storage::PhotoDetails& details)
{
    const auto existing = readAll(file);
    if (!existing)
        return fail(existing.error());
    const auto packet = media::writeSidecar(*existing, sidecarText(details));
    if (!packet)
        return fail(packet.error());
    if (*packet == *existing)
        return {};
    return writeAll(file, *packet);
}

/// A file that gets its name when all of it is there: what has the name stays until then, and for good when this goes before
/// keep(). What is no file, such as a pipe, is written to as it is.
class OutFile {
public:
    explicit OutFile(const fs::path& path)
    {
        std::error_code error;
        m_target = fs::weakly_canonical(path, error); // a link stays one
        if (error)
            m_target = path;
        const fs::file_status there = fs::status(m_target, error);
        const bool asItIs = fs::exists(there) && !fs::is_regular_file(there);
        m_written = asItIs ? m_target : fs::path(m_target).concat(".part");
        m_stream.open(m_written, std::ios::binary | std::ios::trunc);
        m_toRename = m_stream.is_open() && !asItIs;
    }
    ~OutFile()
    {
        m_stream.close();
        std::error_code ignored;
        if (m_toRename)
            fs::remove(m_written, ignored);
    }
    OutFile(const OutFile&) = delete;
    OutFile& operator=(const OutFile&) = delete;

    std::ofstream& stream() { return m_stream; }

    Result<void> keep()
    {
        m_stream.close();
        if (!m_stream)
            return fail(ErrorCode::OutOfSpace, "The export could not be written to its end.");
        auto renamed = m_toRename ? renameDurably(m_written, m_target) : Result<void>();
        m_toRename = m_toRename && !renamed;
        return renamed;
    }

private:
    fs::path m_target;
    fs::path m_written;
    std::ofstream m_stream;
    bool m_toRename = false;
};

} // namespace

void ExportCommand::declareOptions(CLI::App& app)
{
    app.add_option("--format", m_format, "csv, json or xmp (sidecars beside the pictures, PICTURE.xmp)")
        ->check(CLI::IsMember({"csv", "json", "xmp"}).description(""))
        ->capture_default_str()
        ->type_name("FORMAT");
    app.add_option("--out", m_out, "A file instead of stdout; for xmp a folder instead of the pictures' own")
        ->type_name("PATH");
}

ExitCode ExportCommand::run(CommandContext& context)
{
    const auto asked = photoIdsOf(context.operands);
    if (!asked)
        return wrongUsage(context, name(), asked.error().message);
    const auto library = openCatalogue(context);
    if (!library)
        return cannotRun(context, library.error());
    std::vector<PhotoId> ids = *asked;
    if (ids.empty()) {
        const auto refs = (*library)->query().all(storage::SortOrder::OldestFirst);
        if (!refs)
            return cannotRun(context, refs.error());
        for (const storage::PhotoRef& ref : *refs)
            ids.push_back(ref.id);
    }
    return m_format == "xmp" ? writeSidecars(context, **library, ids) : writeTable(context, **library, ids);
}

ExitCode ExportCommand::writeTable(CommandContext& context, const storage::Library& library,
                                   const std::vector<PhotoId>& ids) const
{
    const bool json = m_format == "json" || (m_out.empty() && context.options.json);
    std::optional<OutFile> file;
    if (!m_out.empty()) {
        file.emplace(pathFromBytes(m_out));
        if (!file->stream())
            return cannotRun(context, {ErrorCode::PermissionDenied, displayText(m_out) + " cannot be written."});
    }
    std::ostream& out = file ? file->stream() : context.out;
    out << (json ? std::string("{\"photos\":[") : csvHeader());
    std::size_t written = 0;
    bool allKnown = true;
    for (const PhotoId id : ids) {
        if (context.stop.stop_requested())
            return cannotRun(context, {ErrorCode::Cancelled, {}});
        const auto details = library.query().details(id);
        if (!details) {
            if (details.error().code != ErrorCode::NotFound)
                return cannotRun(context, details.error());
            context.err << details.error().message + "\n" << std::flush;
            allKnown = false;
            continue;
        }
        if (json)
            out << (written == 0 ? "\n" : ",\n") << jsonText(exportedToJson(*details));
        else
            out << csvRow(*details);
        ++written;
    }
    if (json)
        out << "\n]}\n";
    out.flush();
    if (!out)
        return cannotRun(context, {ErrorCode::OutOfSpace, "The export could not be written to its end."});
    if (file)
        if (const auto kept = file->keep(); !kept)
            return cannotRun(context, kept.error());
    if (file && context.options.json)
        writeJson(context.out, {{"exported", written}, {"file", m_out}});
    return allKnown ? ExitCode::Done : ExitCode::SomeFailed;
}

ExitCode ExportCommand::writeSidecars(CommandContext& context, const storage::Library& library,
                                      const std::vector<PhotoId>& ids) const
{
    Json failed = Json::array();
    std::size_t written = 0;
    const auto report = [&](const std::string& path, const Error& error) {
        context.err << displayText(path) + ": " + displayText(error.message) + "\n" << std::flush;
        failed.push_back({{"path", path}, {"error", error.message}});
    };
    std::error_code error;
    if (!m_out.empty() && !fs::is_directory(pathFromBytes(m_out), error))
        return cannotRun(context, {ErrorCode::NotFound, displayText(m_out) + " is no folder."});
    std::map<fs::path, PhotoId> taken; // in one folder; pictures of several may have the same name
    for (const PhotoId id : ids) {
        if (context.stop.stop_requested())
            return cannotRun(context, {ErrorCode::Cancelled, {}});
        const auto details = library.query().details(id);
        if (!details) {
            report(std::to_string(id.value), details.error());
            continue;
        }
        // The same picture in two places has a sidecar in both.
        for (const fs::path& picture : details->paths) {
            if (m_out.empty() && !fs::exists(picture, error)) {
                report(pathToBytes(picture), {ErrorCode::NotFound, "The picture is not there now."});
                continue;
            }
            const fs::path folder = m_out.empty() ? picture.parent_path() : pathFromBytes(m_out);
            const fs::path sidecar = folder / fs::path(picture.filename()).concat(".xmp");
            if (taken.emplace(sidecar, id).first->second != id) {
                report(pathToBytes(picture),
                       {ErrorCode::InvalidArgument, "Another picture of that name has its sidecar "
                                                    "there: give this one another folder."});
                continue;
            }
            if (const auto done = writeSidecar(sidecar, *details); done)
                ++written;
            else
                report(pathToBytes(sidecar), done.error());
        }
    }
    const bool complete = failed.empty();
    if (context.options.json)
        writeJson(context.out, {{"written", written}, {"failed", std::move(failed)}});
    else
        context.out << "Wrote " << counted(static_cast<std::int64_t>(written), "sidecar") << ".\n";
    return complete ? ExitCode::Done : ExitCode::SomeFailed;
}

} // namespace vidimus::cli
