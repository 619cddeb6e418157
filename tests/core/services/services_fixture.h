#pragma once

#include <filesystem>
#include <memory>

#include <QTemporaryDir>

#include "core/base/clock.h"
#include "core/inference/inference_queue.h"
#include "core/inference/mock_engine.h"
#include "core/ingest/pipeline.h"
#include "core/media/decoder.h"
#include "core/metrics/registry.h"
#include "core/search/library_index.h"
#include "core/search/searcher.h"
#include "core/storage/library.h"

namespace vidimus::services {

/// Everything below the services, on the mock, in a folder that goes away.
class ServicesFixture {
public:
    ServicesFixture()
    {
        media::initialise();
        library = std::move(storage::Library::open(root() / "library").value());
        inference = std::make_unique<inference::InferenceQueue>(inference::makeMockEngine(), metrics);
        const auto info = inference->info();
        (void)library->useModels({info.captionModel.id, "mock", Origin::Mock, 0},
                                 {info.embeddingModel.id, "mock", Origin::Mock, info.embeddingDimension});
        index = std::make_unique<search::LibraryIndex>(*library, info.embeddingDimension);
        (void)index->load();
        searcher = std::make_unique<search::Searcher>(*library, *index, *inference, metrics, m_clock);
        pipeline = std::make_unique<ingest::Pipeline>(*library, *inference, metrics, m_clock);
    }

    std::filesystem::path root() const { return m_folder.path().toStdString(); }
    std::filesystem::path pictures() const { return root() / "pictures"; }

private:
    QTemporaryDir m_folder;
    SystemClock m_clock;

public:
    metrics::Registry metrics;
    std::unique_ptr<storage::Library> library;
    std::unique_ptr<inference::InferenceQueue> inference;
    std::unique_ptr<search::LibraryIndex> index;
    std::unique_ptr<search::Searcher> searcher;
    std::unique_ptr<ingest::Pipeline> pipeline;
};

} // namespace vidimus::services
