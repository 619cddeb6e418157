#pragma once

#include <filesystem>

namespace vidimus::ui {

/// Opens the folder the file lies in with the system's file manager.
void revealInFileManager(const std::filesystem::path& file);
/// Opens the file with the program the system has for it.
void openWithSystem(const std::filesystem::path& file);

} // namespace vidimus::ui
