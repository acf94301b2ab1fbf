// Line differences and three-way merges, by examples and against what must always hold of them.
#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "generators/line_diff.h"
#include "generators/merge.h"
#include "generators/merge_json.h"

namespace sqlx::generators {
namespace {

// One letter a line.
std::string lines(std::string_view letters) {
  std::string out;
  for (const char c : letters) out += {c, '\n'};
  return out;
}

TEST_CASE("merges take both changes, or say where they meet", "[merge]") {
  struct Row {
    std::string_view base, edited, generated;
    std::string_view expected;  // "!" for a conflict
  };
  const Row rows[] = {
      {"abc", "abc", "abc", "abc"},
      {"abc", "abXc", "abc", "abXc"},
      {"abc", "abc", "abYc", "abYc"},
      {"abcde", "aXcde", "abcYe", "aXcYe"},
      {"abc", "Xabc", "abcY", "XabcY"},
      {"abcde", "bcde", "abcd", "bcd"},
      {"abc", "aXc", "aXc", "aXc"},
      {"abc", "aXc", "aYc", "!"},
      {"abc", "ac", "aYc", "!"},
      {"abcd", "aXcd", "abYd", "!"},
      {"abc", "abXc", "abYc", "!"},
      {"abc", "abXc", "abXc", "abXc"},
      {"", "X", "", "X"},
      {"", "X", "Y", "!"},
      {"abc", "", "abc", ""},
      {"abc", "", "abcY", "!"},
      {"aaa", "aXaa", "aaaY", "aXaaY"},
  };
  for (const Row& row : rows) {
    INFO(row.base << " edited " << row.edited << " generated " << row.generated);
    const Merge merge = merge_texts(lines(row.base), lines(row.edited), lines(row.generated));
    CHECK(merge.conflicts.empty() == (row.expected != "!"));
    if (row.expected != "!") CHECK(merge.text == lines(row.expected));
  }
}

TEST_CASE("a conflict says which lines meet", "[merge]") {
  const Merge merge = merge_texts(lines("abcdef"), lines("abXef"), lines("abYZdef"));
  CHECK(merge.conflicts == std::vector<MergeConflict>{{2, 3, 2, 5}});
  CHECK(merge.text.empty());
}

TEST_CASE("a missing last line end is a change like others", "[merge]") {
  CHECK(merge_texts("a\nb\n", "a\nb", "X\nb\n").conflicts.size() == 1);  // they touch
  CHECK(merge_texts("a\nb\nc\n", "a\nb\nc", "X\nb\nc\n").text == "X\nb\nc");
}

std::string random_text(std::mt19937& random, std::size_t most) {
  std::string out(random() % (most + 1), ' ');
  for (char& c : out) c = static_cast<char>('a' + random() % 4);
  return lines(out);
}

// What a diff says, applied.
std::string patched(const std::vector<std::string_view>& before,
                    const std::vector<std::string_view>& after) {
  std::string out;
  std::size_t at = 0;
  for (const Agreement& each : agreements(before, after)) {
    for (; at < each.after; ++at) out += after[at];
    for (std::size_t i = 0; i < each.count; ++i, ++at) out += before[each.before + i];
  }
  for (; at < after.size(); ++at) out += after[at];
  return out;
}

TEST_CASE("agreements rebuild the other text, and are as long as can be", "[merge]") {
  std::mt19937 random(7);
  for (int i = 0; i < 3000; ++i) {
    const std::string a = random_text(random, 12);
    const std::string b = random_text(random, 12);
    const auto before = lines_of(a);
    const auto after = lines_of(b);
    REQUIRE(patched(before, after) == b);

    std::vector<std::vector<std::size_t>> longest(before.size() + 1,
                                                  std::vector<std::size_t>(after.size() + 1));
    for (std::size_t x = before.size(); x-- > 0;) {
      for (std::size_t y = after.size(); y-- > 0;) {
        longest[x][y] = before[x] == after[y] ? longest[x + 1][y + 1] + 1
                                              : std::max(longest[x + 1][y], longest[x][y + 1]);
      }
    }
    std::size_t found = 0;
    for (const Agreement& each : agreements(before, after)) found += each.count;
    REQUIRE(found == longest[0][0]);
  }
}

TEST_CASE("merging with one side unchanged gives the other; both orders agree", "[merge]") {
  std::mt19937 random(11);
  for (int i = 0; i < 3000; ++i) {
    const std::string base = random_text(random, 10);
    const std::string one = random_text(random, 10);
    const std::string other = random_text(random, 10);
    REQUIRE(merge_texts(base, one, base).text == one);
    REQUIRE(merge_texts(base, base, one).text == one);
    REQUIRE(merge_texts(base, one, one).text == one);
    const Merge there = merge_texts(base, one, other);
    const Merge back = merge_texts(base, other, one);
    REQUIRE(there.text == back.text);
    REQUIRE(there.conflicts.size() == back.conflicts.size());
  }
}

TEST_CASE("texts that have little in common are compared, too", "[merge]") {
  std::string a;
  std::string b;
  for (int i = 0; i < 20000; ++i) {
    a += "a" + std::to_string(i) + "\n";
    b += "b" + std::to_string(i) + "\n";
  }
  CHECK(patched(lines_of(a), lines_of(b)) == b);
}

// Laid out as npm does it: one value a line.
std::string package(std::string_view name, std::string_view dependencies) {
  std::string out = "{\n  \"name\": \"" + std::string(name) + "\",\n  \"dependencies\": {";
  for (std::size_t i = 0; i < dependencies.size(); i += 2) {
    out += std::string(i == 0 ? "\n" : ",\n") + "    \"" + dependencies[i] + "\": \"" +
           dependencies[i + 1] + "\"";
  }
  return out + (dependencies.empty() ? "}\n}\n" : "\n  }\n}\n");
}

TEST_CASE("JSON is merged by keys", "[merge]") {
  struct Row {
    std::string_view base, edited, generated;  // pairs of a package and its range
    std::string_view expected;                 // "!" for a conflict
  };
  const Row rows[] = {
      {"p1", "f1p1", "p2", "f1p2"},
      {"p1", "p1z1", "p1q1", "p1q1z1"},
      {"p1", "p1z1", "a1p1", "a1p1z1"},
      {"b1p1", "p1", "b1p2", "p2"},
      {"b1p1", "b1p1z1", "p1", "p1z1"},
      {"p1", "p3", "p2", "!"},
      {"p1", "", "p2", "!"},
      {"", "z1", "z2", "!"},
      {"", "z1", "z1", "z1"},
      {"p1", "z1p1", "p1", "z1p1"},
  };
  for (const Row& row : rows) {
    INFO(row.base << " edited " << row.edited << " generated " << row.generated);
    const auto merged =
        merge_json(package("n", row.base), package("m", row.edited), package("n", row.generated));
    CHECK(merged.value_or("!") == (row.expected == "!" ? "!" : package("m", row.expected)));
  }
  CHECK(!merge_json("{\"a\": 1}\n", "{\n  \"a\": 2\n}\n", "{\n  \"a\": 1\n}\n"));  // another layout
  CHECK(!merge_json("{}\n", "{}\n", "no JSON"));
}

TEST_CASE("a unified diff is what patch reads", "[merge]") {
  std::string out;
  append_unified_diff(out, "a/x", lines("abcdefghijklm"), "b/x", lines("aXcdefghijklmN"));
  CHECK(out ==
        "--- a/x\n+++ b/x\n@@ -1,5 +1,5 @@\n a\n-b\n+X\n c\n d\n e\n@@ -11,3 +11,4 @@\n k\n l\n "
        "m\n+N\n");
  out.clear();
  append_unified_diff(out, "/dev/null", "", "b/x", "one");
  CHECK(out == "--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+one\n\\ No newline at end of file\n");
  out.clear();
  append_unified_diff(out, "a/x", "same\n", "b/x", "same\n");
  CHECK(out.empty());
}

}  // namespace
}  // namespace sqlx::generators
