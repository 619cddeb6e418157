#include <QTemporaryDir>
#include <QTest>

#include "tests/models/tiny_training.h"

using namespace vidimus;

class TrainVocabularyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Each word is one token, and other words have tokens too; both read back as they were written.
    void wordsAreTokens()
    {
        const QTemporaryDir folder;
        const test::TinyTraining training(folder.path().toStdString());
        for (const std::string& word : training.source.everyWord()) {
            const std::vector<int> caption = training.reading.captions.encode(word);
            QVERIFY2(caption.size() == 3, word.c_str());
            QCOMPARE(training.reading.captions.decode(caption), word);
            const std::vector<int> text = training.reading.texts.encode(word, 24);
            QVERIFY2(text.size() == 3, word.c_str());
            QCOMPARE(text.back(), training.reading.texts.endId());
        }
        const std::string strange = "zyzzyva";
        QCOMPARE(training.reading.captions.decode(training.reading.captions.encode(strange)), strange);
        QVERIFY(training.reading.texts.encode(strange, 24).size() > 3);
    }
};

QTEST_MAIN(TrainVocabularyTest)
#include "train_vocabulary_test.moc"
