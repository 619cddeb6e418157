#include "core/storage/edit_maker.h"

#include <algorithm>
#include <unordered_map>

#include "core/storage/album_rows.h"
#include "core/storage/album_store.h"
#include "core/storage/database.h"
#include "core/storage/mark_store.h"
#include "core/storage/tag_store.h"

namespace vidimus::storage {

namespace {

/// Makes one edit after the other and notes what takes each back.
class Making {
public:
    Making(SQLite::Database& db, MarkStore& marks, TagStore& tags, AlbumStore& albums, std::int64_t now)
        : m_db(db), m_marks(marks), m_tags(tags), m_albums(albums), m_now(now)
    {}

    Result<void> operator()(const MarkPhotos& edit) { return noteMarks(m_marks.mark(edit, m_now)); }
    Result<void> operator()(const ToggleFavourite& edit) { return noteMarks(m_marks.toggleFavourite(edit, m_now)); }
    Result<void> operator()(const RestoreMarks& edit) { return noteMarks(m_marks.restore(edit.photos)); }
    Result<void> operator()(const AddTags& edit) { return noteTags<RemoveTags>(m_tags.add(edit.uses)); }
    Result<void> operator()(const RemoveTags& edit) { return noteTags<AddTags>(m_tags.remove(edit.uses)); }

    Result<void> operator()(const DropTag& edit) { return noteTags<AddTags>(m_tags.drop(edit.tag)); }

    Result<void> operator()(const RenameTag& edit)
    {
        // First off, then on: a tag that differs in case only is the same tag, and would keep its old spelling.
        auto dropped = m_tags.drop(edit.tag);
        if (!dropped || dropped->empty())
            return dropped ? Result<void>() : fail(dropped.error());
        TagUse renamed{edit.name, dropped->front().photos};
        if (auto noted = noteTags<AddTags>(std::move(dropped)); !noted)
            return noted;
        return noteTags<RemoveTags>(m_tags.add({&renamed, 1}));
    }

    Result<void> operator()(const PutAlbum& edit)
    {
        const auto before = readAlbum(m_db, edit.album.id);
        if (before) {
            noteAlbum(PutAlbum{*before, {}});
            notePlaces(edit.album.id, edit.places);
        }
        const auto put = m_albums.put(edit, m_now);
        if (!put)
            return fail(put.error());
        if (!before)
            noteAlbum(DropAlbum{*put});
        m_made.album = *put;
        return {};
    }

    Result<void> operator()(const DropAlbum& edit)
    {
        const auto album = readAlbum(m_db, edit.album);
        if (!album)
            return {};
        noteAlbum(PutAlbum{*album, readPlaces(m_db, edit.album)});
        return m_albums.drop(edit.album);
    }

    Result<void> operator()(const AppendToAlbum& edit)
    {
        const auto added = m_albums.append(edit.album, edit.photos);
        if (!added)
            return fail(added.error());
        noteTaking(edit.album, *added);
        return {};
    }

    Result<void> operator()(const PlaceInAlbum& edit)
    {
        notePlaces(edit.album, edit.places);
        return m_albums.place(edit.album, edit.places);
    }

    Result<void> operator()(const TakeFromAlbum& edit)
    {
        auto taken = m_albums.take(edit.album, edit.photos);
        if (!taken)
            return fail(taken.error());
        if (!taken->empty())
            noteAlbum(PlaceInAlbum{edit.album, std::move(*taken)});
        return {};
    }

    MadeEdits finish()
    {
        std::reverse(m_made.inverse.begin(), m_made.inverse.end());
        std::sort(m_made.photos.begin(), m_made.photos.end());
        m_made.photos.erase(std::unique(m_made.photos.begin(), m_made.photos.end()), m_made.photos.end());
        return std::move(m_made);
    }

private:
    Result<void> noteMarks(Result<std::vector<PersonPhoto>> before)
    {
        if (!before)
            return fail(before.error());
        for (const PersonPhoto& photo : *before)
            m_made.photos.push_back(photo.photo);
        if (!before->empty())
            m_made.inverse.push_back(RestoreMarks{std::move(*before)});
        return {};
    }

    template <typename Inverse>
    Result<void> noteTags(Result<std::vector<TagUse>> changed)
    {
        if (!changed)
            return fail(changed.error());
        for (const TagUse& use : *changed)
            m_made.photos.insert(m_made.photos.end(), use.photos.begin(), use.photos.end());
        if (changed->empty())
            return {};
        m_made.tagsChanged = true;
        m_made.inverse.push_back(Inverse{std::move(*changed)});
        return {};
    }

    void noteAlbum(PersonEdit inverse)
    {
        m_made.albumsChanged = true;
        m_made.inverse.push_back(std::move(inverse));
    }

    void noteTaking(AlbumId album, const std::vector<AlbumPlace>& places)
    {
        if (places.empty())
            return;
        TakeFromAlbum taking{album, {}};
        for (const AlbumPlace& place : places)
            taking.photos.push_back(place.photo);
        noteAlbum(std::move(taking));
    }

    /// What undoes putting photos in places: those that were there go back, the others leave.
    void notePlaces(AlbumId album, const std::vector<AlbumPlace>& places)
    {
        std::unordered_map<PhotoId, std::int64_t> positions;
        for (const AlbumPlace& place : readPlaces(m_db, album))
            positions.emplace(place.photo, place.position);
        PlaceInAlbum back{album, {}};
        std::vector<AlbumPlace> added;
        for (const AlbumPlace& place : places) {
            const auto known = positions.find(place.photo);
            if (known == positions.end())
                added.push_back(place);
            else if (known->second != place.position)
                back.places.push_back({place.photo, known->second});
        }
        if (!back.places.empty())
            noteAlbum(std::move(back));
        noteTaking(album, added);
    }

    SQLite::Database& m_db;
    MarkStore& m_marks;
    TagStore& m_tags;
    AlbumStore& m_albums;
    const std::int64_t m_now;
    MadeEdits m_made;
};

} // namespace

Result<MadeEdits> EditMaker::make(std::span<const PersonEdit> edits, std::int64_t now)
{
    return m_database.write([&](SQLite::Database& db) -> Result<MadeEdits> {
        Making making(db, m_marks, m_tags, m_albums, now);
        for (const PersonEdit& edit : edits) {
            if (auto made = std::visit(making, edit); !made)
                return fail(made.error());
        }
        return making.finish();
    });
}

} // namespace vidimus::storage
