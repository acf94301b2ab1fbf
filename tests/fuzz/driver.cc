// Runs a fuzz target without libFuzzer: first the seeds, then changes of them, always the same
// ones.
//
//   fuzz_parser SEEDS [seconds [rounds]]
//
// SEEDS is a folder, whose files are inputs, or a single such file. A fault leaves the input that
// it came from in a file beside the program.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "tests/fuzz/fuzz.h"

namespace {

constexpr int kUsualSeconds = 120;        // rounds end a run, so that every machine tries the same
constexpr std::size_t kUsualRounds = 12;  // of each seed; more where seeds are few
constexpr std::size_t kFewestInputs = 2000;
constexpr std::size_t kLongest = 4096;

using Bytes = std::vector<std::uint8_t>;

Bytes bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<Bytes> seeds_in(const std::filesystem::path& path) {
  if (!std::filesystem::is_directory(path)) return {bytes_of(path)};
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(path)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<Bytes> seeds;
  seeds.reserve(files.size());
  for (const auto& file : files) seeds.push_back(bytes_of(file));
  return seeds;
}

// Changes of an input as fuzzers make them: bytes changed, taken out, doubled, or put elsewhere.
// They follow from the input alone, so that a new seed changes nothing of what is tried of the
// others.
class Mutations {
 public:
  explicit Mutations(const Bytes& seed) : seed_(seed), random_(hash_of(seed)) {}

  Bytes next() {
    Bytes input = seed_;
    for (std::size_t times = 1 + below(4); times > 0; --times) change(input);
    if (input.size() > kLongest) input.resize(kLongest);
    return input;
  }

 private:
  // FNV-1a
  static std::uint32_t hash_of(const Bytes& bytes) {
    std::uint32_t hash = 2166136261U;
    for (const std::uint8_t byte : bytes) hash = (hash ^ byte) * 16777619U;
    return hash;
  }

  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }

  void change(Bytes& input) {
    const std::size_t at = below(input.size() + 1);
    const auto place = input.begin() + static_cast<std::ptrdiff_t>(at);
    const std::size_t count = below(std::min<std::size_t>(input.size() - at, 40) + 1);
    const auto end = place + static_cast<std::ptrdiff_t>(count);
    switch (below(5)) {
      case 0:
        if (at < input.size()) input[at] = static_cast<std::uint8_t>(random_());
        break;
      case 1:
        if (at < input.size()) input[at] = static_cast<std::uint8_t>(kSigns[below(kSigns.size())]);
        break;
      case 2: input.erase(place, end); break;
      case 3: {
        const Bytes part(place, end);
        input.insert(place, part.begin(), part.end());
        break;
      }
      default: splice(input, at);
    }
  }

  void splice(Bytes& input, std::size_t at) {
    const std::size_t from = below(seed_.size());
    const std::size_t count = below(std::min<std::size_t>(seed_.size() - from, 60) + 1);
    const auto begin = seed_.begin() + static_cast<std::ptrdiff_t>(from);
    input.insert(input.begin() + static_cast<std::ptrdiff_t>(at), begin,
                 begin + static_cast<std::ptrdiff_t>(count));
  }

  static constexpr std::string_view kSigns = "'\"`[](){}.,;:*+-/\\|&<>=!@#$%^~? \n\t0x1eE_";

  const Bytes& seed_;
  std::mt19937 random_;
};

// What is being tried, and the file to keep it in, for the handler of signals: it may not allocate.
struct Trial {
  const Bytes* input = nullptr;
  std::string file;
};

Trial& trial() {
  static Trial one;
  return one;
}

void keep_input(int signal) {
  const Bytes& input = *trial().input;
  const int file = ::open(trial().file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (file >= 0 && ::write(file, input.data(), input.size()) >= 0) ::close(file);
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

// On a stack of its own, as the usual one may have run out.
void keep_input_on_faults() {
  static std::array<char, std::size_t{64} * 1024> stack;
  stack_t own = {};
  own.ss_sp = stack.data();
  own.ss_size = stack.size();
  ::sigaltstack(&own, nullptr);
  struct sigaction action = {};
  action.sa_handler = keep_input;
  action.sa_flags = SA_ONSTACK;
  for (const int signal : {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL})
    ::sigaction(signal, &action, nullptr);
}

void try_input(const Bytes& input) {
  trial().input = &input;
  LLVMFuzzerTestOneInput(input.data(), input.size());
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) return 2;
  const std::vector<Bytes> seeds = seeds_in(arguments[1]);
  if (seeds.empty()) return 2;
  const int seconds = count > 2 ? std::atoi(arguments[2]) : kUsualSeconds;
  const std::size_t usual = std::max(kUsualRounds, kFewestInputs / seeds.size());
  const std::size_t rounds = count > 3 ? std::strtoul(arguments[3], nullptr, 10) : usual;
  trial().file = std::string(arguments[0]) + ".input";
  keep_input_on_faults();
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  for (const Bytes& seed : seeds) {
    try_input(seed);
    Mutations mutations(seed);
    for (std::size_t round = 0; round < rounds && std::chrono::steady_clock::now() < end; ++round)
      try_input(mutations.next());
  }
  return 0;
}
