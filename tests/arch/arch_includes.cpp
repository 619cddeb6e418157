#include <QtTest>

#include <QDir>
#include <QDirIterator>
#include <QLibraryInfo>

#include "tests/arch/source_rules.h"
#include "tests/arch/source_text.h"

using namespace vidimus::arch;

class ArchIncludes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everySourceObeys_data();
    void everySourceObeys();
    void aPlantedBreachIsFound_data();
    void aPlantedBreachIsFound();
    void whatIsAllowedPasses_data();
    void whatIsAllowedPasses();
    void commentsAndLiteralsAreNotCode_data();
    void commentsAndLiteralsAreNotCode();
    void namesFileAndLine();

private:
    QDir m_root{QStringLiteral(VIDIMUS_SOURCE_DIR)};
    Surroundings m_surroundings;
};

namespace {

QByteArray report(const std::vector<Violation>& violations)
{
    std::string text;
    for (const Violation& violation : violations)
        text += "\n  " + describe(violation);
    return QByteArray::fromStdString(text);
}

} // namespace

void ArchIncludes::initTestCase()
{
    for (const char* folder : {"core", "ui", "app"}) {
        QDirIterator walk(m_root.filePath(QLatin1String(folder)), {"*.h", "*.cpp"}, QDir::Files,
                          QDirIterator::Subdirectories);
        while (walk.hasNext())
            m_surroundings.files.insert(m_root.relativeFilePath(walk.next()).toStdString());
    }
    QVERIFY(m_surroundings.files.size() > 20);

    const QDir qtHeaders(QLibraryInfo::path(QLibraryInfo::HeadersPath) + QStringLiteral("/QtWidgets"));
    for (const QString& name : qtHeaders.entryList(QDir::Files))
        m_surroundings.widgetHeaders.insert(name.toStdString());
    QVERIFY2(m_surroundings.widgetHeaders.contains("QWidget"), qPrintable(qtHeaders.path()));
}

void ArchIncludes::everySourceObeys_data()
{
    QTest::addColumn<QString>("folder");
    std::set<std::string> folders;
    for (const std::string& path : m_surroundings.files)
        folders.insert(path.substr(0, path.rfind('/') + 1));
    for (const std::string& folder : folders)
        QTest::newRow(folder.c_str()) << QString::fromStdString(folder);
}

void ArchIncludes::everySourceObeys()
{
    QFETCH(QString, folder);
    std::vector<Violation> found;
    for (const std::string& path : m_surroundings.files) {
        if (path.substr(0, path.rfind('/') + 1) != folder.toStdString())
            continue;
        QFile file(m_root.filePath(QString::fromStdString(path)));
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.errorString()));
        for (Violation& violation : violationsOf({path, file.readAll().toStdString()}, m_surroundings))
            found.push_back(std::move(violation));
    }
    QVERIFY2(found.empty(), report(found).constData());
}

