#include "generators/folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "base/interrupts.h"
#include "base/text.h"
#include "generators/journal.h"
#include "generators/manifest.h"

namespace sqlx::generators {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStaging = ".sqlx/staging";
constexpr std::string_view kJournal = ".sqlx/journal.json";
constexpr std::string_view kSecrets =
    ".env";  // its user will put passwords in: for nobody else to read

std::string reason() { return std::strerror(errno); }  // NOLINT(concurrency-mt-unsafe): one thread

// A file descriptor with one owner.
class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }

  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] bool is_open() const { return fd_ >= 0; }

 private:
  int fd_;
};

std::optional<std::string> contents(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat found {};
  if (!file.is_open() || ::fstat(file.get(), &found) != 0) return std::nullopt;
  std::string text(static_cast<std::size_t>(found.st_size), '\0');
  std::size_t size = 0;
  while (size < text.size()) {
    const ssize_t count = ::read(file.get(), text.data() + size, text.size() - size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return std::nullopt;
    if (count == 0) break;
    size += static_cast<std::size_t>(count);
  }
  text.resize(size);
  return text;
}

bool write_new(const std::string& path, std::string_view text, mode_t mode) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
  if (!file.is_open()) return false;
  while (!text.empty()) {
    const ssize_t count = ::write(file.get(), text.data(), text.size());
    if (count < 0 && errno != EINTR) return false;
    if (count > 0) text.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

// Relative, and neither up nor out: paths come from files that anybody may have edited.
bool is_plain_path(std::string_view path) {
  const std::vector<std::string_view> parts = split(path, '/');
  return path.find('\0') == std::string_view::npos &&
         std::none_of(parts.begin(), parts.end(), [](std::string_view part) {
           return part.empty() || part == "." || part == "..";
         });
}

bool is_within(const fs::path& path, const fs::path& folder) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first ==
         folder.end();
}

}  // namespace

class Folder::Disk {
 public:
  explicit Disk(fs::path root) : root_(std::move(root)) {}

  // --------------------------------------------------------------------------------- what is there

  // Where a path leads, links followed; nothing, and an error, if that is out of the folder.
  std::optional<fs::path> resolve(const std::string& path, Diagnostics& diagnostics) {
    if (!is_plain_path(path)) return outside(path, diagnostics);
    const std::optional<fs::path> folder = resolve_parent(fs::path(path).parent_path().string());
    if (!folder) return outside(path, diagnostics);
    fs::path file = *folder / fs::path(path).filename();
    std::error_code error;
    if (!fs::is_symlink(fs::symlink_status(file, error))) return file;
    file = fs::canonical(file, error);  // a link to nowhere is an error, too
    if (error || !is_within(file, root_)) return outside(path, diagnostics);
    return file;
  }

  std::optional<std::string> read(const std::string& path, Diagnostics& diagnostics) {
    const std::optional<fs::path> file = resolve(path, diagnostics);
    if (!file) return std::nullopt;
    struct stat found {};
    if (::stat(file->c_str(), &found) != 0) {
      if (errno != ENOENT && errno != ENOTDIR)
        cannot(Code::kFileUnreadable, path, "read", reason(), diagnostics);
      return std::nullopt;
    }
    if (!S_ISREG(found.st_mode)) {
      cannot(Code::kFileUnreadable, path, "read",
             S_ISDIR(found.st_mode) ? "it is a folder" : "it is no regular file", diagnostics);
      return std::nullopt;
    }
    std::optional<std::string> text = contents(file->string());
    if (!text) cannot(Code::kFileUnreadable, path, "read", reason(), diagnostics);
    return text;
  }

  [[nodiscard]] bool has(std::string_view path) const { return fs::exists(root_ / path); }

  // ------------------------------------------------------------------------------------ one writer

