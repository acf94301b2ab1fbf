#include "generators/templates.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <utility>

#include "base/file.h"
#include "base/text.h"
#include "embedded/templates.h"
#include "generators/template_program.h"
#include "generators/template_text.h"

namespace sqlx::generators {
namespace {

namespace fs = std::filesystem;
using Kind = TemplateToken::Kind;

constexpr std::string_view kSuffix = ".mustache";

std::string with_suffix(std::string_view name) { return std::string(name) + std::string(kSuffix); }

// The files of a folder and those below, by their path in it, in an order that does not depend on
// the disk.
std::vector<std::string> files_below(const std::string& folder, Diagnostics& diagnostics) {
  std::error_code error;
  std::vector<std::string> paths;
  for (fs::recursive_directory_iterator each(folder, error), end; !error && each != end;
       each.increment(error)) {
    if (!each->is_directory()) paths.push_back(fs::relative(each->path(), folder).generic_string());
  }
  if (error)
    diagnostics.add(Code::kFileUnreadable,
                    fmt::format("the folder `{}` could not be read: {}", folder, error.message()));
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace

// All files, and the programs of those that were rendered.
class Templates::Library {
 public:
  void add(const EmbeddedFile& file) {
    files_.emplace(file.name, File{std::string(file.name), file.text, nullptr});
  }

  void override_with(const std::string& folder, Diagnostics& diagnostics) {
    const std::vector<std::string> known = names();
    for (const std::string& path : files_below(folder, diagnostics)) {
      const std::string place = fmt::format("{}/{}", folder, path);
      const auto file = files_.find(path);
      if (file == files_.end()) {
        diagnostics.add(Code::kTemplateUnknown,
                        fmt::format("`{}` takes no template's place", place), {},
                        did_you_mean(path, known));
      } else if (const std::optional<Source> source = read_file(place, diagnostics)) {
        file->second = {place, (*source)->text, *source};
      }
    }
  }

  [[nodiscard]] std::optional<std::string_view> find_text(std::string_view name) const {
    const auto file = files_.find(name);
    return file == files_.end() ? std::nullopt : std::optional(file->second.text);
  }

  [[nodiscard]] bool has(std::string_view name) const {
    return files_.contains(name) || files_.contains(with_suffix(name));
  }

  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const auto& [name, file] : files_) names.push_back(name);
    return names;
  }

  // Null, and errors once, for a template that is not there or cannot be read.
  TemplateProgram* program(std::string_view name, Diagnostics& diagnostics) {
    auto at = programs_.find(name);
    if (at == programs_.end()) {
      std::vector<std::string> around;
      std::optional<std::vector<TemplateToken>> tokens =
          tokens_of(with_suffix(name), nullptr, around, diagnostics);
      at = programs_
               .emplace(name,
                        tokens ? std::optional<TemplateProgram>(std::in_place, std::move(*tokens))
                               : std::nullopt)
               .first;
    }
    return at->second ? &*at->second : nullptr;
  }

 private:
  struct File {
    std::string shown;  // as messages call it
    std::string_view text;
    Source source;  // null until it is read
  };
  using Tokens = std::vector<TemplateToken>;

  const Source& source_of(File& file) {
    if (!file.source) file.source = make_source("templates/" + file.shown, std::string(file.text));
    return file.source;
  }

  // `mark` is that of the partial, null for a whole template; `around` are the files that are being
  // read.
  std::optional<Tokens> tokens_of(const std::string& path, const TemplateToken* mark,
                                  std::vector<std::string>& around, Diagnostics& diagnostics) {
    const Place where = mark == nullptr ? Place() : Place(mark->where);
    const auto file = files_.find(path);
    if (file == files_.end()) {
      diagnostics.add(Code::kTemplateMissing, fmt::format("there is no template `{}`", path), where,
                      did_you_mean(path, names()));
      return std::nullopt;
    }
    if (std::find(around.begin(), around.end(), path) != around.end()) {
      diagnostics.add(Code::kTemplateSyntax, fmt::format("`{}` is a part of itself", path), where);
      return std::nullopt;
    }
    around.push_back(path);
    std::optional<Tokens> tokens = read_template(source_of(file->second), diagnostics);
    if (tokens) tokens = with_partials(std::move(*tokens), path, around, diagnostics);
    around.pop_back();
    return tokens;
  }

  std::optional<Tokens> with_partials(Tokens tokens, const std::string& path,
                                      std::vector<std::string>& around, Diagnostics& diagnostics) {
    Tokens out;
    for (TemplateToken& token : tokens) {
      if (token.kind != Kind::kPartial) {
        out.push_back(std::move(token));
        continue;
      }
      const bool has_folder = token.text.find('/') != std::string::npos;
      const std::string folder = has_folder ? "" : path.substr(0, path.rfind('/') + 1);
      std::optional<Tokens> partial =
          tokens_of(with_suffix(folder + token.text), &token, around, diagnostics);
      if (!partial) return std::nullopt;
      for (TemplateToken& part : in_place_of(token, std::move(*partial)))
        out.push_back(std::move(part));
    }
    return out;
  }

  std::map<std::string, File, std::less<>> files_;
  std::map<std::string, std::optional<TemplateProgram>, std::less<>>
      programs_;  // by name without suffix; nothing: it was told why
};

Templates::Templates(std::span<const EmbeddedFile> files, const std::string& overrides,
                     Diagnostics& diagnostics)
    : library_(std::make_unique<Library>()) {
  for (const EmbeddedFile& file : files) library_->add(file);
  if (!overrides.empty()) library_->override_with(overrides, diagnostics);
}

Templates::Templates(Templates&&) noexcept = default;
Templates& Templates::operator=(Templates&&) noexcept = default;
Templates::~Templates() = default;

std::string_view Templates::text(std::string_view name, Diagnostics& diagnostics) const {
  if (const auto text = library_->find_text(name)) return *text;
  diagnostics.add(Code::kTemplateMissing, fmt::format("there is no template `{}`", name), {},
                  did_you_mean(name, library_->names()));
  return {};
}

std::vector<std::string> Templates::texts_in(std::string_view folder) const {
  std::vector<std::string> names = library_->names();
  std::erase_if(names, [&](const std::string& name) {
    return !name.starts_with(folder) || name.ends_with(kSuffix);
  });
  return names;
}

std::string Templates::of_engine(std::string_view generator, std::string_view file,
                                 const wirepacks::WirePack& pack) const {
  for (const std::string& engine : {pack.name, pack.family}) {
    std::string name = fmt::format("{}/{}/{}", generator, engine, file);
    if (library_->has(name)) return name;
  }
  return fmt::format("{}/{}", generator, file);
}

bool Templates::render_record(std::string_view name, const ViewRecord& record,
                              const ViewRecord& shape, std::string& out,
                              Diagnostics& diagnostics) const {
  TemplateProgram* program = library_->program(name, diagnostics);
  if (program == nullptr || !program->check(shape, diagnostics)) return false;
  program->render(record, out);
  return true;
}

std::span<const EmbeddedFile> embedded_templates() { return embedded::templates(); }

}  // namespace sqlx::generators
