#include "introspect/sqlite/file_state.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>
#include <vector>

#include "base/text.h"

namespace sqlx::introspect::sqlite {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic("SQLite format 3\0", 16);

// What people take for a database; the first bytes, and what to say of them.
struct Lookalike {
  std::string_view begin;
  std::string_view hint;
};
constexpr auto kLookalikes = std::to_array<Lookalike>({
    {"\x1f\x8b", "it looks compressed with gzip: gunzip it first"},
    {"PK\x03\x04", "it looks like a zip archive: unzip it first"},
    {"\x28\xb5\x2f\xfd", "it looks compressed with zstd: unzstd it first"},
    {"\xfd"
     "7zXZ",
     "it looks compressed with xz: unxz it first"},
    {"BZh", "it looks compressed with bzip2: bunzip2 it first"},
    {"** This file contains an SQLite 2",
     "it is a SQLite 2 database: `sqlite OLD .dump | sqlite3 NEW` converts it"},
    {"CREATE ", "it looks like SQL: --ddl FILE --dialect sqlite reads that"},
    {"PRAGMA ", "it looks like SQL: --ddl FILE --dialect sqlite reads that"},
    {"BEGIN ", "it looks like SQL: --ddl FILE --dialect sqlite reads that"},
    {"--", "it looks like SQL: --ddl FILE --dialect sqlite reads that"},
});

class Report {
 public:
  Report(const std::string& path, const Place& where, Diagnostics& diagnostics)
      : path_(path), where_(where), diagnostics_(diagnostics) {}

  std::nullopt_t operator()(Code code, std::string_view what, std::string hint = {}) const {
    diagnostics_.add(code, fmt::format("`{}` {}", path_, what), where_, std::move(hint));
    return std::nullopt;
  }

