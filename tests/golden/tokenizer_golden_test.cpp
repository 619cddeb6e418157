#include <QtTest>

#include "tests/golden/golden_verdict.h"
#include "tests/golden/reference_folder.h"
#include "tests/golden/tokenizer_cases.h"

using namespace vidimus;

class TokenizerGoldenTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyStringInEveryForm();
};

void TokenizerGoldenTest::everyStringInEveryForm()
{
    const std::filesystem::path folder = golden::referenceFolder() / "tokenizer";
    const auto vocabularies =
        golden::findVocabularies({folder, VIDIMUS_TEST_DATA "/../../../shared/reference/tokenizer"});
    if (!vocabularies)
        QSKIP("The two vocabularies of the published models are no part of the project and are not here: put "
              "bpe_simple_vocab_16e6.txt.gz and bert-base-uncased-vocab.txt into VIDIMUS_REFERENCE/tokenizer. "
              "The project's own small ones are tested by clip_tokenizer_test and wordpiece_tokenizer_test.");
    QCOMPARE(golden::failuresOf(golden::runTokenizerCases(folder, *vocabularies)), 0);
}

QTEST_GUILESS_MAIN(TokenizerGoldenTest)
#include "tokenizer_golden_test.moc"
