// One `sqlx dev` at a time in a folder.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/diagnostic.h"

namespace sqlx::cli {

class DevLock {
 public:
  // Nothing, and kDevRunning, if another one has it. It is given back at the end of this, or of the
  // program, however that comes.
  static std::optional<DevLock> take(const std::string& folder, Diagnostics& diagnostics);

 private:
  struct Close {
    void operator()(const int* descriptor) const;
  };
  explicit DevLock(int descriptor) : file_(new int(descriptor)) {}

  std::unique_ptr<const int, Close> file_;
};

}  // namespace sqlx::cli