 private:
  const std::string& path_;
  const Place& where_;
  Diagnostics& diagnostics_;
};

// Files of `folder` that are databases by their names; a folder full of other things is not
// searched to its end.
std::vector<std::string> databases_in(const fs::path& folder) {
  constexpr auto kEndings = std::to_array<std::string_view>({".db", ".db3", ".sqlite", ".sqlite3"});
  constexpr int kMost = 2000;
  std::vector<std::string> names;
  std::error_code error;
  fs::directory_iterator entry(folder, error);
  for (int i = 0; i < kMost && !error && entry != fs::directory_iterator();
       ++i, entry.increment(error)) {
    const std::string ending = lower(entry->path().extension().string());
    const bool is_named_so = std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
    std::error_code unknown;
    if (is_named_so && entry->is_regular_file(unknown))
      names.push_back(entry->path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string hint_for_missing(const std::string& path) {
  const fs::path file(path);
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  std::error_code error;
  if (!fs::is_directory(folder, error))
    return fmt::format("there is no folder `{}`", folder.string());
  const std::vector<std::string> names = databases_in(folder);
  std::string nearest = did_you_mean(file.filename().string(), names);
  if (!nearest.empty()) return nearest;
  if (names.empty()) return "a relative path is looked up from the current folder";
  return fmt::format("that folder has {}", enumerate(names));
}

std::string hint_for_folder(const std::string& path) {
  const std::vector<std::string> names = databases_in(path);
  return names.empty() ? "name the database file in it"
                       : fmt::format("it has {}", enumerate(names));
}

Stamp stamp_of(const struct stat& info) {
  constexpr std::int64_t kNanoseconds = 1'000'000'000;
#ifdef __APPLE__
  const timespec& time = info.st_mtimespec;
#else
  const timespec& time = info.st_mtim;
#endif
  return {info.st_dev, info.st_ino, info.st_size, time.tv_sec * kNanoseconds + time.tv_nsec};
}

Stamp stamp(const std::string& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 ? stamp_of(info) : Stamp{};
}

std::string real_path(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.c_str(), nullptr),
                                                         &std::free);
  return real ? std::string(real.get()) : path;
}

// The first bytes. The file is closed again before SQLite opens it: closing it later would drop
// SQLite's locks.
std::optional<std::string> read_head(const std::string& path) {
  constexpr std::size_t kMost = 4096;
  const std::unique_ptr<std::FILE, decltype(&std::fclose)> file(std::fopen(path.c_str(), "rbe"),
                                                                &std::fclose);
  if (!file) return std::nullopt;
  std::string head(kMost, '\0');
  head.resize(std::fread(head.data(), 1, head.size(), file.get()));
  if (std::ferror(file.get()) != 0) return std::nullopt;
  return head;
}

// Bits a byte: 8 for noise, less than 6 for text, less than 7 for programs.
double entropy(std::string_view bytes) {
  std::array<double, 256> counts{};
  for (const char c : bytes) ++counts[static_cast<unsigned char>(c)];
  double bits = 0;
  for (const double count : counts) {
    const double share = count / static_cast<double>(bytes.size());
    if (count > 0) bits -= share * std::log2(share);
  }
  return bits;
}

// Pages of noise from the first byte on: the first 16 of an encrypted file are its salt.
bool seems_encrypted(std::string_view head, off_t size) {
  constexpr off_t kSmallestPage = 512;
  constexpr double kNoise = 7.2;  // 512 random bytes have about 7.6
  return size > 0 && size % kSmallestPage == 0 && entropy(head) > kNoise;
}

std::string_view lookalike_hint(std::string_view head) {
  for (const Lookalike& row : kLookalikes) {
    if (starts_with_fold(head, row.begin)) return row.hint;
  }
  return "a SQLite database begins with the words `SQLite format 3`";
}

std::uint32_t big_endian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (const char c : bytes) value = value << 8U | static_cast<unsigned char>(c);
  return value;
}

// Bytes 18 and 19 are the versions of the format for writing and reading: 2 is WAL.
Access choose_access(std::string_view head, const std::string& path, const Stamp& wal) {
  const bool wal_mode = head.size() >= kHeaderSize && head[18] == 2 && head[19] == 2;
  if (!wal_mode) return Access::kShared;
  const bool has_index = stamp(path + "-shm") != Stamp{};
  if (has_index && wal != Stamp{}) return Access::kShared;
  return wal.size == 0 ? Access::kImmutable : Access::kPrivate;
}

std::optional<struct stat> find_file(const std::string& path, const Report& report) {
  struct stat info {};
  const bool is_path = path.find('\0') == std::string::npos;  // as a file system understands it
  const int error = is_path && ::stat(path.c_str(), &info) != 0 ? errno : 0;
  if (error == EACCES) {
    return report(Code::kFileUnreadable, "is in a folder that this user may not enter",
                  "look at `ls -ld` of the folders on the way");
  }
  if (!is_path || error != 0) {
    return report(Code::kFileUnreadable, "does not exist", hint_for_missing(path));
  }
  if (S_ISDIR(info.st_mode))
    return report(Code::kFileUnreadable, "is a folder", hint_for_folder(path));
  if (!S_ISREG(info.st_mode)) {
    return report(Code::kFileUnreadable, "is not a regular file",
                  "sqlx opens database files, not pipes or devices");
  }
  return info;
}

bool check_header(std::string_view head, off_t size, const Report& report) {
  const bool is_cut = head.size() < kMagic.size()
                          ? kMagic.starts_with(head)
                          : head.starts_with(kMagic) && head.size() < kHeaderSize;
  if (is_cut) {
    report(Code::kDatabaseDamaged, "ends in the middle of its header",
           "copy it again from where it came");
  } else if (head.starts_with(kMagic)) {
    return true;
  } else if (seems_encrypted(head, size)) {
    report(Code::kDatabaseEncrypted, "seems to be encrypted",
           "decrypt it first, for SQLCipher with sqlcipher_export()");
  } else {
    report(Code::kNotADatabase, "is not a SQLite database", std::string(lookalike_hint(head)));
  }
  return false;
}

}  // namespace

std::optional<FileState> inspect_file(const std::string& path, const Place& where,
                                      Diagnostics& diagnostics) {
  const Report report(path, where, diagnostics);
  const std::optional<struct stat> info = find_file(path, report);
  if (!info) return std::nullopt;
  const std::optional<std::string> head = read_head(path);
  if (!head) {
    return report(Code::kFileUnreadable, "may not be read by this user",
                  fmt::format("`ls -l {}` shows who may", path));
  }
  if (!head->empty() && !check_header(*head, info->st_size, report)) return std::nullopt;
  FileState state{.path = real_path(path), .file = stamp_of(*info)};
  state.wal = stamp(state.path + "-wal");
  state.access = choose_access(*head, state.path, state.wal);
  return state;
}

bool is_unchanged(const FileState& state) {
  return stamp(state.path) == state.file && stamp(state.path + "-wal") == state.wal;
}

std::optional<std::int64_t> declared_size(std::string_view header) {
  if (header.size() < kHeaderSize) return std::nullopt;
  const std::uint32_t page_size = big_endian(header.substr(16, 2));
  const bool is_valid =
      header.substr(24, 4) ==
      header.substr(92, 4);  // else an old SQLite wrote last, which does not keep it
  if (!is_valid) return std::nullopt;
  return std::int64_t{page_size == 1 ? 65536 : page_size} * big_endian(header.substr(28, 4));
}

}  // namespace sqlx::introspect::sqlite
