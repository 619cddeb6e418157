// Whether this machine gives the numbers of the original code, and how long the stages take:
//   inference_check [--device cpu|cuda] [--threads N] [--verbose] REFERENCE_FOLDER…
//   inference_check [--device cpu|cuda] [--threads N] [--precision fp32|bf16|int8|eager] --time MODEL_FOLDER…
// Needs LibTorch and no Qt. Exit code: 0 all comparisons passed, 1 some failed, 2 wrong usage, 3 nothing to compare.

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <c10/core/Device.h>
#include <torch/version.h>

#include "core/inference/local/run_options.h"
#include "core/inference/torch/torch_session.h"
#include "tests/golden/model_cases.h"
#include "tests/golden/preprocess_cases.h"
#include "tests/golden/tokenizer_cases.h"
#include "tests/inference_check/stage_times.h"

using namespace vidimus;

namespace {

enum ExitCode { kAllPassed = 0, kSomeFailed = 1, kWrongUsage = 2, kNothingThere = 3 };

struct Arguments {
    std::vector<std::filesystem::path> folders;
    inference::RunOptions options;
    bool time = false;
    bool verbose = false;
};

[[noreturn]] void usage(const std::string& problem)
{
    std::fprintf(stderr,
                 "inference_check: %s\n"
                 "usage: inference_check [--device cpu|cuda] [--threads N] [--verbose] REFERENCE_FOLDER...\n"
                 "       inference_check [--device cpu|cuda] [--threads N] [--precision fp32|bf16|int8|eager] --time "
                 "MODEL_FOLDER...\n",
                 problem.c_str());
    std::exit(kWrongUsage); // NOLINT(concurrency-mt-unsafe): the only thread
}

void setPrecision(inference::RunOptions& options, const std::string& name)
{
    if (name == "eager")
        options.eager = true;
    else if (name == "fp32")
        options.precision = inference::Precision::Fp32;
    else if (name == "bf16")
        options.precision = inference::Precision::Bf16;
    else if (name == "int8")
        options.precision = inference::Precision::Int8;
    else
        usage("--precision takes fp32, bf16, int8 or eager");
}

Arguments readArguments(int argc, char** argv)
{
    Arguments arguments;
    arguments.options.device = inference::Device::Cpu;
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        const auto value = [&]() -> std::string {
            if (++i >= argc)
                usage(std::string(word) + " needs a value");
            return argv[i];
        };
        if (word == "--device") {
            const std::string device = value();
            if (device != "cpu" && device != "cuda")
                usage("--device takes cpu or cuda");
            arguments.options.device = device == "cuda" ? inference::Device::Cuda : inference::Device::Cpu;
        } else if (word == "--threads") {
            arguments.options.threads = std::atoi(value().c_str());
            if (arguments.options.threads < 1)
                usage("--threads takes a number from 1");
        } else if (word == "--precision") {
            setPrecision(arguments.options, value());
        } else if (word == "--time") {
            arguments.time = true;
        } else if (word == "--verbose") {
            arguments.verbose = true;
        } else if (word.starts_with("--")) {
            usage("unknown option " + std::string(word));
        } else {
            arguments.folders.emplace_back(word);
        }
    }
    if (arguments.folders.empty())
        usage("a folder is missing");
    return arguments;
}

/// Prints what failed, or everything. True when all passed.
bool report(const std::string& title, const golden::GoldenChecks& checks, bool verbose)
{
    std::size_t failed = 0;
    for (const golden::GoldenCheck& check : checks) {
        failed += check.passed ? 0 : 1;
        if (verbose || !check.passed)
            std::printf("  %s %s: %s\n", check.passed ? "ok  " : "FAIL", check.name.c_str(), check.detail.c_str());
    }
    std::printf("%-36s %6zu comparisons, %zu failed\n", title.c_str(), checks.size(), failed);
    return failed == 0 && !checks.empty();
}

int compare(const Arguments& arguments, at::Device device)
{
    std::size_t cases = 0;
    bool passed = true;
    for (const std::filesystem::path& reference : arguments.folders) {
        for (const std::filesystem::path& folder : golden::modelCases(reference)) {
            ++cases;
            passed &= report(folder.filename().string(), golden::runModelCase(folder, device), arguments.verbose);
        }
        if (std::filesystem::is_directory(reference / "preprocess")) {
            ++cases;
            passed &= report("preprocess", golden::runPreprocessCase(reference / "preprocess"), arguments.verbose);
        }
        if (std::filesystem::is_directory(reference / "tokenizer")) {
            if (const auto vocabularies = golden::findVocabularies({reference / "tokenizer"})) {
                ++cases;
                passed &= report("tokenizer", golden::runTokenizerCases(reference / "tokenizer", *vocabularies),
                                 arguments.verbose);
            } else {
                std::printf("%-36s not compared: the published vocabularies are not beside the texts\n", "tokenizer");
            }
        }
    }
    if (cases == 0) {
        std::fprintf(stderr, "inference_check: none of the folders holds a case\n");
        return kNothingThere;
    }
    return passed ? kAllPassed : kSomeFailed;
}

} // namespace

int main(int argc, char** argv)
{
    const Arguments arguments = readArguments(argc, argv);
    try {
        auto session = inference::TorchSession::open(arguments.options);
        if (!session) {
            std::fprintf(stderr, "inference_check: %s\n", session.error().message.c_str());
            return kNothingThere;
        }
        session->useThreads();
        std::printf("LibTorch %s on %s\n", TORCH_VERSION, session->device().str().c_str());
        return arguments.time ? golden::timeModels(arguments.folders, arguments.options)
                              : compare(arguments, session->device());
    } catch (const std::exception& thrown) {
        std::fprintf(stderr, "inference_check: %s\n", thrown.what());
        return kSomeFailed;
    }
}
