#include "tests/support/large_library.h"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "tests/core/index/made_vectors.h"
#include "tests/support/picture_files.h"
#include "tests/support/picture_maker.h"
#include "tests/support/random.h"

namespace vidimus::test {

namespace {

constexpr std::int64_t kNewest = 1'700'000'000;
constexpr std::int64_t kAhead = 4'070'908'800; // 2099
constexpr std::int64_t kDay = 86'400;
constexpr int kBatch = 2000;
constexpr int kSubjects = 400;

const std::vector<std::string> kThings{"dog",   "cat",    "woman", "man",    "child",  "car",    "boat",
                                       "tree",  "bird",   "horse", "house",  "bridge", "flower", "table",
                                       "train", "street", "tower", "window", "field",  "river"};
const std::vector<std::string> kPlaces{"on a beach",    "in a park",     "at night",    "in a red room",
                                       "under the sky", "near the lake", "on a road",   "in the snow",
                                       "by the sea",    "in a kitchen",  "in the city", "on a hill"};
const std::vector<std::string> kOutings{"Lisbon", "At the lake", "Grandmother's garden", "Work", "Winter", "Phone"};

std::vector<MadeThumbnail> drawnThumbnails()
{
    constexpr int kDrawn = 24;
    std::vector<MadeThumbnail> drawn;
    for (int i = 0; i < kDrawn; ++i) {
        const QSize size = i % 3 == 0 ? QSize(300, 400) : i % 3 == 1 ? QSize(400, 267) : QSize(400, 300);
        drawn.push_back({size * 10, encoded(photoPicture(size, static_cast<std::uint64_t>(i + 1), 2), "jpg", 55)});
    }
    return drawn;
}

/// Goes back through the years, an outing after another.
class Life {
public:
    Life(Random& random, int perFolder) : m_random(random), m_perFolder(perFolder) {}

    std::int64_t nextTime()
    {
        if (m_leftOfDay == 0) {
            // Most days few, some very many, as on journeys.
            m_leftOfDay = m_random.integer(0, 9) == 0 ? m_random.integer(40, 180) : m_random.integer(1, 14);
            m_time -= m_time % kDay + m_random.integer(0, 1) * kDay + m_random.integer(4, 14) * 3600;
        }
        --m_leftOfDay;
        return m_time -= m_random.integer(2, 240);
    }

    std::string folderOf(int number)
    {
        if (number / m_perFolder != m_outing) {
            m_outing = number / m_perFolder;
            m_name = "/pictures/" + std::to_string(2023 - m_outing * 16 * m_perFolder / 100'000) + "/" +
                     std::to_string(m_outing) + " " +
                     kOutings[static_cast<std::size_t>(m_random.integer(0, static_cast<int>(kOutings.size()) - 1))];
        }
        return m_name;
    }

private:
    Random& m_random;
    int m_perFolder;
    int m_leftOfDay = 0;
    std::int64_t m_time = kNewest;
    int m_outing = -1;
    std::string m_name;
};

template <typename Value>
Value must(Result<Value> result)
{
    if (!result)
        throw std::runtime_error(result.error().message);
    return std::move(*result);
}

void must(const Result<void>& result)
{
    if (!result)
        throw std::runtime_error(result.error().message);
}

} // namespace

void fillLargeLibrary(storage::Library& library, const LargeLibraryPlan& plan)
{
    const std::vector<MadeThumbnail> thumbnails = plan.thumbnails.empty() ? drawnThumbnails() : plan.thumbnails;
    Random random(plan.seed);
    Life life(random, plan.perFolder);
    index::MadeVectors vectors(std::max(1, plan.dimension), static_cast<std::uint32_t>(plan.seed));
    std::vector<Embedding> subjects;
    for (int i = 0; i < kSubjects && plan.dimension > 0; ++i)
        subjects.push_back(vectors.anywhere());
    const auto any = [&random](const std::vector<std::string>& words) {
        return words[static_cast<std::size_t>(random.next() % words.size())];
    };
    for (int begin = 0; begin < plan.photos; begin += kBatch) {
        std::vector<storage::LookedFile> files;
        std::vector<storage::Thumbnail> pictures;
        for (int i = begin; i < std::min(plan.photos, begin + kBatch); ++i) {
            const MadeThumbnail& thumbnail = thumbnails[static_cast<std::size_t>(random.next() % thumbnails.size())];
            storage::LookedFile file;
            file.path = life.folderOf(i) + "/IMG_" + std::to_string(plan.photos - i) + ".jpg";
            for (std::size_t byte = 0; byte < file.hash.bytes.size(); ++byte)
                file.hash.bytes[byte] = static_cast<std::uint8_t>(random.next());
            file.metadata.width = thumbnail.shape.width();
            file.metadata.height = thumbnail.shape.height();
            file.metadata.format = "jpeg";
            file.metadata.camera = "Camera " + std::to_string(random.integer(1, 7));
            const std::int64_t time = life.nextTime();
            file.metadata.capturedAt = time;
            if (plan.badClocks && i % 5000 == 4000)
                file.metadata.capturedAt = 3600;
            else if (plan.badClocks && i % 5000 == 2000)
                file.metadata.capturedAt = kAhead + i;
            file.modifiedNs = time * 1'000'000'000;
            file.byteSize = static_cast<std::uint64_t>(random.integer(800'000, 9'000'000));
            pictures.push_back({file.hash, thumbnail.jpeg.toStdString()});
            files.push_back(std::move(file));
        }
        const auto added = must(library.photos().add(files, kNewest - begin / kBatch * kDay));
        must(library.thumbnails().add(pictures));
        if (plan.dimension == 0)
            continue;
        std::vector<storage::DescribedPhoto> described;
        for (const storage::LookedResult& result : added) {
            storage::DescribedPhoto photo;
            photo.photo = result.photo;
            photo.caption = Caption{"a picture of a " + any(kThings) + " and a " + any(kThings) + " " + any(kPlaces),
                                    static_cast<float>(random.between(0.3, 1.0)),
                                    {}};
            photo.embedding = vectors.around(subjects[random.next() % subjects.size()], 0.8f);
            described.push_back(std::move(photo));
        }
        must(library.descriptions().add(described, kNewest));
    }
}

} // namespace vidimus::test
