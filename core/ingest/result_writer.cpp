#include "core/ingest/result_writer.h"

#include <chrono>
#include <cmath>
#include <utility>

#include "core/metrics/registry.h"
#include "core/metrics/span.h"
#include "core/metrics/stage.h"
#include "core/storage/library.h"

namespace vidimus::ingest {

namespace {

/// A batch of results as the stores take them.
struct Changes {
    std::vector<storage::LookedFile> files;
    std::vector<std::shared_ptr<const RgbImage>> images; ///< beside `files`
    std::vector<storage::Thumbnail> thumbnails;
    std::vector<SeenPhoto> unchanged;
    std::vector<storage::Failure> failures;
    std::vector<storage::DescribedPhoto> described;
    std::vector<std::filesystem::path> finishedRoots;
};

bool isFinite(const Embedding& vector)
{
    for (const float value : vector)
        if (!std::isfinite(value))
            return false;
    return !vector.empty();
}

/// Cancelled is not failed: the photo simply stays pending. Nor is a picture whose model cannot be loaded.
std::optional<Error> failureOf(const Error& error)
{
    const bool pending = error.code == ErrorCode::Cancelled || error.code == ErrorCode::ModelUnavailable;
    return pending ? std::nullopt : std::optional(error);
}

std::optional<Error> modelProblemOf(const inference::Description& description)
{
    const auto unavailable = [](const auto& answer) {
        return answer && !*answer && answer->error().code == ErrorCode::ModelUnavailable;
    };
    if (unavailable(description.caption))
        return description.caption->error();
    return unavailable(description.embedding) ? std::optional(description.embedding->error()) : std::nullopt;
}

storage::DescribedPhoto describedOf(const DescribeResult& result)
{
    const Error nonsense{ErrorCode::Internal, "The model answered with something that is not a number."};
    storage::DescribedPhoto described;
    described.photo = result.photo;
    if (const auto& caption = result.description.caption) {
        if (!*caption)
            described.captionError = failureOf(caption->error());
        else if (!std::isfinite((*caption)->caption.confidence))
            described.captionError = nonsense;
        else
            described.caption = (*caption)->caption, described.captionUs = (*caption)->times.total();
    }
    if (const auto& embedding = result.description.embedding) {
        if (!*embedding)
            described.embeddingError = failureOf(embedding->error());
        else if (!isFinite((*embedding)->vector))
            described.embeddingError = nonsense;
        else
            described.embedding = (*embedding)->vector, described.embeddingUs = (*embedding)->times.total();
    }
    return described;
}

void addTo(Changes& changes, const LookResult& result, std::int64_t now)
{
    if (!result.look) {
        if (const auto error = failureOf(result.look.error()))
            changes.failures.push_back({result.path, {}, error->code, error->message, now});
        return;
    }
    const Look& look = *result.look;
    if (look.unchanged) {
        changes.unchanged.push_back({*look.unchanged, result.path, Outcome::Duplicate, false});
        return;
    }
    changes.files.push_back(look.file);
    changes.images.push_back(look.image);
    if (!look.thumbnail.empty())
        changes.thumbnails.push_back({look.file.hash, look.thumbnail});
}

void closeTicket(Changes& changes, const std::shared_ptr<ImportTicket>& ticket,
                 std::vector<std::pair<ImportTicket*, std::int64_t>>& closing)
{
    if (!ticket)
        return;
    for (auto& [known, count] : closing) {
        if (known == ticket.get()) {
            ++count;
            if (known->open.load() == count)
                changes.finishedRoots.insert(changes.finishedRoots.end(), known->roots.begin(), known->roots.end());
            return;
        }
    }
    closing.emplace_back(ticket.get(), 0);
    closeTicket(changes, ticket, closing);
}

} // namespace

Result<Committed> ResultWriter::commit(std::span<PipelineResult> batch)
{
    auto committed = commitTogether(batch);
    if (committed || committed.error().code != ErrorCode::Internal)
        return committed;
    if (batch.size() > 1) {
        Committed all;
        for (PipelineResult& result : batch) {
            auto one = commit({&result, 1});
            if (!one)
                return one;
            std::move(one->seen.begin(), one->seen.end(), std::back_inserter(all.seen));
            std::move(one->images.begin(), one->images.end(), std::back_inserter(all.images));
            std::move(one->described.begin(), one->described.end(), std::back_inserter(all.described));
            const auto append = [](std::vector<PhotoId>& to, const std::vector<PhotoId>& from) {
                to.insert(to.end(), from.begin(), from.end());
            };
            append(all.captionsLater, one->captionsLater);
            append(all.captionsChanged, one->captionsChanged);
            std::move(one->failed.begin(), one->failed.end(), std::back_inserter(all.failed));
            if (one->modelProblem)
                all.modelProblem = std::move(one->modelProblem);
        }
        return all;
    }
    if (auto* look = std::get_if<LookResult>(&batch.front()); look && look->look) {
        look->look = fail(committed.error());
        return commitTogether(batch);
    }
    return committed;
}

Result<Committed> ResultWriter::commitTogether(std::span<PipelineResult> batch)
{
    const std::int64_t now = std::chrono::duration_cast<std::chrono::seconds>(m_clock.now().time_since_epoch()).count();
    Changes changes;
    Committed committed;
    std::vector<std::pair<ImportTicket*, std::int64_t>> closing;
    for (const PipelineResult& result : batch) {
        if (const auto* look = std::get_if<LookResult>(&result)) {
            addTo(changes, *look, now);
            closeTicket(changes, look->ticket, closing);
        } else if (const auto* describe = std::get_if<DescribeResult>(&result)) {
            changes.described.push_back(describedOf(*describe));
            if (describe->captionLater)
                committed.captionsLater.push_back(describe->photo);
            if (auto problem = modelProblemOf(describe->description))
                committed.modelProblem = std::move(problem);
        } else if (const auto* show = std::get_if<ShowOwnCaptions>(&result)) {
            committed.captionsChanged.insert(committed.captionsChanged.end(), show->photos.begin(), show->photos.end());
        } else if (const auto* failure = std::get_if<ScanFailure>(&result)) {
            changes.failures.push_back({failure->path, {}, failure->error.code, failure->error.message, now});
        } else if (const auto* end = std::get_if<ScanEnd>(&result)) {
            closeTicket(changes, end->ticket, closing);
        }
    }

    const bool toWrite = !changes.files.empty() || !changes.failures.empty() || !changes.described.empty() ||
                         !changes.finishedRoots.empty() || !committed.captionsChanged.empty();
    if (toWrite) {
        metrics::Span span(m_metrics.histogram(metrics::stage::kStore));
        // Before the catalogue: whoever hears of a photo finds its thumbnail.
        if (auto added = m_library.thumbnails().add(changes.thumbnails); !added)
            return fail(added.error());
        auto written = m_library.batch([&]() -> Result<void> {
            const auto looked = m_library.photos().add(changes.files, now);
            if (!looked)
                return fail(looked.error());
            for (std::size_t i = 0; i < looked->size(); ++i) {
                committed.seen.push_back({(*looked)[i].photo, changes.files[i].path, (*looked)[i].outcome, true});
                // Two copies may be decoded at once, before either is known: only the first is to be described.
                committed.images.push_back((*looked)[i].newContent ? changes.images[i] : nullptr);
            }
            if (auto stored = m_library.failures().addFiles(changes.failures); !stored)
                return stored;
            if (auto stored = m_library.descriptions().add(changes.described, now); !stored)
                return stored;
            if (auto shown = m_library.descriptions().showOwn(committed.captionsChanged); !shown)
                return shown;
            return m_library.importRequests().finish(changes.finishedRoots);
        });
        if (!written) {
            span.discard();
            return fail(written.error());
        }
    }
    for (const auto& [ticket, count] : closing)
        ticket->open -= count;
    for (SeenPhoto& photo : changes.unchanged) {
        committed.seen.push_back(std::move(photo));
        committed.images.push_back(nullptr);
    }
    committed.failed = std::move(changes.failures);
    for (storage::DescribedPhoto& described : changes.described) {
        if (const auto& error = described.captionError ? described.captionError : described.embeddingError) {
            const auto paths = m_library.photos().pathsOf(described.photo);
            const auto path = paths && !paths->empty() ? paths->front() : std::filesystem::path();
            committed.failed.push_back({path, described.photo, error->code, error->message, now});
        }
        committed.described.push_back(std::move(described));
    }
    return committed;
}

} // namespace vidimus::ingest
