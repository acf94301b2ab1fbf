#include "base/document.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "base/text.h"

namespace sqlx {
namespace {

constexpr std::size_t kLongestLine = 120;

void append_json_escape(std::string& out, char32_t c) {
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
  }
}

// Line separators and byte order marks are legal in JSON but not in a YAML scalar or a line-based
// diff.
bool needs_json_escape(char32_t c) {
  return c < 0x20 || c == '"' || c == '\\' || (c >= 0x7F && c < 0xA0) || c == 0x2028 ||
         c == 0x2029 || c == 0xFEFF;
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const CodePoint next = decode_utf8(text);
    if (!next.valid) {
      append_utf8(out, next.value);
    } else if (needs_json_escape(next.value)) {
      append_json_escape(out, next.value);
    } else {
      out += text.substr(0, next.bytes);
    }
    text.remove_prefix(next.bytes);
  }
  out += '"';
}

void DocumentWriter::number(std::int64_t value) { scalar(fmt::format_int(value).c_str()); }

void DocumentWriter::decimal(double value) {
  constexpr double kExact = 1e15;  // whole numbers up to here are written as such
  const bool is_whole = std::abs(value) < kExact && value == std::trunc(value);
  is_whole ? number(static_cast<std::int64_t>(value)) : scalar(fmt::format("{:.6g}", value));
}

void JsonWriter::key(std::string_view name) {
  before_value();
  append_json_string(out_, name);
  out_ += layout_ == Layout::kCompact ? ":" : ": ";
  after_key_ = true;
}

void JsonWriter::string(std::string_view text) {
  before_value();
  append_json_string(out_, text);
}

void JsonWriter::scalar(std::string_view written) {
  before_value();
  out_ += written;
}

void JsonWriter::before_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (open_.empty()) return;
  if (!open_.back().empty) out_ += ',';
  open_.back().empty = false;
  new_line(open_.size());
}

void JsonWriter::new_line(std::size_t depth) {
  if (layout_ == Layout::kCompact) return;
  out_ += '\n';
  out_.append(2 * depth, ' ');
}

void JsonWriter::open(char bracket, Kind kind) {
  before_value();
  if (!open_.empty()) open_.back().flat = false;
  open_.push_back({.kind = kind, .begin = out_.size()});
  out_ += bracket;
}

void JsonWriter::close(char bracket) {
  const Container container = open_.back();
  open_.pop_back();
  if (!container.empty) new_line(open_.size());
  out_ += bracket;
  if (container.flat && !container.empty && layout_ == Layout::kIndented) fold(container);
}

// Puts a container that holds only scalars on one line, if it fits there. Strings hold no raw line
// break, so every "\n" with its indentation is one of ours.
void JsonWriter::fold(const Container& container) {
  const std::size_t line_begin = out_.rfind('\n', container.begin) + 1;
  std::string folded;
  for (std::size_t i = container.begin; i < out_.size(); ++i) {
    if (out_[i] != '\n') {
      folded += out_[i];
      continue;
    }
    if (folded.back() == ',') folded += ' ';
    while (out_[i + 1] == ' ') ++i;
  }
  if (container.begin - line_begin + folded.size() > kLongestLine) return;
  out_.replace(container.begin, std::string::npos, folded);
}

namespace {

// Words that YAML 1.1 or 1.2 readers take for something else than a string.
bool is_yaml_word(std::string_view text) {
  static constexpr std::array<std::string_view, 11> kTaken = {
      "true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf"};
  const bool plain =
      is_letter(text.empty() ? '0' : text.front()) &&
      std::all_of(text.begin(), text.end(), [](char c) {
        return is_letter(c) || is_digit(c) || c == '_' || c == '.' || c == '(' || c == ')';
      });
  return plain && std::none_of(kTaken.begin(), kTaken.end(),
                               [&](std::string_view word) { return equal_fold(word, text); });
}

std::string yaml_scalar(std::string_view text) {
  if (is_yaml_word(text)) return std::string(text);
  std::string out;
  append_json_string(out, text);
  return out;
}

}  // namespace

void YamlWriter::key(std::string_view name) {
  begin_item();
  out_ += yaml_scalar(name) + ':';
  position_ = Position::kAfterKey;
}

void YamlWriter::string(std::string_view text) { scalar(yaml_scalar(text)); }

// Begins the line of a key or of a sequence's item, unless it continues the line of a dash.
void YamlWriter::begin_item() {
  open_.back().empty = false;
  if (position_ == Position::kAfterDash) {
    out_ += ' ';
    position_ = Position::kStart;
    return;
  }
  if (!out_.empty()) out_ += '\n';
  out_.append(2 * (open_.size() - 1), ' ');
}

void YamlWriter::scalar(std::string_view written) {
  if (!open_.empty() && open_.back().kind == Kind::kArray) {
    begin_item();
    out_ += '-';
    position_ = Position::kAfterDash;
  }
  if (position_ != Position::kStart) out_ += ' ';
  out_ += written;
  position_ = Position::kStart;
}

void YamlWriter::open(Kind kind) {
  if (!open_.empty() && open_.back().kind == Kind::kArray) {
    begin_item();
    out_ += '-';
    position_ = Position::kAfterDash;
  } else {
    position_ = Position::kStart;
  }
  open_.push_back({kind});
}

void YamlWriter::close(std::string_view when_empty) {
  const bool empty = open_.back().empty;
  open_.pop_back();
  if (empty) {
    if (!out_.empty()) out_ += ' ';
    out_ += when_empty;
  }
  position_ = Position::kStart;
}

}  // namespace sqlx
