// cli/dotenv.h and cli/expand.h: what values become, and that a diagnostic never shows one.
#include <catch2/catch.hpp>

#include <random>

#include "base/diagnostic_text.h"
#include "cli/dotenv.h"
#include "cli/expand.h"

namespace sqlx::cli {
namespace {

const VariableMap& outside() {
  static const VariableMap kVariables = {
      {"HOME", "/home/ada"}, {"EMPTY", ""}, {"TRICK", "${HOME}"}, {"TAKEN", "outside"}};
  return kVariables;
}

std::string expanded_text(const std::string& text, Unset unset) {
  const Lookup lookup = [](std::string_view name) -> std::optional<std::string> {
    const auto found = outside().find(name);
    return found == outside().end() ? std::nullopt : std::optional(found->second);
  };
  std::string out;
  const auto problem = expand(text, lookup, unset, out);
  return problem ? "problem at " +
                       text.substr(problem->where.begin, problem->where.end - problem->where.begin)
                 : out;
}

TEST_CASE("variables in values") {
  const auto [text, expected] = GENERATE(table<std::string, std::string>({
      {"", ""},
      {"a$b$", "a$b$"},
      {"${HOME}/x", "/home/ada/x"},
      {"<${EMPTY}>", "<>"},
      {"${EMPTY:-d}", "d"},
      {"${NONE:-}", ""},
      {"${NONE:-a:-b}", "a:-b"},
      {"${NONE:-${NEITHER:-${HOME}}}!", "/home/ada!"},
      {"${TRICK}", "${HOME}"},
      {"$${HOME}", "${HOME}"},
      {"$$${HOME}", "$${HOME}"},
      {"a ${NONE} b", "problem at ${NONE}"},
      {"${NONE:-${NEITHER}}", "problem at ${NEITHER}"},
      {"x${HOME", "problem at ${HOME"},
      {"${}", "problem at ${}"},
      {"${A B}", "problem at ${A B}"},
      {"${HOME-x}", "problem at ${HOME-x}"},
  }));
  INFO(text);
  CHECK(expanded_text(text, Unset::kIsProblem) == expected);
}

TEST_CASE("deeply nested defaults end") {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "${N:-";
  text += std::string(20000, '}');
  CHECK(expanded_text(text, Unset::kIsEmpty).starts_with("problem at ${N:-"));
}

TEST_CASE("what a line of .env means") {
  const auto [text, expected] = GENERATE(table<std::string, std::string>({
      {"A=b", "b"},
      {"\xEF\xBB\xBF"
       "A=b\r\n",
       "b"},
      {"export A=b", "b"},
      {"export\tA = b # comment", "b"},
      {"A=", ""},
      {"A= # comment", ""},
      {"A=a#b", "a#b"},
      {"A=a b  ", "a b"},
      {"A=it's", "it's"},
      {"A=a=b==", "a=b=="},
      {"A=1\nA=2", "2"},
      {"# c\n\n  A=x\n", "x"},
      {"A='a # \\n ${HOME} \"b\"' # c", "a # \\n ${HOME} \"b\""},
      {"A=\"a # \\\"b\\\" \\\\n \\n\\t'\"", "a # \"b\" \\n \n\t'"},
      {"A=\"first\r\nsecond=1\n\"", "first\nsecond=1\n"},
      {"A='first\nsecond'", "first\nsecond"},
      {"A=${HOME}/x", "/home/ada/x"},
      {"A=\"${HOME}\"", "/home/ada"},
      {"A=\"\\${HOME} \\$x\"", "${HOME} $x"},
      {"A=<${NOWHERE}>", "<>"},
      {"B=1\nA=${B}2", "12"},
      {"TAKEN=inside\nA=${TAKEN}", "outside"},
      {"A=pa$$word", "pa$$word"},
      {"A=\"C:\\dir\"", "C:\\dir"},
  }));
  INFO(text);
  Diagnostics diagnostics;
  const auto read = read_dotenv(".env", text, outside(), diagnostics);
  for (const Diagnostic& item : diagnostics.items()) UNSCOPED_INFO(item.message);
  REQUIRE(read);
  CHECK(diagnostics.empty());
  CHECK(read->at("A") == expected);
}

std::string refused(const std::string& text) {
  Diagnostics diagnostics;
  CHECK_FALSE(read_dotenv(".env", text, outside(), diagnostics));
  std::string out;
  for (const Diagnostic& item : diagnostics.items()) append_text(out, item, Colour::kOff);
  return out;
}

TEST_CASE("a line of .env that is none is refused without its value") {
  const auto [text, line, message] = GENERATE(table<std::string, std::string, std::string>({
      {"A=b\nS3CRET\n", "2 │ ***", "not of the form NAME=value"},
      {"A: S3CRET\n", "1 │ ***", "not of the form NAME=value"},
      {"1A=S3CRET\n", "1 │ ***", "not of the form NAME=value"},
      {"export S3CRET\n", "1 │ ***", "not of the form NAME=value"},
      {"=S3CRET\n", "1 │ ***", "not of the form NAME=value"},
      {"KEY=-----BEGIN\nS3/CRET=\n", "2 │ ***", "not of the form NAME=value"},
      {"A=\"S3CRET\nB=S3CRET\n", "1 │ A=\"***", "the value of `A` has no closing quote"},
      {"A = 'S3CRET", "1 │ A = '***", "the value of `A` has no closing quote"},
      {"B=1\r\nA=\"x\nS3CRET\" S3CRET\r\n", "2 │ A=\"***",
       "something follows the closing quote of `A`"},
      {"A=S3CRET${x", "1 │ A=***", "in the value of `A`, `${` begins no"},
      {std::string("A=S3CRET\0", 9), "1 │ A=***", "null byte"},
  }));
  const std::string out = refused(text);
  INFO(text << '\n' << out);
  CHECK(out.starts_with("error[SQLX1105]"));
  CHECK(out.find(line + '\n') != std::string::npos);
  CHECK(out.find(message) != std::string::npos);
  CHECK(out.find("CRET") == std::string::npos);
}

TEST_CASE("every wrong line of .env is told") {
  Diagnostics diagnostics;
  CHECK_FALSE(read_dotenv(".env", "a b\nA=1\nc d\n", {}, diagnostics));
  CHECK(diagnostics.items().size() == 2);
}

TEST_CASE("random .env files are read or refused") {
  static constexpr std::string_view kAlphabet = "AB_1=\"'\\$${}:-# \t\r\n";
  std::mt19937 random(3);  // NOLINT(cert-msc51-cpp): the same files each time
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (std::size_t i = random() % 24; i > 0; --i) text += kAlphabet[random() % kAlphabet.size()];
    Diagnostics diagnostics;
    const auto read = read_dotenv(".env", text, outside(), diagnostics);
    if (read.has_value() == diagnostics.has_errors()) FAIL(text);
  }
}

}  // namespace
}  // namespace sqlx::cli
