#pragma once

#include <memory>
#include <vector>

#include <QList>
#include <QString>

class QSettings;
class QTranslator;

namespace vidimus::ui {

/// A language the window speaks.
struct SpokenLanguage {
    QString code; ///< "de"
    QString name; ///< in itself: "Deutsch"
};

/// Puts the window's words, and Qt's own, into a language while it lives. English is what the sources say, with the
/// right endings put in. Texts made before stay as they are: to be set before the window. GUI thread.
class Language {
public:
    /// `code` of spoken(); empty: what the system is set to, or English where that is not spoken. Dates and numbers
    /// follow the language when it is chosen, else the system.
    explicit Language(const QString& code);
    ~Language();
    Language(const Language&) = delete;
    Language& operator=(const Language&) = delete;

    /// English first.
    static QList<SpokenLanguage> spoken();

    /// The person's choice; empty for the system's.
    static QString chosen(const QSettings& settings);
    static void choose(QSettings& settings, const QString& code);

private:
    void install(std::unique_ptr<QTranslator> translator);

    std::vector<std::unique_ptr<QTranslator>> m_translators;
};

} // namespace vidimus::ui
