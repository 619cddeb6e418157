#include "download_scenarios.h"

#include <QCryptographicHash>

namespace vidimus::test {

namespace {

const QByteArray& kContent = wantedContent();
const QByteArray& kOther = otherContent();

/// 300 KB that are nowhere the same.
QByteArray content(char kind)
{
    QByteArray bytes;
    for (int i = 0; bytes.size() < 300'000; ++i)
        bytes += QCryptographicHash::hash(QByteArray::number(i) + kind, QCryptographicHash::Sha256);
    return bytes.left(300'000);
}

std::string gitBlob(const QByteArray& bytes)
{
    const QByteArray header = "blob " + QByteArray::number(bytes.size()) + '\0';
    return QCryptographicHash::hash(header + bytes, QCryptographicHash::Sha1).toHex().toStdString();
}

HttpReply whole(const QByteArray& bytes, const std::string& tag = "\"one\"")
{
    return {200, {{"ETag", tag}}, bytes};
}

HttpReply rest(const QByteArray& bytes, std::uint64_t first, const std::string& tag = "\"one\"")
{
    const auto start = static_cast<qsizetype>(first);
    return {206,
            {{"ETag", tag},
             {"Content-Range", "bytes " + std::to_string(first) + "-" + std::to_string(bytes.size() - 1) + "/" +
                                   std::to_string(bytes.size())}},
            bytes.mid(start)};
}

} // namespace

const QByteArray& wantedContent()
{
    static const QByteArray bytes = content('a');
    return bytes;
}

const QByteArray& otherContent()
{
    static const QByteArray bytes = content('b');
    return bytes;
}

std::string sha256(const QByteArray& bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().toStdString();
}

HttpReply status(int number, std::vector<std::pair<std::string, std::string>> fields)
{
    return {number, std::move(fields), "no"};
}

HttpReply sound(const HttpQuestion& question, const QByteArray& bytes, const std::string& tag)
{
    const auto start = question.rangeStart();
    const std::string condition = question.field("if-range");
    return start && (condition.empty() || condition == tag) ? rest(bytes, *start, tag) : whole(bytes, tag);
}

std::vector<NamedScenario> downloadScenarios()
{
    std::vector<NamedScenario> rows;
    const auto row = [&rows](const char* name, Scenario scenario) { rows.push_back({name, std::move(scenario)}); };
    const auto always = [](HttpReply reply) { return [reply](int, const HttpQuestion&) { return reply; }; };
    const auto first = [](HttpReply reply) {
        return [reply](int n, const HttpQuestion& question) { return n == 1 ? reply : sound(question); };
    };
    const Script good = [](int, const HttpQuestion& question) { return sound(question); };
    const std::string hash = sha256(kContent);

    row("200: whole", {good, Before::Nothing, hash, {}, kContent, false, 1});
    row("206: the right range", {good, Before::Part, hash, {}, kContent, false, 1});
    row("206: from another byte", {first(rest(kContent, kPart / 2)), Before::Part, hash, {}, kContent, false, 2});
    HttpReply bare = rest(kContent, kPart);
    bare.fields.pop_back();
    row("206: without a Content-Range", {first(bare), Before::Part, hash, {}, kContent, false, 2});
    HttpReply longer = rest(kContent, kPart);
    longer.fields.back().second = "bytes 100000-299999/300001";
    row("206: of a file of another size", {first(longer), Before::Part, hash, {}, kContent, false, 2});
    row("206: of a changed file", {first(rest(kOther, kPart, "\"two\"")), Before::Part, {}, {}, kContent, false, 2});
    row("206: to nobody's question",
        {always(rest(kContent, 0)), Before::Nothing, hash, ErrorCode::Corrupt, {}, false, 4});
    row("200 to a range: begun anew", {always(whole(kContent)), Before::Part, hash, {}, kContent, false, 1});
    row("changed ETag: the new file whole",
        {[](int, const HttpQuestion& question) { return sound(question, kOther, "\"two\""); },
         Before::Part,
         {},
         {},
         kOther,
         false,
         1});
    row("416: all is there",
        {always(status(416, {{"Content-Range", "bytes */300000"}})), Before::WholePart, {}, {}, kContent, false, 1});
    row("416: the file is shorter now",
        {first(status(416, {{"Content-Range", "bytes */5"}})), Before::Part, hash, {}, kContent, false, 2});
    row("416: and says nothing", {first(status(416)), Before::Part, hash, {}, kContent, false, 2});
    row("416: always", {always(status(416)), Before::Part, hash, ErrorCode::Corrupt, {}, false, 4});

    HttpReply cut = whole(kContent);
    cut.cutAfter = 120'000;
    row("short body: gone on with", {first(cut), Before::Nothing, hash, {}, kContent, false, 2, "", true});
    HttpReply nothing = rest(kContent, kPart);
    nothing.cutAfter = 0;
    row("short body: always, without a byte",
        {always(nothing), Before::Part, hash, ErrorCode::Unreachable, {}, true, 4, "kept", true});
    HttpReply less{200, {{"X-Linked-Size", "300000"}, {"X-Linked-Etag", '"' + hash + '"'}}, kContent.left(200'000)};
    less.sayLength = false;
    row("short body: of a server that names no length",
        {first(less), Before::Nothing, hash, {}, kContent, false, 2, "", true});
    HttpReply more{200, {{"X-Linked-Size", "300000"}}, kContent + "more"};
    more.sayLength = false;
    row("long body", {always(more), Before::Nothing, hash, ErrorCode::Corrupt, {}, false, -1, "more than"});
    HttpReply unlike{200, {{"X-Linked-Size", "300000"}}, kContent + "more"};
    row("long body: said in advance", {always(unlike), Before::Nothing, hash, ErrorCode::Corrupt, {}, false, 1});
    HttpReply chunked{200, {{"Transfer-Encoding", "chunked"}}, "5\r\nhello\r\n0\r\n\r\n"};
    chunked.sayLength = false;
    row("no length: in chunks", {always(chunked), Before::Nothing, {}, {}, "hello", false, 1});
    HttpReply lengthless{200, {}, kContent};
    lengthless.sayLength = false;
    row("no length, no hash: not trusted",
        {always(lengthless), Before::Nothing, {}, ErrorCode::Corrupt, {}, false, 1, "could not be told", true});
    row("no length, but a hash", {always(lengthless), Before::Nothing, hash, {}, kContent, false, 1, "", true});
    HttpReply packed = whole(kContent);
    packed.fields.emplace_back("Content-Encoding", "gzip");
    row("packed though asked not to",
        {always(packed), Before::Nothing, hash, ErrorCode::Corrupt, {}, false, 1, "gzip"});

    row("hash mismatch",
        {always(whole(kOther)), Before::Nothing, hash, ErrorCode::Corrupt, {}, false, 1, "thrown away"});
    row("hash mismatch of a part that was there: once more, from the start",
        {[](int n, const HttpQuestion& question) { return n == 1 ? rest(kOther, kPart) : sound(question); },
         Before::Part,
         hash,
         {},
         kContent,
         false,
         2});
    HttpReply named = whole(kContent);
    named.fields.emplace_back("X-Linked-Etag", '"' + hash + '"');
    row("the hub's own hash", {always(named), Before::Nothing, {}, {}, kContent, false, 1});
    HttpReply wrongly = whole(kOther);
    wrongly.fields.emplace_back("X-Linked-Etag", '"' + hash + '"');
    row("the hub's own hash: mismatch", {always(wrongly), Before::Nothing, {}, ErrorCode::Corrupt, {}, false, 1});
    row("the hub has another file than expected",
        {always(named), Before::Nothing, sha256(kOther), ErrorCode::Corrupt, {}, false, 1, "another"});
    const HttpReply git{200, {{"X-Repo-Commit", "c0ffee"}, {"ETag", '"' + gitBlob(kContent) + '"'}}, kContent};
    row("git's hash", {always(git), Before::Nothing, {}, {}, kContent, false, 1});
    HttpReply otherGit = git;
    otherGit.body = kOther;
    row("git's hash: mismatch", {always(otherGit), Before::Nothing, {}, ErrorCode::Corrupt, {}, false, 1});

    row("redirect loop", {always(status(302, {{"Location", "/weights"}})),
                          Before::Part,
                          hash,
                          ErrorCode::Untrusted,
                          {},
                          true,
                          1,
                          "circle"});
    row("redirects without end", {[](int n, const HttpQuestion&) {
                                      return status(302, {{"Location", std::to_string(n)}});
                                  },
                                  Before::Nothing,
                                  hash,
                                  ErrorCode::Untrusted,
                                  {},
                                  false,
                                  9,
                                  "without end"});
    row("redirect to nowhere", {always(status(302)), Before::Nothing, hash, ErrorCode::Untrusted, {}, false, 1});
    row("redirect into the clear", {always(status(302, {{"Location", "http://example.com/weights"}})),
                                    Before::Nothing,
                                    hash,
                                    ErrorCode::InvalidArgument,
                                    {},
                                    false,
                                    1,
                                    "https"});
    row("redirect on the way",
        {first(status(307, {{"Location", "/elsewhere"}})), Before::Part, hash, {}, kContent, false, 2});

    HttpReply silent = whole(kContent);
    silent.silentAfter = 50'000;
    row("stall in the middle: gone on with", {first(silent), Before::Nothing, hash, {}, kContent, false, 2});
    HttpReply mute;
    mute.sayNothing = true;
    row("stall: never a word", {always(mute), Before::Part, hash, ErrorCode::Unreachable, {}, true, 4, "nothing for"});

    row("429: then well", {first(status(429)), Before::Part, hash, {}, kContent, false, 2});
    row("429: always", {always(status(429)), Before::Part, hash, ErrorCode::Busy, {}, true, 4, "patience"});
    row("429: come back in an hour", {always(status(429, {{"Retry-After", "3600"}})),
                                      Before::Part,
                                      hash,
                                      ErrorCode::Busy,
                                      {},
                                      true,
                                      1,
                                      "60 minutes"});
    row("503: come back long after", {always(status(503, {{"Retry-After", "Wed, 21 Oct 2099 07:28:00 GMT"}})),
                                      Before::Nothing,
                                      hash,
                                      ErrorCode::Busy,
                                      {},
                                      false,
                                      1,
                                      "minutes"});
    row("503: then well", {first(status(503, {{"Retry-After", "0"}})), Before::Nothing, hash, {}, kContent, false, 2});
    row("500: then well", {first(status(500)), Before::Part, hash, {}, kContent, false, 2});
    row("502: always", {always(status(502)), Before::Part, hash, ErrorCode::Unreachable, {}, true, 4, "502"});
    row("401", {always(status(401)), Before::Part, hash, ErrorCode::PermissionDenied, {}, true, 1, "HF_TOKEN"});
    row("403", {always(status(403)), Before::Part, hash, ErrorCode::PermissionDenied, {}, true, 1});
    row("404", {always(status(404)), Before::Part, hash, ErrorCode::NotFound, {}, true, 1});
    row("410", {always(status(410)), Before::Nothing, hash, ErrorCode::NotFound, {}, false, 1});
    row("418", {always(status(418)), Before::Nothing, hash, ErrorCode::Unreadable, {}, false, 1, "418"});

    HttpReply enormous{200, {{"Content-Length", "9000000000000000"}}, kContent};
    enormous.sayLength = false;
    row("disk full: told before a byte is written",
        {always(enormous), Before::Part, hash, ErrorCode::OutOfSpace, {}, true, 1, "left on the disk", true});
    return rows;
}

} // namespace vidimus::test
