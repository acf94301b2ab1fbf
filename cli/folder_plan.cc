#include "cli/folder_plan.h"

#include <fmt/format.h>

#include <utility>

#include "base/file.h"
#include "cli/naming.h"
#include "generators/base_texts.h"
#include "generators/generation.h"
#include "generators/manifest.h"
#include "ir/name_lock.h"
#include "ir/snapshot.h"
#include "wirepacks/catalog.h"

namespace sqlx::cli {
namespace {

using generators::BaseTexts;
using generators::FileSet;
using generators::Folder;
using generators::Generation;
using generators::Manifest;
using generators::Templates;

// A file of the folder with its reader; a default value where there is none.
template <class T>
T read_with(const Folder& folder, std::string_view path,
            std::optional<T> (*read)(const Source&, Diagnostics&), Diagnostics& diagnostics) {
  std::optional<std::string> text = folder.read(std::string(path), diagnostics);
  return text ? read(make_source(std::string(path), std::move(*text)), diagnostics).value_or(T{})
              : T{};
}

const wirepacks::WirePack* pack_of(const ir::Database& database, wirepacks::Catalog& packs,
                                   Diagnostics& diagnostics) {
  const wirepacks::Version version = wirepacks::read_version(database.server_version);
  return packs.find_name(database.engine,
                         database.server_version.empty() ? std::nullopt : std::optional(version),
                         diagnostics);
}

// What edited files were generated as: as it was kept, or made again from the snapshot that is
// there.
class LastTexts {
 public:
  LastTexts(const Folder& folder, const FolderWish& wish, const ir::NameLock& lock,
            const Templates& templates, wirepacks::Catalog& packs)
      : folder_(folder), wish_(wish), lock_(lock), templates_(templates), packs_(packs) {}

  std::optional<std::string> find(const std::string& path, const std::string& hash) {
    if (const std::string_view* kept = find_kept(path, hash)) return std::string(*kept);
    const generators::File* made = generation().files.find(path);
    if (made == nullptr || generators::content_hash(made->text) != hash) return std::nullopt;
    return made->text;
  }

  const std::string_view* find_kept(const std::string& path, const std::string& hash) {
    const auto text = kept().find(path);
    return text == kept().end() || generators::content_hash(text->second) != hash ? nullptr
                                                                                  : &text->second;
  }

 private:
  const BaseTexts& kept() {
    if (!kept_) {
      Diagnostics ignored;  // it is only a copy
      kept_text_ = folder_.read(std::string(generators::kBaseFile), ignored).value_or("");
      kept_ = generators::read_base(kept_text_);
    }
    return *kept_;
  }

  // The names are those of the lock: all that were given last stand there, whoever decided them.
  const Generation& generation() {
    if (generation_) return *generation_;
    generation_.emplace();
    Diagnostics ignored;  // what was wrong with the old schema is no matter: the hash decides
    std::optional<std::string> text = folder_.read(std::string(kSnapshotFile), ignored);
    const auto database =
        text ? ir::read_snapshot(make_source(std::string(kSnapshotFile), std::move(*text)), ignored)
             : std::nullopt;
    const wirepacks::WirePack* pack = database ? pack_of(*database, packs_, ignored) : nullptr;
    if (pack != nullptr)
      *generation_ =
          generate({*database, *pack, {}, lock_, wish_.config.settings}, templates_, {}, ignored);
    return *generation_;
  }

  const Folder& folder_;
  const FolderWish& wish_;
  const ir::NameLock& lock_;
  const Templates& templates_;
  wirepacks::Catalog& packs_;
  std::string kept_text_;
  std::optional<BaseTexts> kept_;
  std::optional<Generation> generation_;
};

void add_own_files(FileSet& files, const FolderWish& wish, Diagnostics& diagnostics) {
  for (const auto& [path, text] : wish.own_files) {
    files.add(path, {.text = text, .maker = "init", .owner = generators::Owner::kUser},
              diagnostics);
  }
}

// All that was generated, this time or, by generators that did not run, the last.
std::string base_text(const Manifest& manifest, const FileSet& files, LastTexts& last) {
  BaseTexts texts;
  for (const auto& [path, entry] : manifest) {
    if (entry.owner == generators::Owner::kUser) continue;
    if (const generators::File* file = files.find(path)) {
      texts.emplace(path, file->text);
    } else if (const std::string_view* kept = last.find_kept(path, entry.hash)) {
      texts.emplace(path, *kept);
    }
  }
  return generators::write_base(texts);
}

}  // namespace

bool is_application(Run& run) {
  for (const std::string_view file : {kSnapshotFile, kConfigFile, generators::kManifestFile}) {
    if (file_exists(run.environment.path_of(file))) return true;
  }
  run.diagnostics.add(
      Code::kNoSnapshot,
      fmt::format("there is no application here: no `{}` and no `{}`", kSnapshotFile, kConfigFile),
      {}, "`sqlx init DIR` begins one");
  return false;
}

std::optional<FolderPlan> plan_folder(const Folder& folder, const FolderWish& wish, Run& run) {
  Diagnostics& diagnostics = run.diagnostics;
  wirepacks::Catalog packs(run.context.pack_folder, diagnostics);
  const wirepacks::WirePack* pack = pack_of(wish.database, packs, diagnostics);
  const Templates templates(generators::embedded_templates(), wish.templates, diagnostics);
  const Manifest manifest =
      read_with(folder, generators::kManifestFile, &generators::read_manifest, diagnostics);
  const ir::NameLock lock = read_with(folder, kNameLockFile, &ir::read_lock, diagnostics);
  if (pack == nullptr || diagnostics.has_errors()) return std::nullopt;

  Generation made = generate({wish.database, *pack, wish.config.names, lock, wish.config.settings},
                             templates, wish.only, diagnostics);
  add_own_files(made.files, wish, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;

  LastTexts last(folder, wish, lock, templates, packs);
  const auto read = [&](const std::string& path) { return folder.read(path, diagnostics); };
  const auto find_base = [&](const std::string& path, const std::string& hash) {
    return last.find(path, hash);
  };
  FolderPlan result{generators::make_plan({made.files, manifest, wish.only, wish.edits}, read,
                                          find_base, diagnostics),
                    {}};
  if (diagnostics.has_errors()) return std::nullopt;
  add_record(result.plan, std::string(kSnapshotFile), ir::snapshot(wish.database), read);
  add_record(result.plan, std::string(kNameLockFile), ir::write_lock(made.lock), read);
  add_record(result.plan, std::string(generators::kManifestFile),
             write_manifest(result.plan.manifest), read);

  generators::Plan aside;
  add_record(aside, std::string(generators::kBaseFile),
             base_text(result.plan.manifest, made.files, last), read);
  if (!aside.changes.empty()) result.base = std::move(aside.changes.front());
  return diagnostics.has_errors() ? std::nullopt : std::optional(std::move(result));
}

bool carry_out(Folder& folder, const FolderPlan& plan, Run& run) {
  std::vector<const generators::Change*> changes;
  for (const generators::Change& change : plan.plan.changes) changes.push_back(&change);
  if (plan.base) changes.push_back(&*plan.base);
  return folder.apply(changes, run.diagnostics);
}

}  // namespace sqlx::cli