  bool lock(Diagnostics& diagnostics) {
    const std::string book = at(kBookFolder);
    if (::mkdir(book.c_str(), 0777) != 0 && errno != EEXIST)
      return cannot(Code::kFileUnwritable, kBookFolder, "made", reason(), diagnostics);
    lock_ = Descriptor(::open(book.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!lock_.is_open())
      return cannot(Code::kFileUnwritable, kBookFolder, "opened", reason(), diagnostics);
    if (::flock(lock_.get(), LOCK_EX | LOCK_NB) == 0) return true;
    diagnostics.add(Code::kFolderBusy, fmt::format("another sqlx is writing to `{}`", shown_root()),
                    {}, "wait until it is done");
    return false;
  }

  // -------------------------------------------------------------------------------------- a change

  bool apply(std::span<const Change* const> changes, Diagnostics& diagnostics) {
    if (changes.empty()) return true;
    if (!check_writable(changes, diagnostics)) return false;
    const InterruptsHeld held;
    clear_staging();
    Journal journal;
    if (!stage(changes, journal, diagnostics) || !make_folders(journal, diagnostics) ||
        !commit(journal, diagnostics)) {
      clear_staging();
      for (auto folder = made_.rbegin(); folder != made_.rend(); ++folder) ::rmdir(folder->c_str());
      return false;
    }
    return carry_out(journal, diagnostics);
  }

  bool recover(Diagnostics& diagnostics) {
    const std::optional<std::string> text = contents(at(kJournal));
    if (!text) {
      clear_staging();
      return true;
    }
    const InterruptsHeld held;
    const std::optional<Journal> journal = read_journal(*text);
    const auto is_staged = [](const JournalEntry& entry) {
      return entry.staged.empty() ||
             (entry.staged.starts_with(kStaging) && is_plain_path(entry.staged));
    };
    if (!journal || !std::all_of(journal->begin(), journal->end(), is_staged)) {
      return cannot(Code::kFileUnreadable, kJournal, "read", "it is no journal", diagnostics);
    }
    if (!check_unchanged(*journal, diagnostics) || !make_folders(*journal, diagnostics) ||
        !carry_out(*journal, diagnostics))
      return false;
    diagnostics.add(Code::kInterruptedFinished,
                    "an earlier command was interrupted; what it had decided is done now");
    return true;
  }

 private:
  [[nodiscard]] std::string at(std::string_view path) const { return (root_ / path).string(); }
  [[nodiscard]] std::string shown_root() const { return root_.string(); }

  bool cannot(Code code, std::string_view path, std::string_view verb, const std::string& why,
              Diagnostics& diagnostics) {
    diagnostics.add(code, fmt::format("`{}` could not be {}: {}", printable(path), verb, why));
    return false;
  }

  std::nullopt_t outside(const std::string& path, Diagnostics& diagnostics) {
    diagnostics.add(Code::kOutsideFolder,
                    fmt::format("`{}` leads out of `{}`", printable(path), shown_root()), {},
                    "sqlx writes only within the application's folder; look for a symbolic link");
    return std::nullopt;
  }

  std::optional<fs::path> resolve_parent(const std::string& folder) {
    const auto known = parents_.find(folder);
    if (known != parents_.end()) return known->second;
    std::error_code error;
    std::optional<fs::path> path =
        folder.empty() ? root_ : fs::weakly_canonical(root_ / folder, error);
    if (error || !is_within(*path, root_)) path.reset();
    return parents_.emplace(folder, std::move(path)).first->second;
  }

  // All that can be known to fail is looked at before anything is touched.
  bool check_writable(std::span<const Change* const> changes, Diagnostics& diagnostics) {
    Diagnostics found;
    for (const Change* each : changes) {
      const Change& change = *each;
      const std::optional<fs::path> file = resolve(change.path, found);
      if (!file) continue;
      struct stat status {};
      const bool is_read_only =
          ::stat(file->c_str(), &status) == 0 && (status.st_mode & 0200U) == 0;
      const std::string why = is_read_only ? "it is read-only" : why_not_in(file->parent_path());
      if (!why.empty()) cannot(Code::kFileUnwritable, change.path, "written", why, found);
    }
    diagnostics.append(found);
    return !found.has_errors();
  }

  // Why files cannot be moved into a folder, or into the nearest one above that is there; empty if
  // they can.
  [[nodiscard]] std::string why_not_in(fs::path folder) const {
    struct stat status {};
    while (::stat(folder.c_str(), &status) != 0 && folder != root_) folder = folder.parent_path();
    struct stat own {};
    ::fstat(lock_.get(), &own);
    if (!S_ISDIR(status.st_mode)) return fmt::format("`{}` is not a folder", folder.string());
    if (status.st_dev != own.st_dev)
      return fmt::format("`{}` is on another file system", folder.string());
    return ::access(folder.c_str(), W_OK | X_OK) == 0 ? std::string() : reason();
  }

  bool stage(std::span<const Change* const> changes, Journal& journal, Diagnostics& diagnostics) {
    if (::mkdir(at(kStaging).c_str(), 0777) != 0)
      return cannot(Code::kFileUnwritable, kStaging, "made", reason(), diagnostics);
    for (const Change* each : changes) {
      const Change& change = *each;
      JournalEntry entry{.path = change.path,
                         .staged = "",
                         .before = change.before ? content_hash(*change.before) : ""};
      if (change.after) {
        entry.staged = fmt::format("{}/{}", kStaging, journal.size());
        if (!write_new(at(entry.staged), *change.after, mode_of(change.path))) {
          return cannot(Code::kFileUnwritable, change.path, "written", reason(), diagnostics);
        }
      }
      journal.push_back(std::move(entry));
    }
    return true;
  }

  [[nodiscard]] mode_t mode_of(const std::string& path) const {
    struct stat old {};
    if (::stat(at(path).c_str(), &old) == 0) return old.st_mode & 0777U;
    return path == kSecrets ? 0600U : 0666U;
  }

  bool make_folders(const Journal& journal, Diagnostics& diagnostics) {
    for (const JournalEntry& entry : journal) {
      if (!entry.staged.empty() && !make_folder(fs::path(at(entry.path)).parent_path())) {
        return cannot(Code::kFileUnwritable, entry.path, "written", reason(), diagnostics);
      }
    }
    return true;
  }

  bool make_folder(const fs::path& folder) {
    struct stat status {};
    if (::stat(folder.c_str(), &status) == 0) {
      errno = ENOTDIR;
      return S_ISDIR(status.st_mode);
    }
    if (!make_folder(folder.parent_path()) || ::mkdir(folder.c_str(), 0777) != 0) return false;
    made_.push_back(folder.string());
    return true;
  }

  // What is staged is on the disk before the journal is, and the journal before anything is moved.
  bool commit(const Journal& journal, Diagnostics& diagnostics) {
    const std::string draft = at(kStaging) + "/journal";
    const bool done =
        write_new(draft, write_journal(journal), 0666) && ::syncfs(lock_.get()) == 0 &&
        ::rename(draft.c_str(), at(kJournal).c_str()) == 0 && ::fsync(lock_.get()) == 0;
    return done || cannot(Code::kFileUnwritable, kJournal, "written", reason(), diagnostics);
  }

  // Can be done again from the beginning at any moment.
  bool carry_out(const Journal& journal, Diagnostics& diagnostics) {
    for (const JournalEntry& entry : journal) {
      const std::optional<fs::path> file = resolve(entry.path, diagnostics);
      if (!file) return false;
      const bool done = entry.staged.empty()
                            ? ::unlink(file->c_str()) == 0
                            : ::rename(at(entry.staged).c_str(), file->c_str()) == 0;
      if (!done && errno != ENOENT)
        return cannot(Code::kFileUnwritable, entry.path, "written", reason(), diagnostics);
      if (entry.staged.empty()) remove_empty(file->parent_path());
    }
    if (::unlink(at(kJournal).c_str()) != 0)
      return cannot(Code::kFileUnwritable, kJournal, "removed", reason(), diagnostics);
    clear_staging();
    return true;
  }

  // The interruption may be long ago: what was edited since then is not replaced.
  bool check_unchanged(const Journal& journal, Diagnostics& diagnostics) {
    Diagnostics found;
    for (const JournalEntry& entry : journal) {
      const bool waits = entry.staged.empty() || has(entry.staged);
      const std::optional<std::string> there = waits ? read(entry.path, found) : std::nullopt;
      if (!there || content_hash(*there) == entry.before) continue;
      found.add(
          Code::kInterruptedEdited,
          fmt::format(
              "`{}` was changed after an earlier command was interrupted that has to replace it",
              entry.path),
          {}, "move it away, run the command again, and compare the two");
    }
    diagnostics.append(found);
    return !found.has_errors();
  }

  // Folders that hold nothing any more, up to the root.
  void remove_empty(fs::path folder) {
    while (folder != root_ && is_within(folder, root_) && ::rmdir(folder.c_str()) == 0)
      folder = folder.parent_path();
  }

  void clear_staging() {
    std::error_code ignored;
    fs::remove_all(root_ / kStaging, ignored);
  }

  fs::path root_;
  Descriptor lock_;
  std::map<std::string, std::optional<fs::path>, std::less<>> parents_;  // where folders lead
  std::vector<std::string> made_;                                        // folders, in this order
};

Folder::Folder(std::unique_ptr<Disk> disk) : disk_(std::move(disk)) {}
Folder::Folder(Folder&&) noexcept = default;
Folder& Folder::operator=(Folder&&) noexcept = default;
Folder::~Folder() = default;

std::optional<Folder> Folder::open(const std::string& path, Access access,
                                   Diagnostics& diagnostics) {
  std::error_code error;
  fs::path root = fs::canonical(path.empty() ? "." : path, error);
  if (error) {
    diagnostics.add(Code::kFileUnreadable,
                    fmt::format("the folder `{}` could not be read: {}", path, error.message()));
    return std::nullopt;
  }
  auto disk = std::make_unique<Disk>(std::move(root));
  if (access == Access::kWrite) {
    if (!disk->lock(diagnostics) || !disk->recover(diagnostics)) return std::nullopt;
  } else if (disk->has(kJournal)) {
    diagnostics.add(Code::kInterruptedPending,
                    "an earlier command was interrupted while it replaced files", {},
                    "`sqlx generate` finishes what it began");
    return std::nullopt;
  }
  return Folder(std::move(disk));
}

std::optional<std::string> Folder::read(const std::string& path, Diagnostics& diagnostics) const {
  return disk_->read(path, diagnostics);
}

bool Folder::apply(std::span<const Change* const> changes, Diagnostics& diagnostics) {
  return disk_->apply(changes, diagnostics);
}

}  // namespace sqlx::generators
