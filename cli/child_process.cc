#include "cli/child_process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <thread>
#include <utility>

namespace sqlx::cli {
namespace {

constexpr int kSignalled = 128;
constexpr std::chrono::milliseconds kTick{10};
constexpr std::size_t kLongestLine = std::size_t{64} * 1024;  // a longer one is cut there
constexpr int kFirstInherited = 3;
constexpr std::size_t kMostInherited = 8;

struct Pipe {
  std::array<int, 2> ends{-1, -1};

  [[nodiscard]] bool open() { return ::pipe2(ends.data(), O_CLOEXEC) == 0; }
  void close(std::size_t end) {
    if (ends[end] >= 0) ::close(ends[end]);
    ends[end] = -1;
  }
};

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> list;
  list.reserve(texts.size() + 1);
  for (std::string& text : texts) list.push_back(text.data());
  list.push_back(nullptr);
  return list;
}

// What the child becomes; all of it made before the fork.
struct Becoming {
  char* const* words;
  char* const* variables;
  const char* folder;
  int output;
  int failure;
  const std::vector<int>& inherited;
};

// Out of the way of those that are put at places of their own.
int move_away(int descriptor, int places) {
  return ::fcntl(descriptor, F_DUPFD_CLOEXEC, kFirstInherited + places);
}

void put_inherited(const std::vector<int>& inherited) {
  const auto places = static_cast<int>(inherited.size());
  std::array<int, kMostInherited> moved{};
  for (std::size_t i = 0; i < inherited.size(); ++i) moved[i] = move_away(inherited[i], places);
  for (std::size_t i = 0; i < inherited.size(); ++i)
    ::dup2(moved[i], kFirstInherited + static_cast<int>(i));
}

// In the child, between fork and exec: nothing but system calls.
[[noreturn]] void become(const Becoming& what) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  const int nothing = ::open("/dev/null", O_RDONLY);
  ::dup2(nothing, STDIN_FILENO);
  ::dup2(what.output, STDOUT_FILENO);
  ::dup2(what.output, STDERR_FILENO);
  const int failure = move_away(what.failure, static_cast<int>(what.inherited.size()));
  put_inherited(what.inherited);
  if (what.folder == nullptr || ::chdir(what.folder) == 0)
    ::execvpe(what.words[0], what.words, what.variables);
  const int reason = errno;
  const ssize_t told = ::write(failure, &reason, sizeof reason);
  ::_exit(told == sizeof reason ? kSignalled - 1 : kSignalled - 2);
}

}  // namespace

std::optional<ChildProcess> ChildProcess::start(const ChildCommand& command,
                                                Diagnostics& diagnostics) {
  Pipe output, failure;
  std::vector<std::string> words = command.words;
  std::vector<std::string> variables;
  for (const auto& [name, value] : command.variables)
    variables.push_back(fmt::format("{}={}", name, value));
  const std::vector<char*> word_list = pointers(words);
  const std::vector<char*> variable_list = pointers(variables);
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);  // what outlives a child becomes a child of this program
  const bool opened = output.open() && failure.open();
  const pid_t process = opened ? ::fork() : -1;
  if (process == 0)
    become({word_list.data(), variable_list.data(),
            command.folder.empty() ? nullptr : command.folder.c_str(), output.ends[1],
            failure.ends[1], command.inherited});
  int reason = process < 0 ? errno : 0;
  output.close(1);
  failure.close(1);
  if (process > 0 && ::read(failure.ends[0], &reason, sizeof reason) < 0) reason = errno;
  failure.close(0);
  if (reason != 0) {
    output.close(0);
    if (process > 0) ::waitpid(process, nullptr, 0);
    const std::string words_of_reason =
        std::strerror(reason);  // NOLINT(concurrency-mt-unsafe): one thread
    diagnostics.add(
        Code::kToolMissing,
        fmt::format("`{}` could not be started: {}", command.words.front(), words_of_reason), {},
        "install Node.js 20 or later, with npm, and put it into PATH; `sqlx doctor` looks for it");
    return std::nullopt;
  }
  ::fcntl(output.ends[0], F_SETFL, O_NONBLOCK);
  return ChildProcess(process, output.ends[0]);
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : process_(std::exchange(other.process_, -1)),
      output_(std::exchange(other.output_, -1)),
      unfinished_(std::move(other.unfinished_)),
      exit_code_(other.exit_code_) {}

ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept {
  std::swap(process_, other.process_);
  std::swap(output_, other.output_);
  std::swap(unfinished_, other.unfinished_);
  std::swap(exit_code_, other.exit_code_);
  return *this;
}

ChildProcess::~ChildProcess() {
  if (process_ > 0) end(std::chrono::milliseconds(0));
  close_output();
}

void ChildProcess::close_output() {
  if (output_ >= 0) ::close(output_);
  output_ = -1;
}

std::vector<std::string> ChildProcess::read_lines() {
  std::array<char, 4096> block{};
  while (output_ >= 0) {
    const ssize_t count = ::read(output_, block.data(), block.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) break;  // nothing more now
    if (count == 0) {
      if (!unfinished_.empty()) unfinished_ += '\n';
      close_output();
      break;
    }
    unfinished_.append(block.data(), static_cast<std::size_t>(count));
  }
  std::vector<std::string> lines;
  std::size_t begin = 0;
  for (std::size_t end = 0; (end = unfinished_.find('\n', begin)) != std::string::npos;
       begin = end + 1)
    lines.push_back(unfinished_.substr(begin, end - begin));
  unfinished_.erase(0, begin);
  if (unfinished_.size() > kLongestLine) lines.push_back(std::exchange(unfinished_, {}));
  return lines;
}

std::optional<int> ChildProcess::exit_code() {
  int status = 0;
  if (!exit_code_ && process_ > 0 && ::waitpid(process_, &status, WNOHANG) == process_)
    exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : kSignalled + WTERMSIG(status);
  return exit_code_;
}

// What it started may outlive it: the group is ended as a whole, and waited for, as its members are
// this program's now.
void ChildProcess::end(std::chrono::milliseconds patience) {
  if (process_ <= 0) return;
  const auto deadline = std::chrono::steady_clock::now() + patience;
  if (patience.count() > 0) ::kill(-process_, SIGTERM);
  while (!exit_code() && std::chrono::steady_clock::now() < deadline) {
    static_cast<void>(read_lines());  // a full pipe would keep it
    std::this_thread::sleep_for(kTick);
  }
  ::kill(-process_, SIGKILL);
  int status = 0;
  if (!exit_code_ && ::waitpid(process_, &status, 0) == process_) exit_code_ = kSignalled + SIGKILL;
  while (::waitpid(-process_, nullptr, 0) > 0 || errno == EINTR) {
  }
  process_ = -1;
}

}  // namespace sqlx::cli
