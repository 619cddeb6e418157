#include "tests/arch/source_rules.h"

#include <algorithm>
#include <array>
#include <map>
#include <regex>
#include <string_view>

#include "tests/arch/source_text.h"

namespace vidimus::arch {

namespace {

using Folders = std::set<std::string, std::less<>>;

constexpr int kMostLines = 500;

Folders joined(std::initializer_list<Folders> parts)
{
    Folders all;
    for (const Folders& part : parts)
        all.insert(part.begin(), part.end());
    return all;
}

/// Which folders a folder may include, itself aside. docs/architecture.md draws the same.
const std::map<std::string, Folders, std::less<>>& allowedFolders()
{
    static const auto table = [] {
        const Folders base{"core/base"};
        const Folders measured = joined({base, {"core/metrics"}});
        const Folders parts{"core/inference", "core/index", "core/storage", "core/media", "core/net"};
        const Folders jobs{"core/ingest", "core/search", "core/models", "core/cloud", "core/sync"};
        std::map<std::string, Folders, std::less<>> result;
        result["core/base"] = {};
        result["core/metrics"] = base;
        for (const std::string& part : parts)
            result[part] = measured;
        for (const std::string& job : jobs)
            result[job] = joined({measured, parts});
        result["core/services"] = joined({measured, parts, jobs});
        result["ui"] = joined({measured, {"core/services"}});
        result["app"] = joined({measured, parts, jobs, {"core/services", "ui"}});
        return result;
    }();
    return table;
}

/// Plain values that the services speak in, so that the window may know them.
constexpr std::array<std::string_view, 8> kValueHeaders{"core/storage/photo_records.h",  "core/storage/sort_orders.h",
                                                        "core/storage/person_records.h", "core/storage/person_edit.h",
                                                        "core/ingest/progress.h",        "core/search/search_results.h",
                                                        "core/search/query_tree.h",      "core/search/switch_state.h"};

const Folders& foldersWithoutQt()
{
    static const Folders folders{"core/base", "core/metrics", "core/inference", "core/index", "core/models"};
    return folders;
}

/// A library that only some files may see.
struct Fence {
    std::string_view library;
    std::string_view includes; ///< a regular expression over what is included
    std::string_view files;    ///< and over the paths that may
};
constexpr std::array<Fence, 8> kFences{{
    {"SQLite", R"(^(sqlite3(ext)?\.h$|SQLiteCpp/))", R"(^core/storage/)"},
    {"hnswlib", R"(^hnswlib/)", R"(^core/index/hnsw_graph\.cpp$)"},
    {"LibTorch", R"(^(torch|ATen|c10)/)", R"(^core/inference/(torch/|runtime/runtime_module\.cpp$))"},
    {"oneDNN", R"(^oneapi/dnnl/)", R"(^core/inference/onednn/)"},
    {"exiv2", R"(^exiv2/)", R"(^core/media/)"},
    {"libheif", R"(^libheif/)", R"(^core/media/)"},
    {"libraw", R"(^libraw/)", R"(^core/media/)"},
    {"libtiff", R"(^tiff(io)?\.h$)", R"(^core/media/)"},
}};

struct Phrase {
    std::string_view pattern;
    std::string_view rule;
};
constexpr std::array<Phrase, 6> kForbidden{{
    {R"(\b(public|protected|private)\s+slots\s*:)", "write Q_SLOTS: Qt's \"slots\" clashes with names in LibTorch"},
    {R"(^\s*signals\s*:)", "write Q_SIGNALS: Qt's \"signals\" is switched off"},
    {R"(\bemit\s+[A-Za-z_]\w*\s*\()", "write Q_EMIT: Qt's \"emit\" is switched off"},
    {R"(\bQEventLoop\b)", "no nested event loops: wait for a signal instead"},
    {R"(\bprocessEvents\b)", "no nested event loops: give the work to a thread instead"},
    {R"(\b(qWait|qWaitFor)\b)", "no nested event loops: this belongs to tests"},
}};

std::string quoted(std::string_view text)
{
    std::string result(1, '"');
    result += text;
    return result += '"';
}

std::string folderOf(std::string_view path)
{
    if (path.starts_with("core/")) {
        const std::size_t end = path.find('/', 5);
        return std::string(end == std::string_view::npos ? "core" : path.substr(0, end));
    }
    return std::string(path.substr(0, path.find('/')));
}

bool matches(std::string_view text, std::string_view pattern)
{
    return std::regex_search(text.begin(), text.end(), std::regex(pattern.begin(), pattern.end()));
}

bool isQtHeader(const std::string& target)
{
    static const std::regex pattern(R"(^(Qt[A-Z]\w*/)?(Q[A-Z]\w*|Qt\w*|q[a-z0-9_]+\.h)$)");
    return std::regex_search(target, pattern);
}

class Judge {
public:
    Judge(const Source& source, const Surroundings& surroundings)
        : m_source(source), m_surroundings(surroundings), m_folder(folderOf(source.path))
    {}

