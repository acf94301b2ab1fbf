// What a column is in GraphQL: its type, and what can be asked of it. For the .cc files of this
// room only.
#pragma once

#include <string>

#include "generators/application.h"
#include "generators/graphql_names.h"

namespace sqlx::generators {

struct GraphqlColumnType {
  std::string name;           // [String] of an array
  std::string filter;         // the input type of its conditions
  std::string element = {};   // of an array
  std::string average = {};   // the type of its average; empty: it is no number to add up
  bool is_ordered = false;    // it can be ordered and grouped by
  bool has_extremes = false;  // min and max
  bool is_text = false;
};

// Filters of arrays are named when the first column of their type is met.
class GraphqlColumnTypes {
 public:
  struct ListFilter {
    std::string name;
    std::string element;
  };

  GraphqlColumnTypes(const Application& application, GraphqlNames& names)
      : application_(application), names_(names) {}

  [[nodiscard]] GraphqlColumnType of(ir::TableId table, std::size_t column);
  [[nodiscard]] const std::map<std::string, std::string>& list_filters() const {
    return list_filters_;
  }  // by element

 private:
  [[nodiscard]] bool is_id(ir::TableId table, std::size_t column) const;
  [[nodiscard]] bool is_key(ir::TableId table, std::size_t column) const;
  [[nodiscard]] GraphqlColumnType scalar(const ir::LogicalType& type,
                                         std::string_view labels_type) const;
  [[nodiscard]] const GraphqlEnumNames* enumeration(const ir::LogicalType& type,
                                                    std::string_view labels_type) const;

  const Application& application_;
  GraphqlNames& names_;
  std::map<std::string, std::string> list_filters_;
};

}  // namespace sqlx::generators
