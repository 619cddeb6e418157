#include "ui/common/edit_desk.h"

#include <utility>

namespace vidimus::ui {

namespace {

storage::MarkPhotos marksFor(const EditDesk::Photos& photos)
{
    return {photos, {}, {}, {}, {}, {}};
}

} // namespace

EditDesk::EditDesk(services::Services& services, QObject* parent) : QObject(parent), m_services(services) {}

void EditDesk::make(storage::PersonEdit edit, const QString& text)
{
    std::vector<storage::PersonEdit> edits;
    edits.push_back(std::move(edit));
    m_services.edits.make(std::move(edits), text);
}

void EditDesk::mark(const storage::MarkPhotos& edit, const QString& text)
{
    if (!edit.photos.empty())
        make(edit, text);
}

void EditDesk::setCaption(PhotoId photo, const QString& words, const QString& modelWords)
{
    const QString plain = words.simplified();
    storage::MarkPhotos edit = marksFor({photo});
    edit.caption = plain == modelWords.simplified() ? std::string() : plain.toStdString();
    mark(edit, edit.caption->empty() ? tr("Back to the model's words") : tr("Caption changed"));
}

void EditDesk::backToModel(const Photos& photos)
{
    storage::MarkPhotos edit = marksFor(photos);
    edit.caption.emplace();
    mark(edit, tr("Back to the model's words"));
}

void EditDesk::accept(PhotoId photo)
{
    storage::MarkPhotos edit = marksFor({photo});
    edit.reviewed = true;
    mark(edit, tr("Caption accepted"));
}

void EditDesk::rate(const Photos& photos, int rating)
{
    storage::MarkPhotos edit = marksFor(photos);
    edit.rating = rating;
    const int count = static_cast<int>(photos.size());
    mark(edit, rating == 0
                   ? tr("Took the stars off %Ln picture(s)", nullptr, count)
                   : tr("Gave %1 to %2").arg(tr("%Ln star(s)", nullptr, rating), tr("%Ln picture(s)", nullptr, count)));
}

void EditDesk::setFavourite(const Photos& photos, bool favourite)
{
    storage::MarkPhotos edit = marksFor(photos);
    edit.favourite = favourite;
    const int count = static_cast<int>(photos.size());
    mark(edit, favourite ? tr("Made %Ln picture(s) favourite", nullptr, count)
                         : tr("%Ln picture(s) no longer favourite", nullptr, count));
}

void EditDesk::toggleFavourite(const Photos& photos)
{
    if (!photos.empty())
        make(storage::ToggleFavourite{photos},
             tr("Favourite changed of %Ln picture(s)", nullptr, static_cast<int>(photos.size())));
}

void EditDesk::setFlag(const Photos& photos, storage::Flag flag)
{
    storage::MarkPhotos edit = marksFor(photos);
    edit.flag = flag;
    const int count = static_cast<int>(photos.size());
    mark(edit, flag == storage::Flag::Picked     ? tr("Picked %Ln picture(s)", nullptr, count)
               : flag == storage::Flag::Rejected ? tr("Rejected %Ln picture(s)", nullptr, count)
                                                 : tr("Took the flag off %Ln picture(s)", nullptr, count));
}

void EditDesk::addTags(const Photos& photos, const QStringList& tags)
{
    storage::AddTags edit;
    for (const QString& tag : tags) {
        if (!tag.trimmed().isEmpty())
            edit.uses.push_back({tag.toStdString(), photos});
    }
    if (!edit.uses.empty() && !photos.empty())
        make(std::move(edit), tr("Tagged %Ln picture(s) “%1”", nullptr, static_cast<int>(photos.size()))
                                  .arg(tags.join(QLatin1String(", "))));
}

void EditDesk::removeTag(const Photos& photos, const QString& tag)
{
    make(storage::RemoveTags{{{tag.toStdString(), photos}}},
         tr("Took “%1” off %Ln picture(s)", nullptr, static_cast<int>(photos.size())).arg(tag));
}

void EditDesk::renameTag(const QString& tag, const QString& name)
{
    const QString plain = name.simplified();
    if (!plain.isEmpty() && plain != tag)
        make(storage::RenameTag{tag.toStdString(), plain.toStdString()}, tr("Tag “%1” renamed “%2”").arg(tag, plain));
}

void EditDesk::deleteTag(const QString& tag)
{
    make(storage::DropTag{tag.toStdString()}, tr("Tag “%1” deleted").arg(tag));
}

void EditDesk::newAlbum(const QString& name, const Photos& photos)
{
    storage::PutAlbum put{{{}, name.toStdString(), {}, 0}, {}};
    for (const PhotoId photo : photos)
        put.places.push_back({photo, static_cast<std::int64_t>(put.places.size()) + 1});
    make(std::move(put), tr("Album “%1” made").arg(name));
}

void EditDesk::newSmartAlbum(const QString& name, const QString& query)
{
    make(storage::PutAlbum{{{}, name.toStdString(), query.toStdString(), 0}, {}}, tr("Search “%1” kept").arg(name));
}

void EditDesk::renameAlbum(const storage::Album& album, const QString& name)
{
    if (name.trimmed().isEmpty() || name.trimmed() == QString::fromStdString(album.name))
        return;
    storage::Album renamed = album;
    renamed.name = name.toStdString();
    make(storage::PutAlbum{renamed, {}}, tr("Album renamed “%1”").arg(name.trimmed()));
}

void EditDesk::deleteAlbum(const storage::Album& album)
{
    make(storage::DropAlbum{album.id}, tr("Album “%1” deleted").arg(QString::fromStdString(album.name)));
}

void EditDesk::addToAlbum(const storage::Album& album, const Photos& photos)
{
    make(storage::AppendToAlbum{album.id, photos},
         tr("Added %Ln picture(s) to “%1”", nullptr, static_cast<int>(photos.size()))
             .arg(QString::fromStdString(album.name)));
}

void EditDesk::takeFromAlbum(const storage::Album& album, const Photos& photos)
{
    make(storage::TakeFromAlbum{album.id, photos},
         tr("Took %Ln picture(s) out of “%1”", nullptr, static_cast<int>(photos.size()))
             .arg(QString::fromStdString(album.name)));
}

void EditDesk::orderAlbum(const storage::Album& album, const Photos& order)
{
    storage::PlaceInAlbum place{album.id, {}};
    for (const PhotoId photo : order)
        place.places.push_back({photo, static_cast<std::int64_t>(place.places.size()) + 1});
    make(std::move(place), tr("Order of “%1” changed").arg(QString::fromStdString(album.name)));
}

} // namespace vidimus::ui
