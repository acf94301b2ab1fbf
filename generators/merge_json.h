// Merging JSON by keys where merging it by lines meets a conflict: a comma behind the line before
// is no edit of that line.
//
// `npm install fastify` adds a line beside the driver's; the driver's range changes; a person sees
// no conflict there. Only texts that are laid out as npm lays out package.json are merged like
// this, since they can be written again as they were.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sqlx::generators {

// Nothing if one of them is not such a text, or both sides changed one value.
[[nodiscard]] std::optional<std::string> merge_json(std::string_view base, std::string_view edited,
                                                    std::string_view generated);

}  // namespace sqlx::generators
