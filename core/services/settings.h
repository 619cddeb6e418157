#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <QSettings>

#include "core/base/ids.h"

namespace vidimus::services {

enum class ModelMode { Auto, Mock, Real };

/// How models are fetched.
struct NetworkChoice {
    std::string mirror; ///< "https://…" that stands in for the hub; empty: the hub
    std::string proxy;  ///< as net::NetSettings has it
};

/// The models a person chose among the installed ones; empty: the first that is sound.
struct ChosenModels {
    ModelId captioner;
    ModelId embedder;
};

/// The person's choices, kept by the system's usual means (INI file, registry). GUI thread, or one thread of the CLI.
/// `ui` keeps its own look (geometry, folded panes) through values().
class Settings {
public:
    /// The system's place for settings.
    Settings();
    /// A file of its own: tests, portable installs.
    explicit Settings(const QString& iniFile);

    ModelMode modelMode() const;
    void setModelMode(ModelMode mode);

    /// Where installed models are looked for; defaultModels() unless the person chose another folder.
    std::filesystem::path modelsFolder() const;
    void setModelsFolder(const std::filesystem::path& folder);

    NetworkChoice network() const;
    void setNetwork(const NetworkChoice& choice);

    ChosenModels chosenModels() const;
    void setChosenModels(const ChosenModels& chosen);

    /// Where the library lies when no --library is given.
    static std::filesystem::path defaultLibrary();
    /// Beside it.
    static std::filesystem::path defaultModels();
    /// For what can be found out again.
    static std::filesystem::path cacheFolder();

    QSettings& values() { return *m_values; }

private:
    std::unique_ptr<QSettings> m_values;
};

} // namespace vidimus::services