void ArchIncludes::aPlantedBreachIsFound_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("rule"); // a part of what must be said
    const auto row = [](const char* path, const QByteArray& text, const char* rule) {
        QTest::addRow("%s: %s", path, rule) << QByteArray(path) << text << QByteArray(rule);
    };
    const auto include = [](const char* target) { return "#include " + QByteArray(target) + "\n"; };

    row("core/base/new.cpp", include("\"core/metrics/span.h\""), "core/base must not include core/metrics");
    row("core/metrics/new.cpp", include("\"core/index/vector_index.h\""), "core/metrics must not include core/index");
    row("core/index/new.cpp", include("\"core/storage/database.h\""), "core/index must not include core/storage");
    row("core/media/new.cpp", include("\"core/inference/engine.h\""), "core/media must not include core/inference");
    row("core/storage/new.cpp", include("\"core/ingest/progress.h\""), "core/storage must not include core/ingest");
    row("core/ingest/new.cpp", include("\"core/search/searcher.h\""), "core/ingest must not include core/search");
    row("core/search/new.cpp", include("\"core/services/catalogue.h\""), "core/search must not include core/services");
    row("core/models/new.cpp", include("\"core/search/searcher.h\""), "core/models must not include core/search");
    row("core/inference/new.cpp", include("\"core/models/model_choice.h\""),
        "core/inference must not include core/models");
    row("ui/shell/new.cpp", include("\"core/models/model_choice.h\""), "ui must not include core/models");
    row("core/services/new.cpp", include("\"ui/shell/main_window.h\""), "core/services must not include ui");
    row("core/services/new.cpp", include("\"app/composition/composition.h\""), "core/services must not include app");
    row("ui/shell/new.cpp", include("\"app/composition/composition.h\""), "ui must not include app");
    row("ui/shell/new.cpp", include("\"core/storage/database.h\""), "ui must not include core/storage");
    row("ui/shell/new.cpp", include("\"core/media/decoder.h\""), "ui must not include core/media");
    row("core/novelty/new.cpp", "", "no folder of the design");
    row("core/new.cpp", "", "no folder of the design");
    row("ui/shell/new.cpp", include("\"main_window.h\""), "from the repository's root");
    row("core/ingest/new.cpp", include("\"../search/searcher.h\""), "from the repository's root");
    row("core/ingest/new.cpp", include("\"QString\""), "from the repository's root");

    row("core/base/new.cpp", include("<QString>"), "core/base must not include Qt");
    row("core/metrics/new.cpp", include("<QtCore/QString>"), "core/metrics must not include Qt");
    row("core/inference/new.cpp", include("<qimage.h>"), "core/inference must not include Qt");
    row("core/models/new.cpp", include("<QDir>"), "core/models must not include Qt");
    row("core/index/new.cpp", include("<QtGlobal>"), "core/index must not include Qt");
    row("core/services/new.cpp", include("<QLabel>"), "core must not include widgets");
    row("core/services/new.cpp", include("<qapplication.h>"), "core must not include widgets");
    row("core/media/new.cpp", include("<QtWidgets/QStyle>"), "core must not include widgets");
    row("core/media/new.cpp", include("<QtWidgets>"), "core must not include widgets");

    row("core/search/new.cpp", include("<SQLiteCpp/Database.h>"), "SQLite is not to be seen here");
    row("app/cli/new.cpp", include("<sqlite3.h>"), "SQLite is not to be seen here");
    row("core/index/new.cpp", include("<hnswlib/hnswlib.h>"), "hnswlib is not to be seen here");
    row("core/index/hnsw_index.h", "#pragma once\n" + include("<hnswlib/hnswlib.h>"), "hnswlib is not to be seen here");
    row("core/inference/new.h", "#pragma once\n" + include("<torch/torch.h>"), "LibTorch is not to be seen here");
    row("core/inference/new.cpp", include("<torch/torch.h>"), "LibTorch is not to be seen here");
    row("core/services/new.cpp", include("<ATen/Parallel.h>"), "LibTorch is not to be seen here");
    row("core/ingest/new.cpp", include("<exiv2/exiv2.hpp>"), "exiv2 is not to be seen here");
    row("ui/detail/new.cpp", include("<libheif/heif.h>"), "libheif is not to be seen here");
    row("app/cli/new.cpp", include("<libraw/libraw.h>"), "libraw is not to be seen here");

    row("core/base/new.h", "struct A {};\n", "#pragma once");
    row("core/base/new.h", "#ifndef A\n#define A\n#pragma once\n#endif\n", "#pragma once");
    row("core/base/new.h", "", "#pragma once");
    row("core/base/path_text.cpp", include("<string>") + include("\"core/base/path_text.h\""), "comes first");
    row("core/base/path_text.cpp", "int a;\n", "comes first");
    row("core/base/new.cpp", QByteArray(501, '\n'), "501 lines");

    row("ui/shell/new.cpp", "class A {\nprivate slots:\n};\n", "Q_SLOTS");
    row("ui/shell/new.cpp", "class A {\nsignals:\n};\n", "Q_SIGNALS");
    row("core/services/new.cpp", "void f() { emit changed(3); }\n", "Q_EMIT");
    row("ui/shell/new.cpp", "QEventLoop loop;\n", "nested event loops");
    row("app/new.cpp", "QCoreApplication::processEvents();\n", "nested event loops");
    row("core/services/new.cpp", "QTest::qWait(5);\n", "nested event loops");
}

