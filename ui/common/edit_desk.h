#pragma once

#include <optional>
#include <vector>

#include <QObject>
#include <QStringList>

#include "core/services/services.h"

namespace vidimus::ui {

/// Turns what a person does into edits that can be taken back, each with its name. Every part of the window that
/// changes something asks here.
class EditDesk final : public QObject {
    Q_OBJECT
public:
    explicit EditDesk(services::Services& services, QObject* parent = nullptr);

    using Photos = std::vector<PhotoId>;

    /// Empty, or what the model says anyway: back to the model's words.
    void setCaption(PhotoId photo, const QString& words, const QString& modelWords);
    void backToModel(const Photos& photos);
    /// The model's caption is right as it is.
    void accept(PhotoId photo);

    void rate(const Photos& photos, int rating);
    void setFavourite(const Photos& photos, bool favourite);
    /// Off when all of them are, else on.
    void toggleFavourite(const Photos& photos);
    void setFlag(const Photos& photos, storage::Flag flag);

    void addTags(const Photos& photos, const QStringList& tags);
    void removeTag(const Photos& photos, const QString& tag);
    void renameTag(const QString& tag, const QString& name);
    void deleteTag(const QString& tag);

    void newAlbum(const QString& name, const Photos& photos);
    /// A search to be looked at again.
    void newSmartAlbum(const QString& name, const QString& query);
    void renameAlbum(const storage::Album& album, const QString& name);
    void deleteAlbum(const storage::Album& album);
    void addToAlbum(const storage::Album& album, const Photos& photos);
    void takeFromAlbum(const storage::Album& album, const Photos& photos);
    /// `order` is the whole album as it is to be.
    void orderAlbum(const storage::Album& album, const Photos& order);

    services::EditService& edits() const { return m_services.edits; }

private:
    void mark(const storage::MarkPhotos& edit, const QString& text);
    void make(storage::PersonEdit edit, const QString& text);

    services::Services& m_services;
};

} // namespace vidimus::ui
