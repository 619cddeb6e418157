#include "tests/support/hub_server.h"

#include <algorithm>

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace vidimus::test {

namespace {

std::string sha256Of(const QByteArray& bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().toStdString();
}

std::string gitHashOf(const QByteArray& bytes)
{
    const QByteArray header = "blob " + QByteArray::number(bytes.size()) + '\0';
    return QCryptographicHash::hash(header + bytes, QCryptographicHash::Sha1).toHex().toStdString();
}

std::string quoted(const std::string& text)
{
    std::string result("\"");
    result += text;
    result += '"';
    return result;
}

HttpReply notFound()
{
    return {404, {}, "no such file"};
}

bool isWeights(const std::string& file)
{
    return file.ends_with(".safetensors");
}

} // namespace

HubServer::HubServer()
    : m_cdn([this](const HttpQuestion& question) { return content(question); })
    , m_hub([this](const HttpQuestion& question) { return answer(question); })
{}

void HubServer::add(const std::string& repository, const std::filesystem::path& folder,
                    const std::vector<std::string>& revisions)
{
    Repository added;
    added.revisions = revisions;
    added.revisions.emplace_back(kCommit);
    const QDir files(QString::fromStdString(folder.string()));
    for (const QString& name : files.entryList(QDir::Files)) {
        QFile file(files.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            added.files[name.toStdString()] = file.readAll();
    }
    const std::lock_guard lock(m_mutex);
    m_repositories[repository] = std::move(added);
}

void HubServer::interfere(Interference interference)
{
    const std::lock_guard lock(m_mutex);
    m_interference = std::move(interference);
}

std::optional<HttpReply> HubServer::interfered(const HttpQuestion& question)
{
    Interference interference;
    {
        const std::lock_guard lock(m_mutex);
        interference = m_interference;
    }
    return interference ? interference(question) : std::nullopt;
}

HttpReply HubServer::answer(const HttpQuestion& question)
{
    if (auto instead = interfered(question))
        return *instead;
    // /OWNER/NAME/resolve/REVISION/FILE
    const QStringList parts = QString::fromStdString(question.path).split(QLatin1Char('/'));
    if (parts.size() != 6 || parts[3] != QLatin1String("resolve"))
        return notFound();
    const std::string repository = (parts[1] + QLatin1Char('/') + parts[2]).toStdString();
    const std::string revision = QByteArray::fromPercentEncoding(parts[4].toLatin1()).toStdString();
    const std::string file = parts[5].toStdString();
    const std::lock_guard lock(m_mutex);
    const auto found = m_repositories.find(repository);
    if (found == m_repositories.end() || !found->second.files.contains(file) ||
        std::find(found->second.revisions.begin(), found->second.revisions.end(), revision) ==
            found->second.revisions.end())
        return notFound();
    const QByteArray& bytes = found->second.files.at(file);
    if (!isWeights(file))
        return {200, {{"X-Repo-Commit", kCommit}, {"ETag", quoted(gitHashOf(bytes))}}, bytes};
    return {302,
            {{"X-Repo-Commit", kCommit},
             {"X-Linked-Etag", quoted(sha256Of(bytes))},
             {"X-Linked-Size", std::to_string(bytes.size())},
             {"Location", m_cdn.url("/" + repository + "/" + file + "?signature=x")}},
            {}};
}

HttpReply HubServer::content(const HttpQuestion& question)
{
    if (auto instead = interfered(question))
        return *instead;
    const QStringList parts =
        QString::fromStdString(question.path).split(QLatin1Char('?')).first().split(QLatin1Char('/'));
    if (parts.size() != 4)
        return notFound();
    const std::string repository = (parts[1] + QLatin1Char('/') + parts[2]).toStdString();
    QByteArray bytes;
    {
        const std::lock_guard lock(m_mutex);
        bytes = m_repositories[repository].files[parts[3].toStdString()];
    }
    const std::string tag = quoted(sha256Of(bytes).substr(0, 16));
    HttpReply reply{200, {{"ETag", tag}}, bytes};
    if (const auto start = question.rangeStart(); start && question.field("if-range") == tag) {
        reply.status = 206;
        reply.body = bytes.mid(static_cast<qsizetype>(*start));
        reply.fields.emplace_back("Content-Range", "bytes " + std::to_string(*start) + "-" +
                                                       std::to_string(bytes.size() - 1) + "/" +
                                                       std::to_string(bytes.size()));
    }
    reply.bytesPerTick = bytesPerTick;
    return reply;
}

std::string HubServer::catalogue(bool hashes) const
{
    const std::lock_guard lock(m_mutex);
    QJsonArray models;
    for (const auto& [repository, content] : m_repositories) {
        QJsonArray files;
        for (const auto& [name, bytes] : content.files) {
            QJsonObject file{{QStringLiteral("path"), QString::fromStdString(name)}};
            if (hashes && isWeights(name)) {
                file[QStringLiteral("bytes")] = bytes.size();
                file[QStringLiteral("sha256")] = QString::fromStdString(sha256Of(bytes));
            } else {
                file[QStringLiteral("about_bytes")] = bytes.size();
            }
            files.append(file);
        }
        const QString name = QString::fromStdString(repository).section(QLatin1Char('/'), 1);
        const bool captioner = name.contains(QLatin1String("blip"));
        models.append(QJsonObject{
            {QStringLiteral("name"), name},
            {QStringLiteral("title"), captioner ? QStringLiteral("BLIP tiny") : QStringLiteral("CLIP tiny")},
            {QStringLiteral("role"), captioner ? QStringLiteral("captioner") : QStringLiteral("embedder")},
            {QStringLiteral("purpose"),
             captioner ? QStringLiteral("Captions photographs.") : QStringLiteral("Finds photographs by words.")},
            {QStringLiteral("repository"), QString::fromStdString(repository)},
            {QStringLiteral("revisions"), QJsonArray{QStringLiteral("main")}},
            {QStringLiteral("licence"), QJsonObject{{QStringLiteral("name"), QStringLiteral("CC0-1.0")},
                                                    {QStringLiteral("url"), QStringLiteral("https://example.com/")}}},
            {QStringLiteral("languages"), QJsonArray{QStringLiteral("en")}},
            {QStringLiteral("about_memory_mb"), 10},
            {QStringLiteral("files"), files}});
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("version"), 1},
                                     {QStringLiteral("hub"), QString::fromStdString(m_hub.url())},
                                     {QStringLiteral("models"), models}})
        .toJson()
        .toStdString();
}

} // namespace vidimus::test
