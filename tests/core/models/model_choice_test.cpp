#include "core/models/model_choice.h"

#include <QTest>

using namespace vidimus;
using namespace vidimus::models;
using inference::ModelRole;

Q_DECLARE_METATYPE(std::vector<vidimus::models::InstalledModel>)

namespace {

InstalledModel model(const std::string& id, ModelRole role)
{
    inference::ModelFolder folder;
    folder.folder = "/models/" + id;
    folder.id = id;
    folder.name = "the " + id;
    if (role == ModelRole::Embedder)
        folder.config = inference::ClipConfig{};
    return {folder.folder, folder};
}

InstalledModel broken(const std::string& name)
{
    return {"/models/" + name, fail(ErrorCode::Corrupt, "It is broken.")};
}

std::string idOf(const std::optional<inference::ModelFolder>& model)
{
    return model ? model->id : "";
}

} // namespace

class ModelChoiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void choices_data()
    {
        QTest::addColumn<std::vector<InstalledModel>>("installed");
        QTest::addColumn<QString>("refused"); // ids that are not acceptable, with commas around each
        QTest::addColumn<QString>("preferred");
        QTest::addColumn<QString>("captioner");
        QTest::addColumn<QString>("embedder");
        QTest::addColumn<QString>("rejected");
        const auto c = [](const char* id) { return model(id, ModelRole::Captioner); };
        const auto e = [](const char* id) { return model(id, ModelRole::Embedder); };
        using List = std::vector<InstalledModel>;
        QTest::newRow("nothing") << List{} << ""
                                 << ""
                                 << ""
                                 << ""
                                 << "";
        QTest::newRow("one of each") << List{c("a"), e("b")} << ""
                                     << ""
                                     << "a"
                                     << "b"
                                     << "";
        QTest::newRow("only a captioner") << List{c("a")} << ""
                                          << ""
                                          << "a"
                                          << ""
                                          << "";
        QTest::newRow("the first of two") << List{c("a"), c("b")} << ""
                                          << ""
                                          << "a"
                                          << ""
                                          << "";
        QTest::newRow("the preferred of two") << List{c("a"), c("b")} << ""
                                              << "b"
                                              << "b"
                                              << ""
                                              << "";
        QTest::newRow("the preferred one is refused") << List{c("a"), c("b")} << ",b,"
                                                      << "b"
                                                      << "a"
                                                      << ""
                                                      << "the b ";
        QTest::newRow("the preferred one is not there") << List{c("a"), e("b")} << ""
                                                        << "x"
                                                        << "a"
                                                        << "b"
                                                        << "";
        QTest::newRow("the first is refused") << List{c("a"), c("b"), e("d")} << ",a,"
                                              << ""
                                              << "b"
                                              << "d"
                                              << "the a ";
        QTest::newRow("all are refused") << List{c("a"), e("b")} << ",a,b,"
                                         << ""
                                         << ""
                                         << ""
                                         << "the a the b ";
        QTest::newRow("a broken folder") << List{broken("x"), c("a")} << ""
                                         << ""
                                         << "a"
                                         << ""
                                         << "x ";
    }
    void choices()
    {
        QFETCH(std::vector<InstalledModel>, installed);
        QFETCH(QString, refused);
        QFETCH(QString, preferred);
        QFETCH(QString, captioner);
        QFETCH(QString, embedder);
        QFETCH(QString, rejected);
        const auto acceptable = [&](const inference::ModelFolder& folder) -> Result<void> {
            if (refused.contains(QLatin1Char(',') + QString::fromStdString(folder.id) + QLatin1Char(',')))
                return fail(ErrorCode::Corrupt, "NaN");
            return {};
        };
        const ModelChoice choice =
            chooseModels(installed, acceptable, {preferred.toStdString(), preferred.toStdString()});
        QCOMPARE(idOf(choice.captioner), captioner.toStdString());
        QCOMPARE(idOf(choice.embedder), embedder.toStdString());
        std::string names;
        for (const RejectedModel& one : choice.rejected) {
            names += one.name + " ";
            QVERIFY(!one.reason.message.empty());
        }
        QCOMPARE(names, rejected.toStdString());
    }

    void modelsBehindTheOneTakenAreNotAsked()
    {
        std::vector<std::string> asked;
        const std::vector<InstalledModel> installed{model("a", ModelRole::Captioner), model("b", ModelRole::Captioner),
                                                    model("c", ModelRole::Embedder), model("d", ModelRole::Embedder)};
        chooseModels(installed, [&](const inference::ModelFolder& folder) -> Result<void> {
            asked.push_back(folder.id);
            return {};
        });
        QCOMPARE(asked, (std::vector<std::string>{"a", "c"}));
    }
};

QTEST_APPLESS_MAIN(ModelChoiceTest)
#include "model_choice_test.moc"
