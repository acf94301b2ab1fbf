// sqlx dev: the generated application, running, and in step with its schema while somebody works on
// both.
//
// One loop, which never waits longer than a moment, looks at everything: the database's schema, the
// configuration and templates, what the compiler says, the server. A change of the schema or of the
// configuration generates; what was generated, and the user's own files, the compiler sees by
// itself; and what compiles without an error is exchanged for the server that runs. Whatever goes
// wrong on the way is shown, and leaves that one running.
//
// What is wrong is shown in the terminal and on the pages that the server serves; where none is up,
// whoever asks is told from here.

#include <fmt/format.h>
#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <memory>
#include <string>

#include "base/interrupts.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/dev_application.h"
#include "cli/dev_compiler.h"
#include "cli/dev_lock.h"
#include "cli/dev_packages.h"
#include "cli/dev_screen.h"
#include "cli/dev_server.h"
#include "cli/folder_plan.h"
#include "cli/ports.h"
#include "cli/watched_files.h"

namespace sqlx::cli {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint16_t kUsualPort = 3000;
constexpr int kTick = 150;  // milliseconds

// Between two questions to the database: so many times as long as it took to answer, within bounds.
// One that is near and small hears them often.
constexpr int kPauses = 40;
constexpr Clock::duration kShortestPause = std::chrono::milliseconds{400};
constexpr Clock::duration kLongestPause = std::chrono::seconds{2};

constexpr std::size_t kMostSaid = 20;  // lines of npm in a message

struct DevOptions {
  std::optional<std::uint16_t> port;
  std::string host;
  bool no_watch = false;
  std::optional<bool> dashboard;  // what the environment says, if nothing is said here
};

// Ctrl-C and its like as something to look at; it waits with the rest of the loop.
class Interrupts {
 public:
  Interrupts() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals, signal);
    descriptor_ = ::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
  }
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;
  ~Interrupts() { ::close(descriptor_); }

  // Waits until there is something to read, or a moment.
  bool wait(std::initializer_list<int> others, int milliseconds) {
    std::vector<pollfd> waiting{{.fd = descriptor_, .events = POLLIN, .revents = 0}};
    for (const int other : others) {
      if (other >= 0) waiting.push_back({.fd = other, .events = POLLIN, .revents = 0});
    }
    if (!came_ && ::poll(waiting.data(), waiting.size(), milliseconds) > 0)
      came_ = waiting.front().revents != 0 && take();
    return came_;
  }
  [[nodiscard]] bool came() const { return came_; }

 private:
  // What is not taken would end the program when it is no longer held.
  [[nodiscard]] bool take() const {
    signalfd_siginfo signal{};
    return ::read(descriptor_, &signal, sizeof signal) == sizeof signal;
  }

  InterruptsHeld held_;
  int descriptor_ = -1;
  bool came_ = false;
};

class DevSession {
 public:
  DevSession(const DevOptions& options, Run& run)
      : options_(options),
        run_(run),
        folder_(run.environment.working_directory),
        application_(run),
        screen_(run.context,
                std::filesystem::absolute(folder_.empty() ? "." : folder_).filename().string()),
        compiler_(folder_, run.environment.variables) {}

  void work() {
    auto listener = listen();
    if (!listener) return;
    server_.emplace(
        folder_, std::move(*listener),
        [this](std::initializer_list<int> others) { return interrupts_.wait(others, kTick); },
        [this](const std::string& line) { tell_log(line); });
    update();
    if (!install_packages()) return;
    if (!compiler_.start(options_.no_watch ? DevCompiler::Mode::kOnce : DevCompiler::Mode::kWatch,
                         run_.diagnostics))
      return;
    WatchedFiles sources(application_.sources());
    WatchedFiles packages(
        {run_.environment.path_of("package.json"), run_.environment.path_of("package-lock.json")});
    screen_.set_state("compiling");
    while (!interrupts_.wait({compiler_.output(), server_->output()}, kTick)) {
      hear_compiler();
      answer();
      if (options_.no_watch) {
        if (!compiler_.is_running() && !server_->is_up())
          break;  // what is wrong has been told, and nothing will mend it
        continue;
      }
      look_at_sources(sources);
      look_at_packages(packages);
      look_at_schema();
    }
    screen_.set_state("ending");
    server_->end();
    compiler_.end();
    if (!interrupts_.came()) run_.exit_code = kExitInput;
  }

 private:
  // ----------------------------------------------------------------------------------------- where

