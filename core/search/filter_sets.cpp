#include "core/search/filter_sets.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <utility>

#include "core/base/path_text.h"
#include "core/storage/library.h"

namespace vidimus::search {

namespace {

constexpr std::size_t kRemembered = 12;

std::optional<std::int64_t> secondsOf(const std::optional<Day>& day)
{
    if (!day)
        return std::nullopt;
    return std::chrono::duration_cast<std::chrono::seconds>(day->time_since_epoch()).count();
}

struct ToFilter {
    using Filter = std::optional<storage::PhotoFilter>;
    bool negated = false;

    /// Meaning is no filter; against a word, the text is one.
    Filter operator()(const Word& word) const { return negated ? Filter(storage::WithWords{word.text}) : std::nullopt; }
    Filter operator()(const Phrase& phrase) const { return storage::WithWords{phrase.text}; }
    Filter operator()(const FolderNamed& folder) const { return storage::InFolder{folder.name}; }
    Filter operator()(const CameraNamed& camera) const { return storage::OfCamera{camera.name}; }
    Filter operator()(const TagNamed& tag) const { return storage::WithTag{tag.name}; }
    Filter operator()(const AlbumNamed& album) const { return storage::InAlbum{album.name}; }
    Filter operator()(const TakenBetween& taken) const
    {
        return storage::InTime{secondsOf(taken.from), secondsOf(taken.end)};
    }
    Filter operator()(const RatingIn& rating) const
    {
        const NumberSpan& stars = rating.stars;
        const double least = stars.leastCounts ? std::ceil(stars.least) : std::floor(stars.least) + 1;
        const double most = stars.mostCounts ? std::floor(stars.most) : std::ceil(stars.most) - 1;
        return storage::Rated{static_cast<int>(least), static_cast<int>(most)};
    }
    Filter operator()(const ConfidenceIn& sure) const
    {
        const NumberSpan& span = sure.confidence;
        return storage::Confident{span.least, span.most, span.leastCounts, span.mostCounts};
    }
    Filter operator()(const FormatIs& format) const { return storage::OfFormat{format.format}; }
    Filter operator()(const ShapeIs& shape) const
    {
        return storage::OfShape{static_cast<storage::PictureShape>(shape.shape)};
    }
    Filter operator()(const StateIs& state) const
    {
        return storage::InState{static_cast<storage::PictureState>(state.state)};
    }
};

/// "No picture is tagged …": what it is that none is.
struct Lacking {
    std::string_view typed; ///< the term, as it stands in the line

    std::string operator()(const Word& word) const { return "has the word " + quoted(word.text); }
    std::string operator()(const Phrase& phrase) const
    {
        return "has the words " + quoted(phrase.text) + " in its caption, tags, name or place";
    }
    std::string operator()(const FolderNamed& folder) const { return "lies in a folder named " + quoted(folder.name); }
    std::string operator()(const CameraNamed& camera) const
    {
        return "was taken with a camera named " + quoted(camera.name);
    }
    std::string operator()(const TagNamed& tag) const { return "is tagged " + quoted(tag.name); }
    std::string operator()(const AlbumNamed& album) const { return "is in an album named " + quoted(album.name); }
    std::string operator()(const TakenBetween&) const { return "was taken then (" + shown() + ")"; }
    std::string operator()(const RatingIn&) const { return "has such a rating (" + shown() + ")"; }
    std::string operator()(const ConfidenceIn&) const { return "has a caption of such confidence (" + shown() + ")"; }
    std::string operator()(const FormatIs& format) const { return "is a " + format.format + " file"; }
    std::string operator()(const ShapeIs&) const { return "has this shape (" + shown() + ")"; }
    std::string operator()(const StateIs& state) const
    {
        switch (state.state) {
        case State::Favourite:
            return "is a favourite yet";
        case State::Edited:
            return "has a caption of your own yet";
        case State::Undescribed:
            return "waits for its description";
        case State::Picked:
            return "is picked yet";
        case State::Rejected:
            return "is rejected";
        case State::Tagged:
            break;
        }
        return "has a tag yet";
    }

