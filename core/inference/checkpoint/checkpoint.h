#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/inference/checkpoint/safetensors_file.h"

namespace vidimus::inference {

/// The tensors of one model: one safetensors file, or the shards its index file lists. Copies share the mapped files.
/// Thread: any.
class Checkpoint {
public:
    /// `FOLDER/NAME.safetensors`, or else the shards of `FOLDER/NAME.safetensors.index.json`. A shard that is missing, is
    /// named with a path, lacks a tensor the index places in it, holds one the index does not know, or repeats one of
    /// another shard is an error that names both. Where only pickled weights (*.bin, *.pt, *.ckpt) are there, the error
    /// says that those are never read and what to get instead.
    static Result<Checkpoint> open(const std::filesystem::path& folder, std::string_view name);
    /// One given file.
    static Result<Checkpoint> openFile(const std::filesystem::path& file);

    const TensorView* find(std::string_view name) const; ///< null when absent
    /// In order of name.
    const std::map<std::string, TensorView, std::less<>>& tensors() const { return m_tensors; }
    const std::vector<SafetensorsFile>& files() const { return m_files; }
    std::uint64_t totalBytes() const; ///< of all tensors
    /// The tensors will not be needed soon: MappedFile::release() of all files.
    void release() const;

private:
    std::vector<SafetensorsFile> m_files;
    std::map<std::string, TensorView, std::less<>> m_tensors;
};

} // namespace vidimus::inference
