#include "sql/patterns/json_path.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/text.h"

namespace sqlx::sql {
namespace {

using wirepacks::WirePack;

struct Step {
  std::string text;
  bool is_index = false;
};

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c); });
}

// "…" with backslash escapes; false if it does not end.
bool take_quoted(std::string_view& text, std::string& out) {
  text.remove_prefix(1);
  while (!text.empty() && text[0] != '"') {
    if (text[0] == '\\' && text.size() > 1) text.remove_prefix(1);
    out += text[0];
    text.remove_prefix(1);
  }
  if (text.empty()) return false;
  text.remove_prefix(1);
  return true;
}

bool take_key(std::string_view& text, Step& step) {
  text.remove_prefix(1);
  if (text.starts_with('"')) return take_quoted(text, step.text);
  const std::size_t end = std::min(text.find_first_of(".[*"), text.size());
  step.text = text.substr(0, end);
  text.remove_prefix(end);
  return !step.text.empty();
}

// A place counted from the end, -1 being the last: `last` and `last-1` in MySQL, `#-1` and `#-2` in
// SQLite. Nothing if it is none.
std::optional<std::string> place_from_end(std::string_view text) {
  std::size_t behind = 0;
  const bool is_last = text.starts_with("last");
  if (is_last) {
    text = trim(text.substr(4));
    behind = 1;
    if (text.empty()) return "-1";
  } else if (text.starts_with('#')) {
    text = trim(text.substr(1));
  }
  if (!text.starts_with('-')) return std::nullopt;
  text = trim(text.substr(1));
  if (!all_digits(text) || text.size() > 9) return std::nullopt;
  behind += std::stoul(std::string(text));
  return behind == 0 ? std::nullopt : std::optional("-" + std::to_string(behind));
}

bool take_index(std::string_view& text, Step& step) {
  const std::size_t end = text.find(']');
  if (end == std::string_view::npos) return false;
  step = {std::string(trim(text.substr(1, end - 1))), true};
  text.remove_prefix(end + 1);
  if (all_digits(step.text)) return true;
  const auto from_end = place_from_end(step.text);
  if (from_end) step.text = *from_end;
  return from_end.has_value();
}

bool read_path(std::string_view text, std::vector<Step>& steps) {
  if (!text.starts_with('$')) return false;
  text.remove_prefix(1);
  while (!text.empty()) {
    Step step;
    const bool taken =
        text[0] == '.' ? take_key(text, step) : text[0] == '[' && take_index(text, step);
    if (!taken) return false;
    steps.push_back(std::move(step));
  }
  return true;
}

void append_key(std::string& out, std::string_view key) {
  out += '.';
  if (is_plain_word(key)) {
    out += key;
    return;
  }
  out += '"';
  for (const char c : key) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

void append_step(std::string& out, const Step& step) {
  if (!step.is_index) return append_key(out, step.text);
  out += '[';
  out += step.text;
  out += ']';
}

bool refuse(std::string& out, std::string_view text) {
  out = text;
  return false;
}

}  // namespace

bool decode_json_path(std::string_view text, const WirePack&, std::string& out) {
  std::vector<Step> steps;
  if (!read_path(trim(text), steps)) return refuse(out, text);
  out += '$';
  for (const Step& step : steps) append_step(out, step);
  return true;
}

namespace {

// The path with its places from the end said in the dialect's own way.
template <class Fn>
bool encode_with(std::string_view text, std::string& out, Fn place_of) {
  if (text.find("[-") == std::string_view::npos) {
    out += text;
    return true;
  }
  std::vector<Step> steps;
  if (!read_path(text, steps)) return refuse(out, text);
  out += '$';
  for (Step& step : steps) {
    if (step.is_index && step.text.starts_with('-'))
      step.text = place_of(std::stoul(step.text.substr(1)));
    append_step(out, step);
  }
  return true;
}

}  // namespace

bool encode_json_path(std::string_view text, const WirePack&, std::string& out) {
  return encode_with(text, out, [](unsigned long n) {
    return n == 1 ? std::string("last") : "last-" + std::to_string(n - 1);
  });
}

bool encode_last_json_path(std::string_view text, const WirePack& pack, std::string& out) {
  return text.find("[-") == std::string_view::npos ? refuse(out, text)
                                                   : encode_json_path(text, pack, out);
}

bool encode_sharp_json_path(std::string_view text, const WirePack&, std::string& out) {
  return encode_with(text, out, [](unsigned long n) { return "#-" + std::to_string(n); });
}

bool decode_json_path_array(std::string_view text, const WirePack&, std::string& out) {
  const std::string_view whole = text;
  text = trim(text);
  if (text.size() < 2 || !text.starts_with('{') || !text.ends_with('}')) return refuse(out, whole);
  text = text.substr(1, text.size() - 2);
  out += '$';
  while (!text.empty()) {
    Step step;
    if (text.starts_with('"')) {
      if (!take_quoted(text, step.text)) return refuse(out, whole);
    } else {
      const std::size_t end = std::min(text.find(','), text.size());
      step.text = trim(text.substr(0, end));
      step.is_index = all_digits(step.text);
      text.remove_prefix(end);
    }
    if (step.text.starts_with('-')) {
      const auto from_end = place_from_end(step.text);
      if (!from_end) return refuse(out, whole);
      step = {*from_end, true};
    }
    append_step(out, step);
    if (text.starts_with(',')) text.remove_prefix(1);
  }
  return true;
}

bool encode_json_path_array(std::string_view text, const WirePack&, std::string& out) {
  std::vector<Step> steps;
  if (!read_path(text, steps)) return refuse(out, text);
  out += '{';
  for (const Step& step : steps) {
    if (out.back() != '{') out += ',';
    const bool plain = is_plain_word(step.text) && !equal_fold(step.text, "null");
    if (plain || step.is_index) {
      out += step.text;
      continue;
    }
    out += '"';
    for (const char c : step.text) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    out += '"';
  }
  out += '}';
  return true;
}

bool decode_json_key(std::string_view text, const WirePack&, std::string& out) {
  out += '$';
  append_key(out, text);
  return true;
}

bool encode_json_key(std::string_view text, const WirePack&, std::string& out) {
  std::vector<Step> steps;
  if (!read_path(text, steps) || steps.size() != 1 || steps[0].is_index) return refuse(out, text);
  out += steps[0].text;
  return true;
}

bool decode_json_index(std::string_view text, const WirePack&, std::string& out) {
  if (!all_digits(text)) return refuse(out, text);
  out += "$[";
  out += text;
  out += ']';
  return true;
}

bool encode_json_index(std::string_view text, const WirePack&, std::string& out) {
  std::vector<Step> steps;
  if (!read_path(text, steps) || steps.size() != 1 || !steps[0].is_index) return refuse(out, text);
  out += steps[0].text;
  return true;
}

}  // namespace sqlx::sql
