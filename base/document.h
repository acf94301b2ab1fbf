// Writing one structured document, in JSON or YAML, straight into a buffer.
//
// Whoever has something to print (a snapshot, diagnostics, a list of names) calls the same few
// methods; no tree is built. Keys come out in the order they are written, so that order is the
// caller's and output is the same everywhere. Reading is done elsewhere, with a library:
// ir/snapshot.cc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sqlx {

class DocumentWriter {
 public:
  DocumentWriter() = default;
  DocumentWriter(const DocumentWriter&) = delete;
  DocumentWriter& operator=(const DocumentWriter&) = delete;
  virtual ~DocumentWriter() = default;

  virtual void begin_object() = 0;
  virtual void end_object() = 0;
  virtual void begin_array() = 0;
  virtual void end_array() = 0;
  virtual void key(std::string_view name) = 0;
  virtual void string(std::string_view text) = 0;
  void number(std::int64_t value);
  void decimal(double value);  // six significant digits at least; a whole number without a point
  void boolean(bool value) { scalar(value ? "true" : "false"); }
  void null() { scalar("null"); }

 protected:
  enum class Kind : bool { kObject, kArray };

  virtual void scalar(std::string_view written) = 0;
};

// Two spaces of indentation; containers of plain values stay on one line when they are short.
// `compact` puts all on one line.
class JsonWriter final : public DocumentWriter {
 public:
  enum class Layout : bool { kIndented, kCompact };

  explicit JsonWriter(std::string& out, Layout layout = Layout::kIndented)
      : out_(out), layout_(layout) {}

  void begin_object() override { open('{', Kind::kObject); }
  void end_object() override { close('}'); }
  void begin_array() override { open('[', Kind::kArray); }
  void end_array() override { close(']'); }
  void key(std::string_view name) override;
  void string(std::string_view text) override;

 private:
  struct Container {
    Kind kind;
    bool empty = true;
    bool flat = true;       // holds only scalars so far
    std::size_t begin = 0;  // where in out_ it begins
  };

  void scalar(std::string_view written) override;
  void open(char bracket, Kind kind);
  void close(char bracket);
  void before_value();
  void new_line(std::size_t depth);
  void fold(const Container& container);

  std::string& out_;
  Layout layout_;
  std::vector<Container> open_;
  bool after_key_ = false;
};

// Block style YAML 1.2; a scalar that could be read as anything but itself is written as a JSON
// string, which YAML contains.
class YamlWriter final : public DocumentWriter {
 public:
  explicit YamlWriter(std::string& out) : out_(out) {}

  void begin_object() override { open(Kind::kObject); }
  void end_object() override { close("{}"); }
  void begin_array() override { open(Kind::kArray); }
  void end_array() override { close("[]"); }
  void key(std::string_view name) override;
  void string(std::string_view text) override;

 private:
  enum class Position : std::uint8_t { kStart, kAfterKey, kAfterDash };
  struct Container {
    Kind kind;
    bool empty = true;
  };

  void open(Kind kind);
  void close(std::string_view when_empty);
  void scalar(std::string_view written) override;
  void begin_item();

  std::string& out_;
  std::vector<Container> open_;
  Position position_ = Position::kStart;
};

// `text` as a JSON string, quotes included. Bytes that are not UTF-8 become U+FFFD: JSON cannot
// hold them.
void append_json_string(std::string& out, std::string_view text);

}  // namespace sqlx