    static std::string quoted(const std::string& text) { return std::string("“") + displayText(text, 80) + "”"; }
    std::string shown() const { return displayText(typed, 80); }
};

std::string_view typedOf(const Term& term, std::string_view line)
{
    return line.substr(std::min(term.begin, line.size()), term.end - term.begin);
}

std::string pictures(std::size_t count)
{
    return count == 1 ? "1 picture" : std::to_string(count) + " pictures";
}

} // namespace

std::optional<storage::PhotoFilter> filterOf(const Term& term)
{
    return std::visit(ToFilter{term.negated}, term.what);
}

Result<FilterSets::Shared> FilterSets::photosOf(const std::optional<storage::PhotoFilter>& filter)
{
    const std::uint64_t commits = m_library.commits();
    {
        const std::lock_guard lock(m_mutex);
        // Another program may change what was opened for reading only.
        if (commits != m_commits || !m_library.writable())
            m_known.clear();
        m_commits = commits;
        const auto known =
            std::find_if(m_known.begin(), m_known.end(), [&](const Known& entry) { return entry.filter == filter; });
        if (known != m_known.end()) {
            std::rotate(known, known + 1, m_known.end());
            return m_known.back().photos;
        }
    }
    auto read = filter ? m_library.filters().matching(*filter) : m_library.filters().all();
    if (!read)
        return fail(read.error());
    auto photos = std::make_shared<const Photos>(std::move(*read));
    const std::lock_guard lock(m_mutex);
    if (m_commits == commits) {
        if (m_known.size() == kRemembered)
            m_known.erase(m_known.begin());
        m_known.push_back({filter, photos});
    }
    return photos;
}

Result<std::shared_ptr<const FilterSets::Photos>> FilterSets::allowed(std::span<const Term> terms)
{
    std::vector<Shared> within;
    std::vector<Shared> without;
    for (const Term& term : terms) {
        const auto filter = filterOf(term);
        if (!filter)
            continue;
        auto photos = photosOf(filter);
        if (!photos)
            return fail(photos.error());
        (term.negated ? without : within).push_back(std::move(*photos));
    }
    if (within.empty() && without.empty())
        return Shared();
    if (within.empty()) {
        auto all = photosOf(std::nullopt);
        if (!all)
            return fail(all.error());
        within.push_back(std::move(*all));
    }
    if (within.size() == 1 && without.empty())
        return within.front();
    std::sort(within.begin(), within.end(), [](const Shared& a, const Shared& b) { return a->size() < b->size(); });
    Photos left = *within.front();
    Photos next;
    const auto narrow = [&](const Photos& other, auto operation) {
        next.clear();
        operation(left.begin(), left.end(), other.begin(), other.end(), std::back_inserter(next));
        left.swap(next);
    };
    for (std::size_t i = 1; i < within.size(); ++i)
        narrow(*within[i], [](auto... arguments) { std::set_intersection(arguments...); });
    for (const Shared& photos : without)
        narrow(*photos, [](auto... arguments) { std::set_difference(arguments...); });
    return std::make_shared<const Photos>(std::move(left));
}

Result<std::size_t> FilterSets::photoCount()
{
    const auto all = photosOf(std::nullopt);
    if (!all)
        return fail(all.error());
    return (*all)->size();
}

Result<std::string> FilterSets::whyNone(std::span<const Term> terms, std::string_view line)
{
    std::string together;
    std::size_t count = 0;
    for (const Term& term : terms) {
        if (!filterOf(term))
            continue;
        const auto photos = allowed({&term, 1});
        if (!photos)
            return fail(photos.error());
        const std::string typed = displayText(typedOf(term, line), 80);
        if ((*photos)->empty())
            return term.negated ? "Every picture is left out by " + typed + "."
                                : "No picture " + std::visit(Lacking{typed}, term.what) + ".";
        if (!together.empty())
            together += ", ";
        together.append(typed).append(" (").append(pictures((*photos)->size())) += ')';
        ++count;
    }
    return (count == 2 ? "No picture is both: " : "No picture is all of this: ") + together + ".";
}

} // namespace vidimus::search
