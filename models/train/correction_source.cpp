#include "models/train/correction_source.h"

#include <algorithm>
#include <cctype>
#include <functional>
#include <iterator>

#include <QByteArray>

#include "core/base/fold_case.h"
#include "core/base/path_text.h"
#include "core/inference/synthesize/counter_random.h"
#include "core/media/decoder.h"
#include "core/storage/library.h"

namespace vidimus::train {

namespace {

constexpr int kSide = 128; ///< larger than the models take pictures, small enough to keep thousands
constexpr std::size_t kTellingLetters = 4;

std::vector<std::string> wordsOf(const std::string& text)
{
    std::vector<std::string> words;
    std::string word;
    for (const char c : text + " ") {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) || byte >= 0x80) {
            word += c;
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    return words;
}

/// What a person wrote is true of a picture, and of no other than by the same words.
std::vector<Fact> factsOf(const std::vector<std::string>& words)
{
    std::vector<Fact> facts;
    for (const std::string& word : words)
        facts.push_back(std::hash<std::string>{}(word) | (Fact{1} << 63)); // apart from those of other sources
    std::sort(facts.begin(), facts.end());
    facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
    return facts;
}

/// One word that somebody might look for: a long one, where there is one.
std::string oneOf(const std::vector<std::string>& words, std::uint64_t number)
{
    std::vector<std::string> telling;
    std::copy_if(words.begin(), words.end(), std::back_inserter(telling),
                 [](const std::string& word) { return word.size() >= kTellingLetters; });
    const std::vector<std::string>& from = telling.empty() ? words : telling;
    return from[inference::mixed(number) % from.size()];
}

Result<RgbImage> smallPicture(const std::string& bytes)
{
    const auto image = media::decode(QByteArray::fromStdString(bytes), kSide);
    if (!image)
        return fail(image.error());
    return media::toRgbImage(*image);
}

} // namespace

Result<std::unique_ptr<CorrectionSource>> CorrectionSource::open(const std::filesystem::path& folder,
                                                                 const ExampleSource& others)
{
    const auto library = storage::Library::open(folder, {storage::LibraryAccess::ReadOnly, 0});
    if (!library)
        return fail(library.error());
    const auto refs = (*library)->query().all(storage::SortOrder::RecentlyAdded);
    if (!refs)
        return fail(refs.error());
    std::vector<PhotoId> photos;
    for (const storage::PhotoRef& ref : *refs)
        photos.push_back(ref.id);
    const auto marks = (*library)->marks().marks(photos);
    if (!marks)
        return fail(marks.error());
    std::unique_ptr<CorrectionSource> source(new CorrectionSource(others));
    std::size_t corrected = 0;
    for (const storage::PersonPhoto& photo : *marks) {
        if (!photo.marks.caption || wordsOf(*photo.marks.caption).empty())
            continue;
        ++corrected;
        const auto hash = (*library)->photos().hashOf(photo.photo);
        if (!hash || !*hash)
            continue;
        const auto bytes = (*library)->thumbnails().find(**hash);
        if (!bytes || !*bytes)
            continue;
        auto picture = smallPicture(**bytes);
        if (picture)
            source->m_corrections.push_back({std::move(*picture), foldCase(*photo.marks.caption)});
    }
    if (corrected == 0)
        return fail(ErrorCode::NotFound,
                    "Nobody corrected a caption in " + displayPath(folder) +
                        " yet: give some pictures words of your own in Vidimus, then train on them.");
    if (source->m_corrections.empty())
        return fail(ErrorCode::NotFound, displayPath(folder) +
                                             " has lost its small pictures: open it in Vidimus and look through the "
                                             "corrected ones, which makes them anew.");
    return source;
}

Example CorrectionSource::example(std::uint64_t number, int patchesPerSide) const
{
    if (number % kOneIn != 0)
        return m_others.example(number, patchesPerSide);
    const Correction& correction = m_corrections[number / kOneIn % m_corrections.size()];
    const std::vector<std::string> words = wordsOf(correction.words);
    Example example;
    example.picture = correction.picture;
    example.caption = correction.words;
    const std::string query = oneOf(words, number);
    example.facts = factsOf(words);
    example.texts = {ExampleText{correction.words, example.facts}, ExampleText{query, factsOf({query})}};
    return example;
}

} // namespace vidimus::train
