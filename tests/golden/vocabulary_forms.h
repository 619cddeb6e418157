#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace vidimus::golden {

/// A folder for the time of a test.
class ScratchFolder {
public:
    ScratchFolder();
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    /// A new folder in it with one file after the other: name, text.
    std::filesystem::path with(const std::string& name,
                               const std::vector<std::pair<std::string, std::string>>& files) const;

private:
    std::filesystem::path m_path;
};

std::string readText(const std::filesystem::path& file);

struct VocabularyForm {
    std::string name; ///< "tokenizer.json, merges as pairs"
    std::filesystem::path folder;
};

/// The vocabulary of an OpenCLIP file of merges in every form that is read, written into `scratch`.
std::vector<VocabularyForm> clipForms(const std::filesystem::path& openClipFile, int vocabSize,
                                      const ScratchFolder& scratch);

/// A `vocab.txt` in every form that is read; the names of `added` follow its tokens where the form can hold them.
std::vector<VocabularyForm> wordPieceForms(const std::filesystem::path& vocabFile,
                                           const std::vector<std::string>& added, const ScratchFolder& scratch);

} // namespace vidimus::golden
