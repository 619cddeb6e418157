#include <QTest>

#include "core/base/content_hash.h"

using namespace vidimus;

class ContentHashTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void roundTrip();
    void readsUpperCase();
    void refuses_data();
    void refuses();
    void orders();
};

namespace {

ContentHash counted()
{
    ContentHash hash;
    for (std::size_t i = 0; i < hash.bytes.size(); ++i)
        hash.bytes[i] = static_cast<std::uint8_t>(i * 8 + 3);
    return hash;
}

} // namespace

void ContentHashTest::roundTrip()
{
    const ContentHash hash = counted();
    const std::string text = hash.toHex();
    QCOMPARE(text.size(), std::size_t{64});
    QCOMPARE(text.substr(0, 8), std::string("030b131b"));
    QVERIFY(ContentHash::fromHex(text) == hash);
    QCOMPARE(ContentHash{}.toHex(), std::string(64, '0'));
}

void ContentHashTest::readsUpperCase()
{
    const std::string text(64, 'F');
    const auto hash = ContentHash::fromHex(text);
    QVERIFY(hash);
    QCOMPARE(hash->toHex(), std::string(64, 'f'));
}

void ContentHashTest::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray good = QByteArray::fromStdString(counted().toHex());
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("one digit short") << good.left(63);
    QTest::newRow("one digit long") << good + '0';
    QTest::newRow("a g in front") << 'g' + good.mid(1);
    QTest::newRow("a g at the end") << good.left(63) + 'g';
    QTest::newRow("a space") << ' ' + good.mid(1);
    QTest::newRow("a sign") << '-' + good.mid(1);
    QTest::newRow("a prefix") << "0x" + good.mid(2);
    QTest::newRow("a zero byte") << good.left(32) + '\0' + good.mid(33);
    QTest::newRow("no ASCII") << QByteArray(64, '\xe9');
}

void ContentHashTest::refuses()
{
    QFETCH(QByteArray, text);
    QVERIFY(!ContentHash::fromHex(text.toStdString()));
}

void ContentHashTest::orders()
{
    ContentHash less = counted();
    ContentHash more = less;
    more.bytes[31] = static_cast<std::uint8_t>(more.bytes[31] + 1);
    QVERIFY(less < more && less != more);
    less.bytes[0] = 255;
    QVERIFY(more < less);
}

QTEST_APPLESS_MAIN(ContentHashTest)
#include "content_hash_test.moc"
