#include <cstring>

#include <QTest>

#include "core/inference/checkpoint/safetensors_file.h"
#include "tests/core/inference/checkpoint/malformed_safetensors.h"
#include "tests/core/inference/checkpoint/safetensors_bytes.h"

using namespace vidimus;
using namespace vidimus::inference;
using namespace vidimus::test;

class SafetensorsParseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refusesMalformed_data();
    void refusesMalformed();
    void readsWellFormed_data();
    void readsWellFormed();
    void readsEveryCutOffOfAFile();
    void viewsAreTheBytes();
    void knowsEveryType_data();
    void knowsEveryType();
    void keepsMetadata();
    void messagesHoldNoControlCharacters();
};

void SafetensorsParseTest::refusesMalformed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("message");
    for (const MalformedFile& file : malformedSafetensors())
        QTest::newRow(file.name.c_str()) << QByteArray::fromStdString(file.bytes) << file.code
                                         << QString::fromStdString(file.message);
}

void SafetensorsParseTest::refusesMalformed()
{
    QFETCH(QByteArray, bytes);
    QFETCH(ErrorCode, code);
    QFETCH(QString, message);
    const Result<SafetensorsContent> content = parseSafetensors(spanOf(bytes.toStdString()));
    QVERIFY(!content);
    QVERIFY2(QString::fromStdString(content.error().message).contains(message), content.error().message.c_str());
    QCOMPARE(content.error().code, code);
    QVERIFY(content.error().message.ends_with('.'));
}

void SafetensorsParseTest::readsWellFormed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("tensors");
    for (const WellFormedFile& file : wellFormedSafetensors())
        QTest::newRow(file.name.c_str()) << QByteArray::fromStdString(file.bytes) << static_cast<int>(file.tensors);
}

void SafetensorsParseTest::readsWellFormed()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, tensors);
    const std::string text = bytes.toStdString();
    const Result<SafetensorsContent> content = parseSafetensors(spanOf(text));
    QVERIFY2(content, content ? "" : content.error().message.c_str());
    QCOMPARE(static_cast<int>(content->tensors.size()), tensors);
    std::size_t covered = 8 + content->header.size();
    for (const auto& [name, view] : content->tensors) {
        QCOMPARE(view.name, name);
        covered += view.bytes.size();
    }
    QCOMPARE(covered, text.size());
}

void SafetensorsParseTest::readsEveryCutOffOfAFile()
{
    for (const WellFormedFile& file : wellFormedSafetensors()) {
        for (std::size_t length = 0; length < file.bytes.size(); ++length) {
            // On the heap and of this very size, so that a sanitizer sees every step beyond.
            const std::vector<char> cut(file.bytes.begin(), file.bytes.begin() + static_cast<std::ptrdiff_t>(length));
            QVERIFY2(!parseSafetensors(std::as_bytes(std::span(cut))), file.name.c_str());
        }
    }
}

void SafetensorsParseTest::viewsAreTheBytes()
{
    const std::string bytes = safetensorsBytes(
        R"({"b":{"dtype":"I16","shape":[2],"data_offsets":[4,8]},"a":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]}})",
        std::string("\x00\x00\x80\x3F\x01\x00\xFF\xFF", 8));
    const Result<SafetensorsContent> content = parseSafetensors(spanOf(bytes));
    QVERIFY(content);
    const TensorView& a = content->tensors.at("a");
    const TensorView& b = content->tensors.at("b");
    QCOMPARE(a.dtype, Dtype::F32);
    QCOMPARE(a.shape, (Shape{1, 1}));
    QCOMPARE(shapeText(a.shape), std::string("[1, 1]"));
    float one = 0;
    std::memcpy(&one, a.bytes.data(), sizeof(one));
    QCOMPARE(one, 1.f);
    QCOMPARE(reinterpret_cast<const char*>(b.bytes.data()), bytes.data() + bytes.size() - 4);
    QCOMPARE(b.bytes.size(), std::size_t{4});
}

void SafetensorsParseTest::knowsEveryType_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Dtype>("dtype");
    QTest::addColumn<int>("size");
    QTest::newRow("F64") << "F64" << Dtype::F64 << 8;
    QTest::newRow("F32") << "F32" << Dtype::F32 << 4;
    QTest::newRow("F16") << "F16" << Dtype::F16 << 2;
    QTest::newRow("BF16") << "BF16" << Dtype::BF16 << 2;
    QTest::newRow("I64") << "I64" << Dtype::I64 << 8;
    QTest::newRow("I32") << "I32" << Dtype::I32 << 4;
    QTest::newRow("I16") << "I16" << Dtype::I16 << 2;
    QTest::newRow("I8") << "I8" << Dtype::I8 << 1;
    QTest::newRow("U64") << "U64" << Dtype::U64 << 8;
    QTest::newRow("U32") << "U32" << Dtype::U32 << 4;
    QTest::newRow("U16") << "U16" << Dtype::U16 << 2;
    QTest::newRow("U8") << "U8" << Dtype::U8 << 1;
    QTest::newRow("BOOL") << "BOOL" << Dtype::Bool << 1;
}

void SafetensorsParseTest::knowsEveryType()
{
    QFETCH(QString, name);
    QFETCH(Dtype, dtype);
    QFETCH(int, size);
    const QString header =
        QStringLiteral(R"({"t":{"dtype":"%1","shape":[3],"data_offsets":[0,%2]}})").arg(name).arg(3 * size);
    const std::string bytes =
        safetensorsBytes(header.toStdString(), std::string(static_cast<std::size_t>(3 * size), '\x01'));
    const Result<SafetensorsContent> content = parseSafetensors(spanOf(bytes));
    QVERIFY2(content, content ? "" : content.error().message.c_str());
    QCOMPARE(content->tensors.at("t").dtype, dtype);
    QCOMPARE(QString::fromStdString(std::string(dtypeName(dtype))), name);
    QCOMPARE(static_cast<int>(sizeOf(dtype)), size);
}

void SafetensorsParseTest::keepsMetadata()
{
    const std::string bytes = safetensorsBytes(R"({"__metadata__":{"format":"pt","note":"é"}})");
    const Result<SafetensorsContent> content = parseSafetensors(spanOf(bytes));
    QVERIFY(content);
    QCOMPARE(content->metadata, (std::map<std::string, std::string>{{"format", "pt"}, {"note", "é"}}));
}

void SafetensorsParseTest::messagesHoldNoControlCharacters()
{
    const std::string bytes = safetensorsBytes(R"({"a\u001b[31m\n":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}})",
                                               std::string(8, '\x01'));
    const Result<SafetensorsContent> content = parseSafetensors(spanOf(bytes));
    QVERIFY(!content);
    for (const char c : content.error().message)
        QVERIFY(static_cast<unsigned char>(c) >= 0x20);
}

QTEST_APPLESS_MAIN(SafetensorsParseTest)
#include "safetensors_parse_test.moc"