  std::optional<Listener> listen() {
    const std::string host = !options_.host.empty()
                                 ? options_.host
                                 : application_.variable("HOST").value_or("127.0.0.1");
    const std::uint16_t wanted = options_.port.value_or(port_of_environment());
    auto listener = listen_from(host, wanted);
    const std::uint16_t port = listener ? listener->port() : 0;
    if (!listener || (options_.port && port != wanted)) {
      run_.diagnostics.add(Code::kPortTaken,
                           fmt::format("port {} of {} is taken", wanted, printable(host)), {},
                           listener ? fmt::format("{} is free: --port {}", port, port)
                                    : "is the address of --host one of this machine?");
      return std::nullopt;
    }
    if (port != wanted) screen_.tell(fmt::format("port {} is taken: using {}", wanted, port));
    const std::string shown = reachable(host);
    std::vector<std::string> paths = {"/api", "/docs"};
    if (std::filesystem::exists(run_.environment.path_of("api/graphql")))
      paths.emplace_back("/graphql");
    if (has_dashboard()) paths.emplace_back("/ai-dashboard");
    screen_.set_address(
        std::move(paths),
        fmt::format("http://{}:{}",
                    shown.find(':') == std::string::npos ? shown : '[' + shown + ']', port));
    return listener;
  }

  bool has_dashboard() {
    const std::string said = application_.variable("AI_DASHBOARD").value_or("");
    return options_.dashboard.value_or(lower(said) == "true" || said == "1");
  }

  std::uint16_t port_of_environment() {
    const std::string text = application_.variable("PORT").value_or("");
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc() && end == text.data() + text.size() && port != 0 ? port
                                                                                 : kUsualPort;
  }

  // ---------------------------------------------------------------------------------------- schema

  // Where no database answers at the start, what is there is served; it is asked again. The
  // fingerprint is taken before the schema is read, so that a change between the two is met once
  // more rather than never.
  void update() {
    screen_.set_state("generating");
    remember_schema();
    DevApplication::Update made = application_.update();
    if (!made.happened.empty()) screen_.tell(made.happened);
    if (made.done) {
      screen_.mended(Trouble::kGeneration);
    } else {
      screen_.trouble(Trouble::kGeneration, made.diagnostics);
    }
    if (compiler_.is_running()) rest();
  }

  void remember_schema() {
    Diagnostics diagnostics;
    if (const auto fingerprint = ask(diagnostics)) fingerprint_ = *fingerprint;
  }

  std::optional<std::string> ask(Diagnostics& diagnostics) {
    const Clock::time_point begin = Clock::now();
    auto fingerprint = application_.fingerprint(diagnostics);
    const Clock::time_point end = Clock::now();
    next_question_ = end + std::clamp((end - begin) * kPauses, kShortestPause, kLongestPause);
    return fingerprint;
  }

  // A database that does not answer is asked again as long as it takes; that none is named is no
  // mistake, but nothing to look at either.
  void look_at_schema() {
    if (Clock::now() < next_question_) return;
    next_question_ = Clock::now() + kLongestPause;
    if (!application_.database_url()) return screen_.mended(Trouble::kDatabase);
    Diagnostics diagnostics;
    const auto fingerprint = ask(diagnostics);
    if (!fingerprint) return screen_.trouble(Trouble::kDatabase, diagnostics);
    screen_.mended(Trouble::kDatabase);
    if (*fingerprint != fingerprint_) update();
  }

  void look_at_sources(WatchedFiles& sources) {
    for (const std::string& path : sources.changed()) {
      changed_.note(Clock::now());
      environment_changed_ = environment_changed_ || path.ends_with(".env");
    }
    if (!changed_.take_due(Clock::now())) return;
    update();
    sources = WatchedFiles(application_.sources());  // another folder of templates, maybe
    if (std::exchange(environment_changed_, false) && server_->is_up()) exchange_server();
  }

  // -------------------------------------------------------------------------------------- packages

  void look_at_packages(WatchedFiles& packages) {
    if (packages.changed().empty() || !needs_packages(folder_)) return;
    compiler_.end();
    Diagnostics failed;
    if (install(failed)) {
      screen_.mended(Trouble::kPackages);
    } else {
      screen_.trouble(Trouble::kPackages, failed);
    }
    static_cast<void>(packages.changed());  // npm writes the lock
    Diagnostics missing;
    if (!compiler_.start(DevCompiler::Mode::kWatch, missing))
      screen_.trouble(Trouble::kPackages, missing);
  }

  bool install_packages() {
    if (!needs_packages(folder_)) {
      note_installed(folder_);
      return true;
    }
    return install(run_.diagnostics);
  }

