// From any name that a database allows to words, and from words to identifiers.
//
//   "user_URL_id"  → user url id   → userUrlId, UserUrlId
//   "HTTPServer"   → http server   → httpServer, HttpServer
//   "Größe (cm)"   → grosse cm     → grosseCm, GrosseCm
//   "2fa codes"    → 2fa codes     → _2faCodes
//   "中文"          → u4e2du6587    → u4e2du6587, U4e2du6587
//   "!"            → u21, as nothing else is left of it
//
// Two names may give the same identifier; telling them apart is the business of ir/name_scope.h.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sqlx::ir {

// The words of a name as it is spelled: parted by anything but letters and digits, and where case
// says so (camelCase, HTTPServer, userIDs). Bytes beyond ASCII count as small letters.
[[nodiscard]] std::vector<std::string_view> split_words(std::string_view name);

// The same in lower case and ASCII, never empty: é is e, ß is ss, and a letter without an obvious
// spelling is `u` and its number.
[[nodiscard]] std::vector<std::string> identifier_words(std::string_view name);

// Identifiers of TypeScript and GraphQL; a leading digit gets a `_` before it.
[[nodiscard]] std::string pascal_case(std::span<const std::string> words);
[[nodiscard]] std::string camel_case(std::span<const std::string> words);
[[nodiscard]] std::string snake_case(std::span<const std::string> words);

// [_A-Za-z][_0-9A-Za-z]*, and not two underscores at the start, which GraphQL keeps for itself.
[[nodiscard]] bool is_identifier(std::string_view text);

// What a name stands for in generated code, which decides the words it may not be.
enum class NameUse : std::uint8_t {
  kType,    // a class, interface or enum; a GraphQL type
  kField,   // a property, parameter or function; a GraphQL field
  kMember,  // one value of an enum
  kPath,    // a collection in a URL, which may be spelled in any way
};

// Would it be, or hide, a word of TypeScript, JavaScript's globals or GraphQL?
[[nodiscard]] bool is_reserved(std::string_view name, NameUse use);

}  // namespace sqlx::ir
