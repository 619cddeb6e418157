#pragma once

#include <filesystem>
#include <initializer_list>
#include <stop_token>
#include <string>
#include <vector>

#include <QTemporaryDir>

#include <nlohmann/json.hpp>

#include "app/cli/terminal.h"
#include "core/storage/library.h"

namespace vidimus::cli {

using Json = nlohmann::ordered_json;

/// What a command line gave back.
struct Ran {
    int code = -1;
    std::string out;
    std::string err;
    Json document; ///< on stdout; "discarded" when that is not exactly one

    const Json& json() const { return document; }
    bool outHas(const std::string& text) const { return out.find(text) != std::string::npos; }
    bool errHas(const std::string& text) const { return err.find(text) != std::string::npos; }
    /// For QVERIFY2.
    std::string all() const { return "exit " + std::to_string(code) + "\nstdout: " + out + "\nstderr: " + err; }
};

std::vector<std::string> keysOf(const Json& object);

/// Runs command lines in this process, on a library and pictures in a folder that goes away.
class CliFixture {
public:
    CliFixture() = default;
    /// By bytes: QTemporaryDir leaves files behind whose names are no UTF-8.
    ~CliFixture();
    CliFixture(const CliFixture&) = delete;
    CliFixture& operator=(const CliFixture&) = delete;

    std::filesystem::path root() const { return m_folder.path().toStdString(); }
    std::filesystem::path libraryFolder() const { return root() / "library"; }
    std::filesystem::path pictures() const { return root() / "pictures"; }

    std::filesystem::path models() const { return root() / "models"; }

    /// With this fixture's library and models as the default ones, and the mock as the default mode.
    Ran run(const std::vector<std::string>& arguments, std::stop_token stop = {}) const;

    /// Draws `count` pictures into pictures() and imports them.
    void importSome(int count) const;
    std::unique_ptr<storage::Library> open(storage::LibraryAccess access = storage::LibraryAccess::ReadOnly) const;

    Terminal terminal;
    std::filesystem::path starter; ///< none unless a test puts some there

private:
    QTemporaryDir m_folder;
};

} // namespace vidimus::cli
