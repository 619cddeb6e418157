#pragma once

#include <QTranslator>

namespace vidimus::ui {

/// The source strings are English with "(s)" or "(y|ies)" where a word bends; without a translation Qt would show
/// them as they are. This puts the right ending in; a translation into another language goes before it.
class EnglishPlurals final : public QTranslator {
    Q_OBJECT
public:
    using QTranslator::QTranslator;

    bool isEmpty() const override { return false; }
    QString translate(const char* context, const char* source, const char* disambiguation, int n) const override;
};

} // namespace vidimus::ui
