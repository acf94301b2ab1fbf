#include "sql/syntax_calls.h"

namespace sqlx::sql {
namespace {

constexpr SyntaxCall kCalls[] = {
    {"char_using", 0, "CHAR({...} USING {word})"},
    {"collation_for", 1, "COLLATION FOR ({})"},
    {"convert_using", 2, "CONVERT({} USING {word})"},
    {"extract", 2, "EXTRACT({WORD} FROM {})"},
    {"get_format", 2, "GET_FORMAT({WORD}, {})"},
    {"match_against", 2, "MATCH ({row}) AGAINST ({})"},
    {"match_against", 3, "MATCH ({row}) AGAINST ({} {WORD})"},
    {"normalize", 1, "NORMALIZE({})"},
    {"normalize", 2, "NORMALIZE({}, {WORD})"},
    {"overlay", 3, "OVERLAY({} PLACING {} FROM {})"},
    {"overlay", 4, "OVERLAY({} PLACING {} FROM {} FOR {})"},
    {"position", 2, "POSITION({operand} IN {operand})"},
    {"substring", 2, "SUBSTRING({} FROM {})"},
    {"substring", 3, "SUBSTRING({} FROM {} FOR {})"},
    {"timestampadd", 3, "TIMESTAMPADD({WORD}, {}, {})"},
    {"timestampdiff", 3, "TIMESTAMPDIFF({WORD}, {}, {})"},
    {"trim", 2, "TRIM({WORD} FROM {})"},
    // The value comes first among the arguments, whether there are characters or not.
    {"trim", 3, "TRIM({WORD} {2} FROM {1})"},
    {"weight_string", 1, "WEIGHT_STRING({type})"},
};

}  // namespace

std::span<const SyntaxCall> syntax_calls() { return kCalls; }

const SyntaxCall* find_syntax_call(std::string_view name, std::size_t arguments) {
  for (const SyntaxCall& call : kCalls) {
    if (call.name == name && (call.arguments == arguments || call.arguments == 0)) return &call;
  }
  return nullptr;
}

}  // namespace sqlx::sql
