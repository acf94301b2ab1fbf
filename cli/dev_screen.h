// What `sqlx dev` shows: on a terminal one screen, drawn again when something happens; elsewhere a
// line for each thing that happens.
//
//     sqlx dev                       my-shop
//       http://127.0.0.1:3000/api
//       http://127.0.0.1:3000/docs
//       up, and watching
//
//       12:03:41  ~ public.orders
//       …
//     error[SQLX1101]: …
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "cli/context.h"

namespace sqlx::cli {

// What can be wrong at the same time, each until it is mended.
enum class Trouble : std::uint8_t { kGeneration, kDatabase, kPackages, kTypes, kServer };

inline constexpr std::string_view kUp = "up";  // the state in which the addresses are worth telling

class DevScreen {
 public:
  DevScreen(const Context& context, std::string title)
      : context_(context), title_(std::move(title)) {}

  void set_address(std::vector<std::string> paths,
                   const std::string& origin);  // "/api", …; "http://127.0.0.1:3000"
  void set_state(const std::string& state);     // "compiling"
  void tell(const std::string& text);           // what happened; may have several lines
  void trouble(Trouble kind, const Diagnostics& diagnostics);
  void mended(Trouble kind);

  [[nodiscard]] const std::string& state() const { return state_; }
  [[nodiscard]] std::string troubles() const;  // all that is wrong now, without colours

 private:
  static constexpr std::size_t kKinds = 5;

  void draw() const;
  [[nodiscard]] std::string screen() const;

  const Context& context_;
  std::string title_;
  std::vector<std::string> addresses_;
  std::string state_;
  std::deque<std::string> happened_;
  std::string troubles_[kKinds];        // without colours
  std::string shown_troubles_[kKinds];  // as they are shown here
};

}  // namespace sqlx::cli
