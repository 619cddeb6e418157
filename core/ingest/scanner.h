#pragma once

#include <filesystem>
#include <functional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace vidimus::ingest {

/// Finds the pictures below what a person named.
///
/// Files named outright are taken whatever they are called; in folders only names with a picture's extension. Hidden
/// folders are passed over. Links are followed, each folder is walked once, so loops end. Thread: one.
class Scanner {
public:
    struct Sink {
        std::function<bool(std::filesystem::path)> file; ///< answers false to end the scan
        std::function<void(std::filesystem::path, Error)> failed;
    };

    explicit Scanner(std::vector<std::string> extensions);

    void scan(const std::filesystem::path& root, const Sink& sink, std::stop_token stop);

private:
    bool walk(const std::filesystem::path& folder, const Sink& sink, std::stop_token stop);
    bool isPictureName(const std::filesystem::path& file) const;

    std::set<std::string> m_extensions;
    std::set<std::filesystem::path> m_visited; ///< canonical, of the root being scanned
};

/// A system error met at a path, in plain words.
Error fileError(const std::error_code& code);

} // namespace vidimus::ingest