void ArchIncludes::aPlantedBreachIsFound()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, rule);
    const auto violations = violationsOf({path.toStdString(), text.toStdString()}, m_surroundings);
    QCOMPARE(violations.size(), std::size_t{1});
    QVERIFY2(report(violations).contains(rule), report(violations).constData());
}

void ArchIncludes::whatIsAllowedPasses_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* path, const char* text) {
        QTest::addRow("%s: %s", path, QByteArray(text).simplified().constData())
            << QByteArray(path) << QByteArray(text);
    };
    row("ui/shell/new.cpp", "#include \"core/services/catalogue.h\"\n#include \"core/storage/photo_records.h\"\n");
    row("ui/shell/new.cpp", "#include \"core/ingest/progress.h\"\n#include \"core/search/search_results.h\"\n");
    row("core/ingest/new.cpp", "#include \"core/media/decoder.h\"\n#include \"core/storage/database.h\"\n");
    row("core/index/hnsw_graph.cpp", "#include \"core/index/hnsw_graph.h\"\n#include <hnswlib/hnswlib.h>\n");
    row("core/inference/torch/new.cpp", "#include <torch/torch.h>\n#include <vector>\n#include <queue>\n");
    row("core/inference/torch/new.h", "#pragma once\n#include <ATen/core/Tensor.h>\n");
    row("core/services/new.cpp", "#include <QImage>\n#include \"new.moc\"\n");
    row("core/base/new.h", "// What this is for.\n\n#pragma once\n");
    row("core/base/new.cpp", "int slots = 3; int emitted(int); void signals(int);\n");
    row("app/cli/new.cpp", "#include \"core/index/vector_index.h\"\n#include \"ui/shell/main_window.h\"\n");
}

void ArchIncludes::whatIsAllowedPasses()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, text);
    const auto violations = violationsOf({path.toStdString(), text.toStdString()}, m_surroundings);
    QVERIFY2(violations.empty(), report(violations).constData());
}

void ArchIncludes::commentsAndLiteralsAreNotCode_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* text) {
        QTest::newRow(QByteArray(text).simplified().constData()) << QByteArray(text);
    };
    row("// #include <QString>\n// emit it(now)\n");
    row("/* #include <QString>\n#include <QImage>\nQEventLoop */\n");
    row("auto a = \"QEventLoop\"; auto b = \"\\\"processEvents\";\n");
    row("auto a = R\"(QEventLoop \" qWait)\";\n");
    row("auto a = '\"'; // QEventLoop\nauto b = '\"';\n");
    row("auto million = 1'000'000; // QEventLoop's\n");
}

void ArchIncludes::commentsAndLiteralsAreNotCode()
{
    QFETCH(QByteArray, text);
    const auto violations = violationsOf({"core/base/new.cpp", text.toStdString()}, m_surroundings);
    QVERIFY2(violations.empty(), report(violations).constData());
}

void ArchIncludes::namesFileAndLine()
{
    const Source source{"core/base/new.cpp",
                        "/*\n\n*/ int a;\n#include <vector>\n#  include <QString>\nint b = 1'0; QEventLoop c;\n"};
    const auto violations = violationsOf(source, m_surroundings);
    QCOMPARE(violations.size(), std::size_t{2});
    QCOMPARE(describe(violations[0]), "core/base/new.cpp:5: core/base must not include Qt (QString)");
    QVERIFY(describe(violations[1]).starts_with("core/base/new.cpp:6: "));
}

QTEST_APPLESS_MAIN(ArchIncludes)
#include "arch_includes.moc"
