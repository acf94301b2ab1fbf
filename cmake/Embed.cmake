# Text files into the binary, as `sqlx::EmbeddedFile`s.
#
#   sqlx_embed(TARGET <library> NAME <array> [FOLDER <folder>] FILES <file>…)
#
# gives the library `embedded/<array>.h`, which declares `std::span<const EmbeddedFile> sqlx::embedded::<array>()`. A file is named without
# its folder; with FOLDER, in which all of them are, by its path there. The files are sorted by name and re-embedded when they change. Run as a script (cmake -P), this file does the writing.

if(CMAKE_SCRIPT_MODE_FILE)
  set(body "")
  foreach(file IN LISTS FILES)
    if(FOLDER)
      file(RELATIVE_PATH name "${FOLDER}" "${file}")
    else()
      get_filename_component(name "${file}" NAME)
    endif()
    file(READ "${file}" text)
    # A raw string may be 64 KiB long: longer texts are cut, and joined again by the compiler. A literal knows its length (sv); to
    # count it again would be too much for a constant expression, with all texts together.
    set(pieces "")
    string(LENGTH "${text}" length)
    set(at 0)
    while(at LESS length)
      string(SUBSTRING "${text}" ${at} 8000 piece)
      string(APPEND pieces "R\"~embedded~(${piece})~embedded~\"sv\n")
      math(EXPR at "${at} + 8000")
    endwhile()
    string(APPEND body "    {\"${name}\", ${pieces}},\n")
  endforeach()
  file(WRITE "${OUTPUT}" "// Written by cmake/Embed.cmake.
#include \"embedded/${NAME}.h\"

namespace sqlx::embedded {
namespace {
using namespace std::string_view_literals;
constexpr EmbeddedFile kFiles[] = {
${body}};
}  // namespace
std::span<const EmbeddedFile> ${NAME}() { return kFiles; }
}  // namespace sqlx::embedded
")
  return()
endif()

set(SQLX_EMBED_SCRIPT "${CMAKE_CURRENT_LIST_FILE}")

function(sqlx_embed)
  cmake_parse_arguments(arg "" "TARGET;NAME;FOLDER" "FILES" ${ARGN})
  list(SORT arg_FILES)
  if(arg_FOLDER)
    list(TRANSFORM arg_FILES PREPEND "${arg_FOLDER}/")
  else()
    list(TRANSFORM arg_FILES PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
  endif()
  set(folder "${CMAKE_CURRENT_BINARY_DIR}/generated")
  set(source "${folder}/embedded/${arg_NAME}.cc")
  file(CONFIGURE OUTPUT "${folder}/embedded/${arg_NAME}.h" @ONLY CONTENT "// Written by cmake/Embed.cmake.
#pragma once

#include <span>

#include \"base/embedded.h\"

namespace sqlx::embedded {
std::span<const EmbeddedFile> @arg_NAME@();
}
")
  add_custom_command(
    OUTPUT "${source}"
    COMMAND "${CMAKE_COMMAND}" "-DFILES=${arg_FILES}" "-DFOLDER=${arg_FOLDER}" "-DNAME=${arg_NAME}" "-DOUTPUT=${source}" -P
            "${SQLX_EMBED_SCRIPT}"
    DEPENDS ${arg_FILES} "${SQLX_EMBED_SCRIPT}"
    VERBATIM)
  # The standard promises 64 KiB of a string; every compiler takes more, and clang alone says so.
  set_source_files_properties("${source}" PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings)
  target_sources(${arg_TARGET} PRIVATE "${source}")
  target_include_directories(${arg_TARGET} PRIVATE "${folder}")
endfunction()
