// Which words a generated name may not be: one table a target, each sorted, each with its reason.
//
// Contextual words of TypeScript (`type`, `from`, `of`, `async`) are fine as names and stay free. A
// type is also kept from hiding those globals that generated code itself uses; `Event`, `File` or
// `Node` are too common as tables to be among them.
#include <algorithm>
#include <array>
#include <span>

#include "ir/identifier.h"

namespace sqlx::ir {
namespace {

using Words = std::span<const std::string_view>;

template <class Array>
constexpr bool is_sorted(const Array& words) {
  return std::is_sorted(words.begin(), words.end());
}

// TypeScript, every use: keywords, words that modules (always strict) reserve, and literals.
constexpr auto kTypeScript = std::to_array<std::string_view>({
    "Infinity",  "NaN",      "arguments", "await",      "break",   "case",    "catch",
    "class",     "const",    "continue",  "debugger",   "default", "delete",  "do",
    "else",      "enum",     "eval",      "export",     "extends", "false",   "finally",
    "for",       "function", "if",        "implements", "import",  "in",      "instanceof",
    "interface", "let",      "new",       "null",       "package", "private", "protected",
    "public",    "return",   "static",    "super",      "switch",  "this",    "throw",
    "true",      "try",      "typeof",    "undefined",  "var",     "void",    "while",
    "with",      "yield",
});
static_assert(is_sorted(kTypeScript));

// TypeScript, types: JavaScript's globals, Node's that a server uses, and the utility types.
constexpr auto kTypeScriptTypes = std::to_array<std::string_view>({
    "AbortController",
    "AbortSignal",
    "AggregateError",
    "Array",
    "ArrayBuffer",
    "ArrayLike",
    "AsyncGenerator",
    "AsyncIterable",
    "AsyncIterator",
    "Atomics",
    "Awaited",
    "BigInt",
    "BigInt64Array",
    "BigUint64Array",
    "Boolean",
    "Buffer",
    "Capitalize",
    "ConstructorParameters",
    "DataView",
    "Date",
    "Error",
    "EvalError",
    "Exclude",
    "Extract",
    "FinalizationRegistry",
    "Float32Array",
    "Float64Array",
    "Function",
    "Generator",
    "Headers",
    "InstanceType",
    "Int16Array",
    "Int32Array",
    "Int8Array",
    "Intl",
    "Iterable",
    "IterableIterator",
    "Iterator",
    "JSON",
    "Lowercase",
    "Map",
    "Math",
    "NonNullable",
    "Number",
    "Object",
    "Omit",
    "Parameters",
    "Partial",
    "Pick",
    "Promise",
    "PromiseLike",
    "PropertyDescriptor",
    "PropertyKey",
    "Proxy",
    "RangeError",
    "Readonly",
    "ReadonlyArray",
    "ReadonlyMap",
    "ReadonlySet",
    "Record",
    "ReferenceError",
    "Reflect",
    "RegExp",
    "Request",
    "Required",
    "Response",
    "ReturnType",
    "Set",
    "SharedArrayBuffer",
    "String",
    "Symbol",
    "SyntaxError",
    "TemplateStringsArray",
    "TypeError",
    "URIError",
    "URL",
    "URLSearchParams",
    "Uint16Array",
    "Uint32Array",
    "Uint8Array",
    "Uint8ClampedArray",
    "Uncapitalize",
    "Uppercase",
    "WeakMap",
    "WeakRef",
    "WeakSet",
});
static_assert(is_sorted(kTypeScriptTypes));

// TypeScript, properties: what every object already has, and `then`, which makes a promise of a
// value.
constexpr auto kTypeScriptFields = std::to_array<std::string_view>({
    "constructor",
    "hasOwnProperty",
    "isPrototypeOf",
    "propertyIsEnumerable",
    "prototype",
    "then",
    "toJSON",
    "toLocaleString",
    "toString",
    "valueOf",
});
static_assert(is_sorted(kTypeScriptFields));

// GraphQL: the types it has, and those that every generated schema has. Its enum values may not be
// true, false or null, which TypeScript forbids already.
constexpr auto kGraphqlTypes = std::to_array<std::string_view>({
    "Boolean",
    "Float",
    "ID",
    "Int",
    "Mutation",
    "PageInfo",
    "Query",
    "String",
    "Subscription",
});
static_assert(is_sorted(kGraphqlTypes));

// REST: /api/rpc holds the functions; a path cannot be empty, or mean the folder itself or the one
// above.
constexpr auto kPaths = std::to_array<std::string_view>({"", ".", "..", "rpc"});
static_assert(is_sorted(kPaths));

bool contains(Words words, std::string_view name) {
  return std::binary_search(words.begin(), words.end(), name);
}

}  // namespace

bool is_reserved(std::string_view name, NameUse use) {
  switch (use) {
    case NameUse::kPath: return contains(kPaths, name);
    case NameUse::kType:
      return contains(kTypeScript, name) || contains(kTypeScriptTypes, name) ||
             contains(kGraphqlTypes, name);
    case NameUse::kField:
    case NameUse::kMember: return contains(kTypeScript, name) || contains(kTypeScriptFields, name);
  }
  return false;
}

}  // namespace sqlx::ir
