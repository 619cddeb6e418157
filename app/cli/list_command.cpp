#include "app/cli/list_command.h"

#include <algorithm>
#include <ostream>
#include <span>
#include <vector>

#include <CLI/CLI.hpp>

#include "app/cli/command_context.h"
#include "app/cli/json_output.h"
#include "app/cli/photo_ids.h"
#include "app/cli/table.h"
#include "app/cli/text_layout.h"
#include "core/base/path_text.h"
#include "core/storage/sort_orders.h"

namespace vidimus::cli {

namespace {

/// Read and printed at a time, so that a large library shows its first rows at once and takes no memory.
constexpr std::size_t kChunk = 500;

using Cards = std::vector<storage::PhotoCard>;

/// Of a name that IsMember let through.
storage::SortOrder sortOrder(const std::string& name)
{
    const auto found = std::find_if(storage::kSortOrders.begin(), storage::kSortOrders.end(),
                                    [&](const auto& order) { return order.second == name; });
    return found == storage::kSortOrders.end() ? storage::SortOrder::NewestFirst : found->first;
}

std::vector<std::string> orderNames()
{
    std::vector<std::string> names;
    for (const auto& [order, name] : storage::kSortOrders)
        names.emplace_back(name);
    return names;
}

class CardPrinter {
public:
    virtual ~CardPrinter() = default;
    virtual void begin() {}
    virtual void print(const Cards& cards) = 0;
    virtual void end(std::size_t count) = 0;
};

class JsonPrinter final : public CardPrinter {
public:
    explicit JsonPrinter(std::ostream& out) : m_out(out) {}

    void begin() override { m_out << "{\"photos\":["; }

    void print(const Cards& cards) override
    {
        for (const storage::PhotoCard& card : cards) {
            m_out << (m_first ? "\n" : ",\n")
                  << jsonText({{"id", card.id.value},
                               {"path", jsonPath(card.path)},
                               {"caption", card.words()},
                               {"confidence", card.marks.caption ? Json(nullptr) : jsonFloat(card.confidence)},
                               {"origin", wordsOrigin(card)},
                               {"model", card.modelName},
                               {"width", card.width},
                               {"height", card.height},
                               {"state", stateName(card.state)}});
            m_first = false;
        }
    }

    void end(std::size_t) override { m_out << "\n]}\n"; }

private:
    std::ostream& m_out;
    bool m_first = true;
};

class TablePrinter final : public CardPrinter {
public:
    explicit TablePrinter(const CommandContext& context)
        : m_context(context)
        , m_table({{"ID", Table::Fit::Always, true},
                   {"SURE", Table::Fit::Always, true},
                   {"CAPTION", Table::Fit::CutEnd},
                   {"ORIGIN"},
                   {"FILE", Table::Fit::CutStart}},
                  context.terminal)
    {}

    void print(const Cards& cards) override
    {
        std::vector<Table::Row> rows;
        for (const storage::PhotoCard& card : cards) {
            const auto sure = wordsConfidence(card);
            rows.push_back({std::to_string(card.id.value),
                            sure ? confidenceText(*sure, m_context.terminal.utf8) : std::string(), captionOrState(card),
                            std::string(wordsOrigin(card)), displayPath(card.path)});
        }
        if (!m_measured) {
            m_table.measure(rows);
            m_table.printHeader(m_context.out);
            m_measured = true;
        }
        for (const Table::Row& row : rows)
            m_table.printRow(m_context.out, row);
    }

    void end(std::size_t count) override
    {
        if (count == 0)
            m_context.out << "The library has no pictures yet: vidimusctl import FOLDER takes some in.\n";
    }

private:
    const CommandContext& m_context;
    Table m_table;
    bool m_measured = false;
};

} // namespace

void ListCommand::declareOptions(CLI::App& app)
{
    app.add_option("--limit", m_limit, "How many at most; 0: all")->capture_default_str()->type_name("N");
    app.add_option(
           "--sort", m_sort,
           "newest, oldest (by the time taken), added (latest first), name (of the file), size (largest first), "
           "rating (best first) or certainty (least certain captions first)")
        ->check(CLI::IsMember(orderNames()).description(""))
        ->capture_default_str()
        ->type_name("ORDER");
}

ExitCode ListCommand::run(CommandContext& context)
{
    const auto library = openCatalogue(context);
    if (!library)
        return cannotRun(context, library.error());
    const auto refs = (*library)->query().all(sortOrder(m_sort));
    if (!refs)
        return cannotRun(context, refs.error());
    std::vector<PhotoId> ids;
    for (const storage::PhotoRef& ref : *refs)
        ids.push_back(ref.id);
    if (m_limit > 0 && ids.size() > m_limit)
        ids.resize(m_limit);

    std::unique_ptr<CardPrinter> printer;
    if (context.options.json)
        printer = std::make_unique<JsonPrinter>(context.out);
    else
        printer = std::make_unique<TablePrinter>(context);
    printer->begin();
    std::size_t count = 0;
    std::optional<Error> cut;
    for (std::size_t at = 0; at < ids.size() && !cut; at += kChunk) {
        const auto chunk = std::span<const PhotoId>(ids).subspan(at, std::min(kChunk, ids.size() - at));
        const auto cards = (*library)->query().cards(chunk);
        if (!cards) {
            cut = cards.error();
        } else if (context.stop.stop_requested()) {
            cut = Error{ErrorCode::Cancelled, {}};
        } else {
            printer->print(*cards);
            count += cards->size();
        }
    }
    printer->end(count);
    return cut ? cannotRun(context, *cut) : ExitCode::Done;
}

} // namespace vidimus::cli