  bool install(Diagnostics& diagnostics) {
    screen_.set_state("installing packages");
    auto npm = ChildProcess::start({.words = {"npm", "install", "--no-audit", "--no-fund"},
                                    .folder = folder_,
                                    .variables = run_.environment.variables},
                                   diagnostics);
    if (!npm) return false;
    std::vector<std::string> said;
    std::optional<int> code;
    while (!(code = npm->exit_code()) &&
           !interrupts_.wait({npm->output(), server_->output()}, kTick)) {
      for (std::string& line : npm->read_lines()) said.push_back(std::move(line));
      answer();
    }
    for (std::string& line : npm->read_lines()) said.push_back(std::move(line));
    if (code == 0) {
      note_installed(folder_);
      screen_.tell("installed the packages");
      return true;
    }
    if (interrupts_.came()) return false;
    Diagnostic& told = diagnostics.add(Code::kInstallFailed, "`npm install` failed", {},
                                       "mend what it says; then start again, or save package.json");
    for (std::size_t i = said.size() > kMostSaid ? said.size() - kMostSaid : 0; i < said.size();
         ++i)
      told.notes.push_back({said[i], {}});
    return false;
  }

  // --------------------------------------------------------------------------- compiler and server

  void hear_compiler() {
    Diagnostics diagnostics;
    switch (compiler_.listen(diagnostics)) {
      case DevCompiler::News::kNone: return;
      case DevCompiler::News::kBegun: return screen_.set_state("compiling");
      case DevCompiler::News::kGood: screen_.mended(Trouble::kTypes); return exchange_server();
      case DevCompiler::News::kErrors:
      case DevCompiler::News::kEnded: screen_.trouble(Trouble::kTypes, diagnostics); return rest();
    }
  }

  void exchange_server() {
    screen_.set_state(server_->is_up() ? "reloading" : "starting");
    VariableMap variables = run_.environment.variables;
    if (const auto url = application_.database_url())
      variables.insert_or_assign("DATABASE_URL", *url);
    if (options_.dashboard)
      variables.insert_or_assign("AI_DASHBOARD", *options_.dashboard ? "true" : "false");
    if (has_dashboard()) variables.insert_or_assign("SQLX_ADVISOR", run_.context.program);
    Diagnostics diagnostics;
    if (server_->exchange(std::move(variables), diagnostics)) {
      screen_.mended(Trouble::kServer);
    } else if (!interrupts_.came()) {
      screen_.trouble(Trouble::kServer, diagnostics);
    }
    rest();
  }

  void look_after_server() {
    Diagnostics diagnostics;
    if (server_->look_after(diagnostics)) return;
    screen_.trouble(Trouble::kServer, diagnostics);
    rest();
  }

  // By the server, or in its place.
  void answer() {
    look_after_server();
    server_->show(screen_.troubles(), screen_.state());
  }

  // Between two things to do.
  void rest() {
    screen_.set_state(server_->is_up()         ? std::string(kUp)
                      : compiler_.is_running() ? "compiling"
                                               : "waiting for a change");
  }

  // The server writes JSON, a line for each event; those that are about a mistake are worth a line
  // of the screen.
  void tell_log(const std::string& line) {
    const bool is_event = line.starts_with('{');
    const bool is_grave = line.find("\"level\":50") != std::string::npos ||
                          line.find("\"level\":60") != std::string::npos;
    if (!is_event || is_grave) screen_.tell("server: " + printable(line));
  }

  const DevOptions& options_;
  Run& run_;
  std::string folder_;
  Interrupts interrupts_;
  DevApplication application_;
  DevScreen screen_;
  DevCompiler compiler_;
  std::optional<DevServer> server_;
  std::string fingerprint_;
  Clock::time_point next_question_;
  Settling changed_;
  bool environment_changed_ = false;
};

void develop(const DevOptions& options, Run& run) {
  if (!is_application(run)) return;
  const auto lock = DevLock::take(run.environment.working_directory, run.diagnostics);
  if (lock) DevSession(options, run).work();
}

}  // namespace

void add_dev(CLI::App& app, Run& run) {
  auto options = std::make_shared<DevOptions>();
  CLI::App* command = app.add_subcommand(
      "dev", "Run the application in this folder, and keep it in step with its schema");
  command
      ->add_option("--port", options->port, "Where the server listens; 3000, or the next free one")
      ->check(CLI::Range(1, UINT16_MAX));
  command->add_option("--host", options->host, "At which address of this machine; 127.0.0.1");
  command->add_flag(
      "--ai-dashboard", options->dashboard,
      "Serve the dashboard at /ai-dashboard; false: do not, whatever the environment says");
  command->add_flag("--no-watch", options->no_watch, "Generate, compile and start once");
  command->callback([options, &run] { run.command = [options, &run] { develop(*options, run); }; });
}

}  // namespace sqlx::cli
