#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <QByteArray>
#include <QFile>
#include <QTemporaryDir>

#include <nlohmann/json.hpp>

namespace vidimus::test {

/// A file below tests/data/tokenizers.
inline QByteArray smallFile(const char* name)
{
    QFile file(QString::fromUtf8(VIDIMUS_TEST_DATA "/tokenizers/") + QString::fromUtf8(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline nlohmann::json smallExpected(const char* name)
{
    return nlohmann::json::parse(smallFile(name).toStdString());
}

using NamedFiles = std::vector<std::pair<QString, QByteArray>>;

/// A folder with just these files.
class ModelDir {
public:
    explicit ModelDir(const NamedFiles& files)
    {
        for (const auto& [name, bytes] : files) {
            QFile file(m_dir.filePath(name));
            if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
                qFatal("cannot write %s", qPrintable(name));
        }
    }
    std::filesystem::path path() const { return m_dir.path().toStdString(); }

private:
    QTemporaryDir m_dir;
};

inline NamedFiles clipPair()
{
    return {{"vocab.json", smallFile("clip-small/vocab.json")}, {"merges.txt", smallFile("clip-small/merges.txt")}};
}

inline NamedFiles clipFast(const char* file = "clip-small/tokenizer.json")
{
    return {{"tokenizer.json", smallFile(file)}};
}

inline NamedFiles clipPacked()
{
    return {{"bpe_simple_vocab_16e6.txt.gz", smallFile("clip-small/bpe_simple_vocab_16e6.txt.gz")}};
}

inline NamedFiles bertWords()
{
    return {{"vocab.txt", smallFile("bert-small/vocab.txt")}};
}

inline NamedFiles bertFast()
{
    return {{"tokenizer.json", smallFile("bert-small/tokenizer.json")}};
}

} // namespace vidimus::test