    std::vector<Violation> run()
    {
        if (!allowedFolders().contains(m_folder)) {
            add(1, quoted(m_folder) + " is no folder of the design");
            return std::move(m_found);
        }
        const std::vector<Include> includes = includesOf(m_source.text);
        for (const Include& include : includes) {
            if (include.quoted)
                checkProjectHeader(include);
            else
                checkOutsideHeader(include);
        }
        checkOwnHeader(includes);
        checkGuard();
        checkLength();
        checkPhrases();
        return std::move(m_found);
    }

private:
    void add(int line, std::string rule) { m_found.push_back({m_source.path, line, std::move(rule)}); }

    void checkProjectHeader(const Include& include)
    {
        if (include.target.ends_with(".moc"))
            return;
        const std::string target = folderOf(include.target);
        if (target != "app" && target != "ui" && target != "core" && !target.starts_with("core/")) {
            add(include.line,
                quoted(include.target) + ": project headers are named from the repository's root, others stand in <>");
            return;
        }
        if (target == m_folder)
            return;
        if (m_folder == "ui" && std::ranges::find(kValueHeaders, include.target) != kValueHeaders.end())
            return;
        if (!allowedFolders().at(m_folder).contains(target))
            add(include.line, m_folder + " must not include " + target + " (" + include.target + ")");
    }

    void checkOutsideHeader(const Include& include)
    {
        if (isQtHeader(include.target)) {
            if (foldersWithoutQt().contains(m_folder))
                add(include.line, m_folder + " must not include Qt (" + include.target + ")");
            const std::string name = include.target.substr(include.target.rfind('/') + 1);
            const bool widget = include.target.starts_with("QtWidgets") || m_surroundings.widgetHeaders.contains(name);
            if (widget && m_folder.starts_with("core"))
                add(include.line, "core must not include widgets (" + include.target + ")");
        }
        for (const Fence& fence : kFences) {
            if (matches(include.target, fence.includes) && !matches(m_source.path, fence.files))
                add(include.line, std::string(fence.library) + " is not to be seen here (" + include.target + ")");
        }
    }

    void checkOwnHeader(const std::vector<Include>& includes)
    {
        if (!m_source.path.ends_with(".cpp"))
            return;
        const std::string own = m_source.path.substr(0, m_source.path.size() - 4) + ".h";
        if (!m_surroundings.files.contains(own))
            return;
        if (includes.empty() || includes.front().target != own)
            add(includes.empty() ? 1 : includes.front().line, "its own header " + quoted(own) + " comes first");
    }

    void checkGuard()
    {
        if (!m_source.path.ends_with(".h"))
            return;
        for (const std::string& line : linesOf(withoutComments(m_source.text, false))) {
            if (line.find_first_not_of(" \t\r") == std::string::npos)
                continue;
            if (!matches(line, R"(^#pragma once\s*$)"))
                add(1, "a header starts with #pragma once");
            return;
        }
        add(1, "a header starts with #pragma once");
    }

    void checkLength()
    {
        const auto lines = static_cast<int>(linesOf(m_source.text).size());
        if (lines > kMostLines)
            add(kMostLines + 1,
                std::to_string(lines) + " lines: above " + std::to_string(kMostLines) + " a file does too much");
    }

    void checkPhrases()
    {
        static const auto patterns = [] {
            std::vector<std::regex> result;
            for (const Phrase& phrase : kForbidden)
                result.emplace_back(phrase.pattern.begin(), phrase.pattern.end());
            return result;
        }();
        int number = 0;
        for (const std::string& line : linesOf(withoutComments(m_source.text, true))) {
            ++number;
            for (std::size_t i = 0; i < kForbidden.size(); ++i) {
                if (std::regex_search(line, patterns[i]))
                    add(number, std::string(kForbidden[i].rule));
            }
        }
    }

    const Source& m_source;
    const Surroundings& m_surroundings;
    std::string m_folder;
    std::vector<Violation> m_found;
};

} // namespace

std::vector<Violation> violationsOf(const Source& source, const Surroundings& surroundings)
{
    return Judge(source, surroundings).run();
}

std::string describe(const Violation& violation)
{
    return violation.path + ":" + std::to_string(violation.line) + ": " + violation.rule;
}

} // namespace vidimus::arch
