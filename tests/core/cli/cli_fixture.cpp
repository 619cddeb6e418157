#include "cli_fixture.h"

#include <sstream>
#include <stdexcept>
#include <system_error>

#include "app/cli/command_line.h"
#include "core/inference/mock_engine.h"
#include "tests/support/picture_files.h"

namespace vidimus::cli {

std::vector<std::string> keysOf(const Json& object)
{
    std::vector<std::string> keys;
    for (const auto& [key, value] : object.items())
        keys.push_back(key);
    return keys;
}

CliFixture::~CliFixture()
{
    std::error_code ignored;
    std::filesystem::remove_all(root(), ignored);
}

Ran CliFixture::run(const std::vector<std::string>& arguments, std::stop_token stop) const
{
    std::ostringstream out;
    std::ostringstream err;
    Ran ran;
    ran.code = runCommandLine(arguments, {out,
                                          err,
                                          terminal,
                                          std::move(stop),
                                          libraryFolder(),
                                          services::ModelMode::Mock,
                                          models(),
                                          root() / "cache",
                                          starter,
                                          {},
                                          {}});
    ran.out = out.str();
    ran.err = err.str();
    ran.document = Json::parse(ran.out, nullptr, false);
    return ran;
}

void CliFixture::importSome(int count) const
{
    test::PictureSet set;
    set.count = count;
    test::writePictures(pictures(), set);
    const Ran ran = run({"import", pictures().string(), "--quiet"});
    if (ran.code != 0)
        throw std::runtime_error(ran.all());
}

std::unique_ptr<storage::Library> CliFixture::open(storage::LibraryAccess access) const
{
    auto library = storage::Library::open(libraryFolder(), {access, 0});
    if (!library)
        throw std::runtime_error(library.error().message);
    const inference::EngineInfo info = inference::makeMockEngine()->info();
    const auto used = (*library)->useModels(
        {info.captionModel.id, info.captionModel.name, info.captionModel.origin, 0},
        {info.embeddingModel.id, info.embeddingModel.name, info.embeddingModel.origin, info.embeddingDimension});
    if (!used)
        throw std::runtime_error(used.error().message);
    return std::move(*library);
}

} // namespace vidimus::cli
