#include "ui/common/language.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QTranslator>

#include "ui/common/english_plurals.h"

namespace vidimus::ui {

namespace {

const QString kFolder = QStringLiteral(":/translations");
const QString kPrefix = QStringLiteral("vidimus_");
const QString kKey = QStringLiteral("ui/language");
const QString kEnglish = QStringLiteral("en");

QString nameOf(const QString& code)
{
    QString name = QLocale(code).nativeLanguageName();
    // "American English" and the like: only the language matters.
    if (code == kEnglish)
        name = QStringLiteral("English");
    if (!name.isEmpty())
        name[0] = name[0].toUpper();
    return name;
}

} // namespace

Language::Language(const QString& code)
{
    install(std::make_unique<EnglishPlurals>());
    const QLocale locale = code.isEmpty() ? QLocale::system() : QLocale(code);
    QLocale::setDefault(locale);
    auto qtWords = std::make_unique<QTranslator>();
    if (qtWords->load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                      QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        install(std::move(qtWords));
    auto words = std::make_unique<QTranslator>();
    if (locale.language() != QLocale::English &&
        words->load(locale, QStringLiteral("vidimus"), QStringLiteral("_"), kFolder))
        install(std::move(words));
}

Language::~Language()
{
    for (const auto& translator : m_translators)
        QCoreApplication::removeTranslator(translator.get());
}

void Language::install(std::unique_ptr<QTranslator> translator)
{
    QCoreApplication::installTranslator(translator.get()); // the latest is asked first
    m_translators.push_back(std::move(translator));
}

QString Language::chosen(const QSettings& settings)
{
    return settings.value(kKey).toString();
}

void Language::choose(QSettings& settings, const QString& code)
{
    settings.setValue(kKey, code);
}

QList<SpokenLanguage> Language::spoken()
{
    QList<SpokenLanguage> languages{{kEnglish, nameOf(kEnglish)}};
    for (const QString& file : QDir(kFolder).entryList({kPrefix + QStringLiteral("*.qm")}, QDir::Files, QDir::Name)) {
        const QString code = file.mid(kPrefix.size()).chopped(3);
        languages.append({code, nameOf(code)});
    }
    return languages;
}

} // namespace vidimus::ui
