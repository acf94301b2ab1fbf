// What is known of the server and what has been read so far: the table that every read_….cc fills
// its part of.
//
// Queries are asked one after the other and their rows joined here, by name. Rows of a database
// that was not asked for are dropped: information_schema compares names without regard to case, so
// a question about `shop` also gives what is in `Shop`.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "introspect/mysql/connect.h"
#include "ir/schema.h"
#include "wirepacks/pack.h"

namespace sqlx::introspect::mysql {

struct Server {
  wirepacks::WirePack pack;  // of what the server is, whatever the URL calls it
  std::string version;       // "10.11.19"
  std::string account;       // the user as the server knows it
  std::string chosen;        // the connection's database; may be empty
  bool folds_names = false;  // names of databases and tables without regard to case
  bool defaults_are_sql = false;
  bool escapes_expressions = false;
};

// Where the user's right to SELECT comes from.
struct Rights {
  bool server = false;
  std::set<std::string> schemas;
  std::set<ir::ObjectName> tables;
  std::set<ir::ObjectName>
      columns;  // tables of which only columns were granted, unless they are in `tables` too
};

class Catalog {
 public:
  Catalog(Server server, std::vector<std::string> schemas, Diagnostics& diagnostics);

  [[nodiscard]] ir::Database& database() { return database_; }
  [[nodiscard]] const Server& server() const { return server_; }
  [[nodiscard]] const std::vector<std::string>& schemas() const { return schemas_; }
  [[nodiscard]] Diagnostics& diagnostics() { return diagnostics_; }
  [[nodiscard]] Rights& rights() { return rights_; }

  // Was this database asked for, exactly?
  [[nodiscard]] bool wants(std::string_view schema) const;
  // A name as the IR has it: without schema in the chosen database.
  [[nodiscard]] ir::ObjectName name(std::string_view schema, std::string_view object) const;
  [[nodiscard]] ir::ObjectName name(const Rows& rows, std::string_view schema_column,
                                    std::string_view object_column) const;

  void add_table(ir::Table table);
  void add_routine(ir::Routine routine);
  void add_sequence(ir::Sequence sequence);
  // The table that the columns `table_schema` and `table_name` of a row name, or null if it is not
  // read.
  [[nodiscard]] ir::Table* find_table(const Rows& rows);
  [[nodiscard]] ir::Routine* find_routine(const ir::ObjectName& name, bool procedure);
  [[nodiscard]] ir::Sequence* find_sequence(const Rows& rows);

  // An expression or statement without the chosen database's name; what it names is added to
  // `depends_on`, if one is given.
  [[nodiscard]] std::string text(std::string_view sql, std::vector<std::string>& depends_on) const;
  [[nodiscard]] std::string text(std::string_view sql) const;
  // The same for what MySQL 8 shows escaped.
  [[nodiscard]] std::string expression(std::string_view sql,
                                       std::vector<std::string>& depends_on) const;
  // The same for a view whose tables are gone: they cannot be looked up.
  [[nodiscard]] std::string broken_text(std::string_view sql) const;

  void add_unsupported(std::string kind, ir::ObjectName name, std::string detail,
                       std::string sql = {});
  // Keeps a mode that a stored program was written under, and that changes what its text means.
  void keep_sql_mode(std::string_view kind, const ir::ObjectName& name, std::string_view sql_mode);
  // MariaDB's information_schema has three bytes for a character: one outside the basic plane
  // becomes `????`.
  void keep_lost_characters(const ir::ObjectName& name, std::string_view where,
                            std::string_view sql);
  // Puts a table or sequence on the list of unsupported facts; `take` takes it out of the schema.
  // check_rights tells.
  void leave_out(ir::Unsupported fact);
  [[nodiscard]] const std::vector<ir::Unsupported>& left_out() const { return left_out_; }
  [[nodiscard]] bool is_left_out(const ir::ObjectName& name) const;
  [[nodiscard]] bool is_empty() const {
    return left_out_.size() >= tables_.size() + sequences_.size();
  }

  // The schema, when everything is read.
  [[nodiscard]] ir::Database take();

 private:
  using Index = std::map<ir::ObjectName, std::size_t>;

  // How `depends_on` names an object of the schema; "" if there is none of that name.
  [[nodiscard]] std::string identity_of(const ir::ObjectName& written) const;
  template <class Items>
  auto* find(const Index& index, Items& items, const Rows& rows);

  Server server_;
  std::vector<std::string> schemas_;
  Diagnostics& diagnostics_;
  ir::Database database_;
  Rights rights_;
  Index tables_;
  Index sequences_;
  Index functions_;
  Index procedures_;
  std::vector<ir::Unsupported> left_out_;
};

}  // namespace sqlx::introspect::mysql
