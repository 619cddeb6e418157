#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace vidimus::inference {

/// The three ways in which model folders are published that are read here.
enum class FolderKind { Blip, HuggingFaceClip, OpenClip };

/// Which one a folder is, by its config; where it is none, what it is instead and what to do.
/// Errors: NotFound, InvalidArgument (a file), PermissionDenied, Corrupt, Unsupported.
Result<FolderKind> recogniseFolder(const std::filesystem::path& folder);

/// The tokenizer files that are used of those in the folder. NotFound, with the names, when there are not enough.
Result<std::vector<std::filesystem::path>> tokenizerFiles(const std::filesystem::path& folder, FolderKind kind);

/// "config.json, preprocessor_config.json, model.safetensors and vocab.txt (or tokenizer.json)"
std::string expectedFiles(FolderKind kind);

} // namespace vidimus::inference
