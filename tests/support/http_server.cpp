#include "tests/support/http_server.h"

#include <algorithm>
#include <mutex>

#include <QHostAddress>
#include <QPointer>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>
#include <QThread>
#include <QTimer>

namespace vidimus::test {

namespace {

using namespace std::chrono_literals;

constexpr auto kTick = 5ms;

HttpQuestion parse(const QByteArray& head)
{
    HttpQuestion question;
    const QList<QByteArray> lines = head.split('\n');
    const QList<QByteArray> first = lines.value(0).trimmed().split(' ');
    question.method = first.value(0).toStdString();
    question.path = first.value(1).toStdString();
    for (const QByteArray& line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            question.fields[line.left(colon).toLower().toStdString()] = line.mid(colon + 1).trimmed().toStdString();
    }
    return question;
}

/// Sends one reply and closes.
class Sender : public QObject {
public:
    Sender(QTcpSocket* socket, HttpReply reply) : QObject(socket), m_socket(socket), m_reply(std::move(reply))
    {
        QByteArray head = "HTTP/1.1 " + QByteArray::number(m_reply.status) + " Answer\r\nConnection: close\r\n";
        for (const auto& [name, value] : m_reply.fields)
            head += QByteArray::fromStdString(name + ": " + value + "\r\n");
        if (m_reply.sayLength)
            head += "Content-Length: " + QByteArray::number(m_reply.body.size()) + "\r\n";
        m_socket->write(head + "\r\n");
        m_end = std::min({m_reply.body.size(), qsizetype(m_reply.cutAfter.value_or(m_reply.body.size())),
                          qsizetype(m_reply.silentAfter.value_or(m_reply.body.size()))});
        connect(&m_tick, &QTimer::timeout, this, [this] { send(m_reply.bytesPerTick); });
        if (m_reply.bytesPerTick > 0)
            m_tick.start(kTick);
        else
            send(m_end);
    }

private:
    void send(qint64 count)
    {
        if (m_socket->bytesToWrite() > (4 << 20))
            return; // who reads slowly gets it slowly
        const qint64 some = std::min<qint64>(count, m_end - m_sent);
        m_socket->write(m_reply.body.constData() + m_sent, some);
        m_sent += some;
        if (m_sent < m_end)
            return;
        m_tick.stop();
        if (m_reply.silentAfter)
            return;
        m_socket->flush();
        m_socket->disconnectFromHost();
    }

    QTcpSocket* m_socket;
    HttpReply m_reply;
    QTimer m_tick{this};
    qint64 m_sent = 0;
    qint64 m_end = 0;
};

} // namespace

std::optional<std::uint64_t> HttpQuestion::rangeStart() const
{
    const QByteArray range = QByteArray::fromStdString(field("range"));
    if (!range.startsWith("bytes=") || !range.endsWith('-'))
        return std::nullopt;
    return range.mid(6, range.size() - 7).toULongLong();
}

struct HttpServer::Parts {
    Handler handler;
    QByteArray certificate;
    QByteArray key;
    QThread thread;
    Listener* listener = nullptr;
    quint16 port = 0;
    mutable std::mutex mutex;
    std::vector<HttpQuestion> questions;
};

class HttpServer::Listener : public QTcpServer {
public:
    explicit Listener(Parts& parts) : m_parts(parts) {}

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto* socket = new QSslSocket(this);
        socket->setSocketDescriptor(descriptor);
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        if (m_parts.certificate.isEmpty())
            return;
        socket->setLocalCertificate(QSslCertificate(m_parts.certificate));
        socket->setPrivateKey(QSslKey(m_parts.key, QSsl::Ec));
        socket->startServerEncryption();
    }

private:
    void read(QTcpSocket* socket)
    {
        QByteArray head = socket->property("head").toByteArray() + socket->readAll();
        socket->setProperty("head", head);
        if (!head.contains("\r\n\r\n") || socket->property("answered").toBool())
            return;
        socket->setProperty("answered", true);
        const HttpQuestion question = parse(head);
        {
            const std::lock_guard lock(m_parts.mutex);
            m_parts.questions.push_back(question);
        }
        HttpReply reply = m_parts.handler(question);
        if (!reply.sayNothing)
            new Sender(socket, std::move(reply));
    }

    Parts& m_parts;
};

HttpServer::HttpServer(Handler handler, const QByteArray& certificate, const QByteArray& key)
    : m_parts(std::make_unique<Parts>())
{
    m_parts->handler = std::move(handler);
    m_parts->certificate = certificate;
    m_parts->key = key;
    m_parts->listener = new Listener(*m_parts);
    m_parts->listener->listen(QHostAddress::LocalHost);
    m_parts->port = m_parts->listener->serverPort();
    m_parts->listener->moveToThread(&m_parts->thread);
    QObject::connect(&m_parts->thread, &QThread::finished, m_parts->listener, &QObject::deleteLater);
    m_parts->thread.start();
}

HttpServer::~HttpServer()
{
    m_parts->thread.quit();
    m_parts->thread.wait();
}

void HttpServer::stop()
{
    QMetaObject::invokeMethod(
        m_parts->listener,
        [listener = m_parts->listener] {
            listener->close();
            for (QTcpSocket* socket : listener->findChildren<QTcpSocket*>())
                socket->abort();
        },
        Qt::BlockingQueuedConnection);
}

std::string HttpServer::authority() const
{
    return "127.0.0.1:" + std::to_string(m_parts->port);
}

std::string HttpServer::url(const std::string& path) const
{
    return (m_parts->certificate.isEmpty() ? "http://" : "https://") + authority() + path;
}

std::vector<HttpQuestion> HttpServer::questions() const
{
    const std::lock_guard lock(m_parts->mutex);
    return m_parts->questions;
}

} // namespace vidimus::test
