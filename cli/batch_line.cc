#include "cli/batch_line.h"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/document.h"
#include "base/text.h"

namespace sqlx::cli {
namespace {

using Json = nlohmann::json;

// Takes the members as they come; false ends the reading.
class LineReader {
 public:
  explicit LineReader(BatchLine& into) : into_(into) {}

  std::string problem;
  bool has_sql = false;

  bool null() { return is_id() ? keep_id("null") : refuse("null"); }
  bool boolean(bool /*value*/) { return refuse("true or false"); }
  bool number_integer(Json::number_integer_t value) { return number(fmt::to_string(value)); }
  bool number_unsigned(Json::number_unsigned_t value) { return number(fmt::to_string(value)); }
  bool number_float(Json::number_float_t /*value*/, const std::string& text) {
    return number(text);
  }
  bool string(std::string& value) {
    if (depth_ == 0) return refuse("a text");
    if (is_id()) {
      into_.id.clear();
      append_json_string(into_.id, value);
      return true;
    }
    std::swap(*target_, value);
    has_sql = has_sql || target_ == &into_.sql;
    return true;
  }
  bool binary(Json::binary_t& /*value*/) { return refuse("binary"); }
  bool start_object(std::size_t /*size*/) { return depth_++ == 0 || refuse("an object"); }
  bool end_object() { return true; }
  bool start_array(std::size_t /*size*/) { return refuse("a list"); }
  bool end_array() { return true; }

  bool key(std::string& name) {
    for (const auto& [known, target] : members_) {
      if (known == name) {
        key_ = known;
        target_ = target;
        return true;
      }
    }
    std::vector<std::string> names;
    for (const auto& member : members_) names.emplace_back(member.first);
    const std::string meant = did_you_mean(name, names);
    problem = fmt::format("unknown key `{}`{}{}", name, meant.empty() ? "" : ": ", meant);
    return false;
  }

  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const Json::exception& /*error*/) {
    problem = fmt::format("this is not JSON, at byte {}", position);
    return false;
  }

 private:
  [[nodiscard]] bool is_id() const { return depth_ == 1 && target_ == &into_.id; }
  bool keep_id(std::string text) {
    into_.id = std::move(text);
    return true;
  }
  bool number(std::string text) { return is_id() ? keep_id(std::move(text)) : refuse("a number"); }
  bool refuse(std::string_view what) {
    problem = depth_ == 0 ? fmt::format("{} stands where an object should", what)
                          : fmt::format("`{}` is {}, and should be a text", key_, what);
    return false;
  }

  BatchLine& into_;
  std::array<std::pair<std::string_view, std::string*>, 5> members_{{{"id", &into_.id},
                                                                     {"from", &into_.from},
                                                                     {"to", &into_.to},
                                                                     {"sql", &into_.sql},
                                                                     {"schema", &into_.schema}}};
  std::string_view key_;
  std::string* target_ = nullptr;
  int depth_ = 0;
};

}  // namespace

void BatchLine::clear() {
  id = "null";
  for (std::string* text : {&from, &to, &sql, &schema}) text->clear();
}

std::string read_batch_line(std::string_view text, BatchLine& into) {
  into.clear();
  LineReader reader(into);
  if (Json::sax_parse(text, &reader) && !reader.has_sql) reader.problem = "`sql` is missing";
  return std::move(reader.problem);
}

}  // namespace sqlx::cli
