#include <QTest>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include "core/net/http_client.h"
#include "tests/support/http_server.h"

using namespace vidimus;
using namespace vidimus::net;
using test::HttpQuestion;
using test::HttpReply;
using test::HttpServer;

namespace {

class Collected : public HttpSink {
public:
    Result<void> begin(const std::vector<HttpHead>& answers) override
    {
        hops = answers;
        return {};
    }
    Result<void> take(std::span<const std::byte> some) override
    {
        bytes.append(reinterpret_cast<const char*>(some.data()), some.size());
        return {};
    }

    std::vector<HttpHead> hops;
    std::string bytes;
};

struct SelfSigned {
    QByteArray certificate;
    QByteArray key;
};

QByteArray contentOf(BIO* memory)
{
    char* data = nullptr;
    const long size = BIO_get_mem_data(memory, &data);
    const QByteArray bytes(data, size);
    BIO_free(memory);
    return bytes;
}

/// A certificate for 127.0.0.1 that nobody has reason to trust.
SelfSigned selfSigned()
{
    EVP_PKEY* key = EVP_EC_gen("P-256");
    X509* certificate = X509_new();
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
    X509_NAME* name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("127.0.0.1"), -1, -1,
                               0);
    X509_set_issuer_name(certificate, name);
    X509_set_pubkey(certificate, key);
    X509_sign(certificate, key, EVP_sha256());
    BIO* certificateText = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(certificateText, certificate);
    BIO* keyText = BIO_new(BIO_s_mem());
    // The traditional form: what QSslKey reads everywhere.
    PEM_write_bio_PrivateKey_traditional(keyText, key, nullptr, nullptr, 0, nullptr, nullptr);
    X509_free(certificate);
    EVP_PKEY_free(key);
    return {contentOf(certificateText), contentOf(keyText)};
}

HttpReply redirectTo(const std::string& url)
{
    return {302, {{"Location", url}}, {}};
}

} // namespace

class HttpClientTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesTheAnswerWithItsRedirects()
    {
        HttpServer server([](const HttpQuestion& question) {
            if (question.path == "/a")
                return HttpReply{307, {{"Location", "/b"}, {"X-Of", "hub"}}, "moved"};
            return HttpReply{200, {{"X-Of", "end"}}, "hello"};
        });
        HttpClient client;
        Collected sink;
        const auto got = client.get({server.url("/a"), {{"X-Mine", "1"}}}, sink, {});
        QVERIFY2(got.has_value(), got ? "" : got.error().message.c_str());
        QCOMPARE(sink.bytes, std::string("hello"));
        QCOMPARE(sink.hops.size(), std::size_t(2));
        QCOMPARE(sink.hops[0].status, 307);
        QCOMPARE(sink.hops[0].field("x-of").value_or(""), std::string("hub"));
        QCOMPARE(sink.hops[1].url, server.url("/b"));
        for (const HttpQuestion& question : server.questions())
            QCOMPARE(question.field("x-mine"), std::string("1"));
    }

    void statusOfAnErrorIsAnAnswer()
    {
        HttpServer server([](const HttpQuestion&) { return HttpReply{404, {}, "gone"}; });
        HttpClient client;
        Collected sink;
        QVERIFY(client.get({server.url("/"), {}}, sink, {}));
        QCOMPARE(sink.hops.back().status, 404);
    }

    void tokenStaysWithItsHost()
    {
        HttpServer other([](const HttpQuestion&) { return HttpReply{200, {}, "weights"}; });
        HttpServer hub(
            [&](const HttpQuestion& question) { return redirectTo(question.path == "/a" ? "/b" : other.url("/c")); });
        NetSettings settings;
        settings.token = "secret";
        settings.tokenHost = hub.authority();
        HttpClient client(settings);
        Collected sink;
        QVERIFY(client.get({hub.url("/a"), {}}, sink, {}));
        QCOMPARE(sink.bytes, std::string("weights"));
        QCOMPARE(hub.questions().size(), std::size_t(2));
        for (const HttpQuestion& question : hub.questions())
            QCOMPARE(question.field("authorization"), std::string("Bearer secret"));
        QCOMPARE(other.questions().size(), std::size_t(1));
        QVERIFY(!other.questions().front().fields.contains("authorization"));

        // Asked directly, another host gets none either.
        QVERIFY(client.get({other.url("/c"), {}}, sink, {}));
        QVERIFY(!other.questions().back().fields.contains("authorization"));
    }

    void certificateNobodyVouchesForIsRefused()
    {
        const SelfSigned identity = selfSigned();
        HttpServer server(
            [](const HttpQuestion&) {
                return HttpReply{200, {}, "weights"};
            },
            identity.certificate, identity.key);
        HttpClient client;
        Collected sink;
        const auto got = client.get({server.url("/"), {}}, sink, {});
        QVERIFY(!got);
        QVERIFY2(got.error().code == ErrorCode::Untrusted, got.error().message.c_str());
        QVERIFY2(got.error().message.find("self-signed") != std::string::npos, got.error().message.c_str());
        QVERIFY(sink.hops.empty());
        QVERIFY(server.questions().empty()); // not even the question was seen
    }

    void whatTheSinkRefusesEnds()
    {
        class Refusing : public Collected {
        public:
            Result<void> take(std::span<const std::byte>) override { return fail(ErrorCode::OutOfSpace, "Full."); }
        };
        HttpServer server([](const HttpQuestion&) { return HttpReply{200, {}, QByteArray(5 << 20, 'x')}; });
        HttpClient client;
        Refusing sink;
        const auto got = client.get({server.url("/"), {}}, sink, {});
        QVERIFY(!got);
        QCOMPARE(int(got.error().code), int(ErrorCode::OutOfSpace));
        Collected next; // the client goes on
        QVERIFY(client.get({server.url("/"), {}}, next, {}));
        QCOMPARE(next.bytes.size(), std::size_t(5 << 20));
    }

    void addressesThatAreNotAskedFor()
    {
        NetSettings settings;
        settings.proxy = "nonsense";
        Collected sink;
        const auto proxied = HttpClient(settings).get({"https://example.com/", {}}, sink, {});
        QVERIFY(!proxied);
        QVERIFY(proxied.error().message.find("nonsense") != std::string::npos);
        const auto clear = HttpClient().get({"http://example.com/", {}}, sink, {});
        QVERIFY(!clear);
        QCOMPARE(int(clear.error().code), int(ErrorCode::InvalidArgument));
    }

    void goesThroughTheProxyItIsTold()
    {
        // What is not this machine would be asked through the proxy, which here lets nothing through.
        HttpServer proxy([](const HttpQuestion&) { return HttpReply{403, {}, "no"}; });
        NetSettings settings;
        settings.proxy = proxy.url();
        Collected sink;
        const auto got = HttpClient(settings).get({"https://example.invalid/weights", {}}, sink, {});
        QVERIFY(!got);
        QCOMPARE(int(got.error().code), int(ErrorCode::Unreachable));
        QCOMPARE(proxy.questions().size(), std::size_t(1));
        QCOMPARE(proxy.questions().front().method, std::string("CONNECT"));
        QCOMPARE(proxy.questions().front().path, std::string("example.invalid:443"));
        QVERIFY(!proxy.questions().front().fields.contains("authorization"));
    }
};

QTEST_GUILESS_MAIN(HttpClientTest)
#include "http_client_test.moc"
