// The answer to one question: rows of text, as the server sent them.
//
// A row is read from left to right, each field by the kind that is expected there, so the code that
// reads a row has the same order as the select list of its query:
//
//     for (Fields row : rows) { const Oid oid = row.oid(); std::string name = row.string(); … }
//
// NULL reads as what is empty: "", 0, false, no elements; `maybe` tells it apart.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pqxx {
class result;
}

namespace sqlx::introspect::postgres {

using Oid = std::uint32_t;

class Fields {
 public:
  Fields(const pqxx::result& rows, int row) : rows_(&rows), row_(row) {}

  [[nodiscard]] std::string_view text();
  [[nodiscard]] std::string string() { return std::string(text()); }
  [[nodiscard]] std::optional<std::string> maybe();
  [[nodiscard]] bool flag() { return text() == "t"; }
  [[nodiscard]] char letter();  // of type "char"; '\0' if there is none
  [[nodiscard]] std::int64_t number();
  [[nodiscard]] std::optional<std::int64_t> maybe_number();
  [[nodiscard]] Oid oid() { return static_cast<Oid>(number()); }
  [[nodiscard]] std::vector<std::int64_t> numbers();  // an array or vector of numbers: {1,2} or 1 2
  [[nodiscard]] std::vector<std::string> strings();   // an array of texts
  void skip() { ++column_; }

 private:
  const pqxx::result* rows_;
  int row_;
  int column_ = 0;
};

class Rows {
 public:
  explicit Rows(const pqxx::result& result);

  class Iterator {
   public:
    Iterator(const pqxx::result& rows, int row) : rows_(&rows), row_(row) {}
    Fields operator*() const { return {*rows_, row_}; }
    Iterator& operator++() { return ++row_, *this; }
    bool operator==(const Iterator& other) const { return row_ == other.row_; }

   private:
    const pqxx::result* rows_;
    int row_;
  };

  [[nodiscard]] Iterator begin() const;
  [[nodiscard]] Iterator end() const;
  [[nodiscard]] std::size_t size() const;

 private:
  std::shared_ptr<const pqxx::result> result_;
};

}  // namespace sqlx::introspect::postgres
