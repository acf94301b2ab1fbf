// base/redact.h: hidden ranges become stars, and places move with them.
#include <catch2/catch.hpp>

#include "base/redact.h"

namespace sqlx {
namespace {

std::string marked(const Redacted& redacted, std::size_t begin, std::size_t end) {
  return std::string(redacted.text(begin, end));
}

TEST_CASE("spans of the original mark the same words of the redacted text") {
  const Redacted redacted = redact("x", "ada:s3cret@db/shop?pin=1234", {{23, 27}, {4, 10}});
  CHECK(redacted.source->text == "ada:***@db/shop?pin=***");
  CHECK(marked(redacted, 0, 3) == "ada");
  CHECK(marked(redacted, 11, 13) == "db");
  CHECK(marked(redacted, 4, 10) == "***");
  CHECK(marked(redacted, 0, 27) == redacted.source->text);
}

TEST_CASE("a span inside a secret marks all of it, so that it tells no length") {
  const Redacted redacted = redact("x", "a=secret;", {{2, 8}});
  CHECK(marked(redacted, 5, 6) == "***");
  CHECK(marked(redacted, 5, 5) == "***");
  CHECK(marked(redacted, 0, 4) == "a=***");
  CHECK(marked(redacted, 7, 9) == "***;");
}

TEST_CASE("ranges may overlap, be empty and reach too far") {
  CHECK(redact("x", "abcdef", {{4, 99}, {1, 3}, {2, 4}, {0, 0}}).source->text == "a***");
  CHECK(redact("x", "", {{0, 5}}).source->text.empty());
  CHECK(redact("x", "abc", {}).source->text == "abc");
}

}  // namespace
}  // namespace sqlx
