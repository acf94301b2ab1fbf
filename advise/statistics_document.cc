#include "advise/statistics_document.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <functional>

#include "base/json.h"
#include "base/text.h"

namespace sqlx::advise {
namespace {

constexpr std::string_view kFormat = "1";

template <class Number>
std::optional<Number> number_in(const JsonValue& value) {
  Number number{};
  const char* end = value.text.data() + value.text.size();
  const bool whole =
      value.kind == JsonKind::kNumber &&
      std::from_chars(value.text.data(), end, number) == std::from_chars_result{end, std::errc()};
  return whole ? std::optional(number) : std::nullopt;
}

class DocumentReader {
 public:
  DocumentReader(const Source& source, std::string_view buffer, Diagnostics& diagnostics)
      : source_(source), buffer_(buffer), diagnostics_(diagnostics) {}

  void read(const JsonValue& document, Workload& into) {
    if (!document.is_object()) return report(document, "the document should be an object");
    const JsonValue* format = find_member(document, "format");
    if (format == nullptr || format->kind != JsonKind::kNumber)
      return report(document, "`format` is missing: these are no statistics of an application");
    if (format->text != kFormat)
      return report(*format, fmt::format("`format` is {}, and only {} is known",
                                         shown(format->text), kFormat));
    if (find_member(document, "statements") == nullptr) report(document, "`statements` is missing");
    for (const JsonValue& member : document) read_member(member, into);
  }

 private:
  static std::string shown(std::string_view text) { return printable(text.substr(0, 40)); }

  void read_member(const JsonValue& member, Workload& into) {
    if (member.key == "format") return;
    if (member.key == "dialect") return read_text(member, into.dialect);
    if (member.key == "statements") return read_statements(member, into.statements);
    double ignored = 0;
    if (member.key == "seconds" || member.key == "requests") return read_number(member, ignored);
    report_unknown(member, {"format", "dialect", "seconds", "requests", "statements"});
  }

  void read_statements(const JsonValue& list, std::vector<Statement>& into) {
    if (!list.is_array()) return report_type(list, "a list");
    for (const JsonValue& each : list) read_statement(each, into);
  }

  void read_statement(const JsonValue& object, std::vector<Statement>& into) {
    if (!object.is_object()) return report(object, "a statement should be an object");
    if (find_member(object, "text") == nullptr)
      return report(object, fmt::format("statement {} has no `text`", into.size() + 1));
    Statement& made = into.emplace_back();
    for (const JsonValue& member : object) read_fact(member, made);
  }

  void read_fact(const JsonValue& member, Statement& into) {
    if (member.key == "text") return read_text(member, into.text);
    if (member.key == "calls") return read_number(member, into.calls);
    if (member.key == "seconds") return read_number(member, into.seconds);
    if (member.key == "slowest") return read_number(member, into.slowest);
    if (member.key == "rows") return read_number(member, into.rows.emplace());
    if (member.key == "most_in_one_request") return read_number(member, into.most_in_one_request);
    if (member.key == "requests") return read_number(member, into.requests);
    if (member.key == "largest") return read_largest(member, into.largest);
    if (member.key == "routes") return read_routes(member, into.routes);
    report_unknown(member, {"text", "calls", "seconds", "slowest", "rows", "most_in_one_request",
                            "requests", "largest", "routes"});
  }

  void read_text(const JsonValue& member, std::string& into) {
    if (!member.is_string()) return report_type(member, "a text");
    into = member.text;
  }

  void read_number(const JsonValue& member, double& into) {
    const auto number = number_in<double>(member);
    if (!number || *number < 0 || !std::isfinite(*number))
      return report_type(member, "a number that is not negative");
    into = *number;
  }

  // An integer that is larger than any of the database's says no more than that it is large.
  void read_largest(const JsonValue& member, std::vector<std::optional<std::int64_t>>& into) {
    if (!member.is_array()) return report_type(member, "a list");
    for (const JsonValue& each : member) {
      if (each.kind != JsonKind::kNull && each.kind != JsonKind::kNumber)
        return report(each, "`largest` should hold integers and null");
      into.push_back(number_in<std::int64_t>(each));
    }
  }

  void read_routes(const JsonValue& member, std::vector<std::string>& into) {
    if (!member.is_array()) return report_type(member, "a list of texts");
    for (const JsonValue& each : member) read_text_of_list(each, into);
  }

  void read_text_of_list(const JsonValue& each, std::vector<std::string>& into) {
    if (!each.is_string()) return report(each, "`routes` should hold texts");
    into.emplace_back(each.text);
  }

  void report_type(const JsonValue& value, std::string_view wanted) {
    report(value, fmt::format("`{}` should be {}", shown(value.key), wanted));
  }

  void report_unknown(const JsonValue& member, const std::vector<std::string>& known) {
    report(member, fmt::format("unknown key `{}`", shown(member.key)),
           did_you_mean(member.key, known));
  }

  // Keys and texts are views into the buffer: that is where they stand. What is neither has no
  // place of its own.
  void report(const JsonValue& value, std::string message, std::string hint = {}) {
    const std::string_view at = value.key.empty() ? value.text : value.key;
    const bool is_inside = !at.empty() && std::greater_equal<>()(at.data(), buffer_.data()) &&
                           std::less<>()(at.data(), buffer_.data() + buffer_.size());
    Place place = Span{source_, 0, 0};
    if (is_inside) {
      const auto begin = static_cast<std::size_t>(at.data() - buffer_.data());
      place = Span{source_, begin, begin + at.size()};
    }
    diagnostics_.add(Code::kStatisticsShape, std::move(message), std::move(place), std::move(hint));
  }

  const Source& source_;
  std::string_view buffer_;
  Diagnostics& diagnostics_;
};

}  // namespace

std::optional<Workload> read_statistics(const Source& source, Diagnostics& diagnostics) {
  std::string buffer = source->text;
  Arena arena;
  std::size_t fault = 0;
  const JsonValue* document = read_json(buffer, arena, &fault);
  if (document == nullptr) {
    diagnostics.add(Code::kStatisticsSyntax, "the statistics are no JSON from here on",
                    Span{source, fault, fault});
    return std::nullopt;
  }
  Workload workload;
  Diagnostics found;
  DocumentReader(source, buffer, found).read(*document, workload);
  diagnostics.append(found);
  return found.has_errors() ? std::nullopt : std::optional(std::move(workload));
}

}  // namespace sqlx::advise
