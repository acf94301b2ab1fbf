#include "cli/dev_compiler.h"

#include <fmt/format.h>

#include <utility>

namespace sqlx::cli {
namespace {

constexpr std::size_t kMostShown = 10;
constexpr std::string_view kProgram = "node_modules/.bin/tsc";  // as `npm run build` finds it

bool contains(const std::string& line, std::string_view words) {
  return line.find(words) != std::string::npos;
}

}  // namespace

bool DevCompiler::start(Mode mode, Diagnostics& diagnostics) {
  findings_.clear();
  std::vector<std::string> words = {"node", std::string(kProgram), "--pretty", "false",
                                    "--noEmitOnError"};
  if (mode == Mode::kWatch) words.insert(words.end(), {"--watch", "--preserveWatchOutput"});
  child_ = ChildProcess::start(
      {.words = std::move(words), .folder = folder_, .variables = variables_}, diagnostics);
  return child_.has_value();
}

void DevCompiler::end() { child_.reset(); }

void DevCompiler::report(Diagnostics& diagnostics) {
  Diagnostic& told = diagnostics.add(
      Code::kTypeErrors,
      fmt::format("the application does not compile: {} {}", findings_.size(),
                  findings_.size() == 1 ? "error" : "errors"),
      {}, "the last server that worked still runs; save a mended file, and it is exchanged");
  for (std::size_t i = 0; i < findings_.size() && i < kMostShown; ++i)
    told.notes.push_back({findings_[i], {}});
  if (findings_.size() > kMostShown)
    told.notes.push_back({fmt::format("and {} more", findings_.size() - kMostShown), {}});
  findings_.clear();
}

// "app/hooks.ts(3,5): error TS2322: …", and what it says of itself.
DevCompiler::News DevCompiler::take(const std::string& line, Diagnostics& diagnostics) {
  if (contains(line, ": error TS") || line.starts_with("error TS")) findings_.push_back(line);
  if (contains(line, "Starting compilation") ||
      contains(line, "Starting incremental compilation")) {
    findings_.clear();
    return News::kBegun;
  }
  if (!contains(line, "Watching for file changes")) return News::kNone;
  if (findings_.empty()) return News::kGood;
  report(diagnostics);
  return News::kErrors;
}

DevCompiler::News DevCompiler::listen(Diagnostics& diagnostics) {
  News last = News::kNone;
  if (!child_) return last;
  for (const std::string& line : child_->read_lines()) {
    said_.push_back(line);
    if (said_.size() > kMostShown) said_.erase(said_.begin());
    const News news = take(line, diagnostics);
    if (news == News::kGood || news == News::kBegun) diagnostics = {};
    if (news != News::kNone) last = news;
  }
  const auto code = child_->exit_code();
  if (!code || child_->output() >= 0) return last;
  child_.reset();
  if (findings_.empty() && *code == 0) return News::kGood;
  if (findings_.empty()) {
    Diagnostic& told =
        diagnostics.add(Code::kTypeErrors, "the TypeScript compiler ended by itself", {},
                        "mend what it says, then end this with Ctrl-C, and start again");
    for (std::string& line : said_) told.notes.push_back({std::move(line), {}});
    return News::kEnded;
  }
  report(diagnostics);
  return News::kErrors;
}

}  // namespace sqlx::cli
