// How an engine keeps what DDL says: the words that its catalog has for a type, the names that it
// gives to what was given none, and what comes along unasked. With these facts sql/schema_reader
// makes of a DDL file what introspection would read from the database that loaded it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sqlx::wirepacks {

class ObjectReader;

// What the catalog shows of an expression.
enum class StoredText : std::uint8_t {
  kAsWritten,
  kQuoted,  // printed again, every name in quotes, words in lower case
  kTyped,   // printed again, every operation in parentheses, implicit casts made visible
};

using WordPairs = std::vector<std::pair<std::string, std::string>>;

struct Stored {
  StoredText expressions = StoredText::kAsWritten;
  WordPairs types;  // a type as declared → as the catalog has it: "int4" → "integer"; lower case
  WordPairs type_arguments;  // the catalog's name → the arguments that it has if none were given:
                             // "int" → "11"
  WordPairs names;     // a kind of object → the name it gets: "primary_key" → "{table}_pkey"
  WordPairs ranges;    // a type of ranges → that of its bounds
  WordPairs charsets;  // a character set → the collation it has if none is given
  std::vector<std::string> carried_charsets;  // in which texts are what connections say and hear;
                                              // empty: columns have none
  std::vector<std::string> option_order;  // of a table, as the catalog has it; empty: as written
  std::vector<std::string> implied;       // attributes that say nothing new: "engine=innodb"
  std::string encoding;                   // of a database's texts, if nothing else is said
  std::string charset;                    // a database's, if nothing else is said
  std::string implied_action;             // of a foreign key, as the catalog shows it
  bool types_as_written = false;         // the words of a type are kept, else they are put in order
  bool schemas_are_databases = false;    // what is in the file is in the database itself: no schema
  bool key_columns_not_null = false;     // a primary key makes its columns NOT NULL
  bool rowid_keys = false;               // INTEGER PRIMARY KEY is the rowid's other name
  bool primary_key_unnamed = false;      // its name is no part of the schema
  bool unique_indexes_are_keys = false;  // UNIQUE INDEX and UNIQUE (…) are the same thing
  bool foreign_keys_make_indexes = false;
  bool names_ignore_case = false;               // of columns and tables: Name and name are one
  bool transactional = false;                   // ROLLBACK takes back what DDL has made
  bool foreign_keys_find_parents_late = false;  // the parent may be created afterwards, or never

  // What stands beside `word` in one of the lists; `usual` if it is not there.
  [[nodiscard]] static std::string_view find(const WordPairs& pairs, std::string_view word,
                                             std::string_view usual = {});
};

// What a pack's text says over what the pack that it extends says.
[[nodiscard]] std::shared_ptr<const Stored> read_stored(ObjectReader& json, const Stored& base);

}  // namespace sqlx::wirepacks
