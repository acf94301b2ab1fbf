// What the fuzz targets share. A target is one file with one function, `LLVMFuzzerTestOneInput`,
// which must bear any bytes: no fault, no hang, and no property broken that it checks.
//
// `make fuzz` lets clang's libFuzzer look for such bytes; in `make test` the targets are linked
// with driver.cc, which needs no clang and tries the seeds and some thousand changes of them. The
// first bytes of an input choose (a dialect, a size), the others are the text.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "wirepacks/pack.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace sqlx::fuzz {

class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size)
      : rest_(reinterpret_cast<const char*>(data), size) {}

  // Takes one byte: a number below `limit`.
  std::size_t choose(std::size_t limit) {
    if (rest_.empty()) return 0;
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    return byte % limit;
  }
  [[nodiscard]] std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

// Those of the program, in the order of their names.
inline const std::vector<wirepacks::WirePack>& packs() {
  static const std::vector<wirepacks::WirePack> packs = [] {
    Diagnostics diagnostics;
    return wirepacks::embedded_packs(diagnostics);
  }();
  return packs;
}

inline void require(bool holds, std::string_view what, std::string_view first = {},
                    std::string_view second = {}) {
  if (holds) return;
  for (const std::string_view text : {what, first, second})
    std::fprintf(stderr, "%.*s\n", static_cast<int>(text.size()), text.data());
  std::abort();
}

}  // namespace sqlx::fuzz
