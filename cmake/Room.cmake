# sqlx_room(<name> SOURCES <file>… [USES <room>…] [LINKS <library>…])
#
# One room of the house: a static library whose headers are included from the root of the tree.
function(sqlx_room name)
  cmake_parse_arguments(arg "" "" "SOURCES;USES;LINKS" ${ARGN})
  add_library(sqlx_${name} STATIC ${arg_SOURCES})
  target_include_directories(sqlx_${name} PUBLIC "${PROJECT_SOURCE_DIR}")
  list(TRANSFORM arg_USES PREPEND sqlx_)
  target_link_libraries(sqlx_${name} PUBLIC ${arg_USES} PRIVATE ${arg_LINKS})
  sqlx_compile_options(sqlx_${name})
endfunction()

# sqlx_driver(<engine> SOURCES <file>… QUERIES <file>… LINKS <library>…)
#
# lib/sqlx/engine-<engine>.so, made of <engine>/engine.cc and a static library of everything else, which the unit tests link too.
function(sqlx_driver engine)
  cmake_parse_arguments(arg "" "" "SOURCES;QUERIES;LINKS" ${ARGN})
  sqlx_room(driver_${engine} SOURCES ${arg_SOURCES} USES wirepacks ir base LINKS fmt::fmt ${arg_LINKS})
  sqlx_embed(TARGET sqlx_driver_${engine} NAME ${engine}_queries FILES ${arg_QUERIES})
  add_library(sqlx_engine_${engine} MODULE ${engine}/engine.cc)
  target_link_libraries(sqlx_engine_${engine} PRIVATE sqlx_driver_${engine})
  set_target_properties(sqlx_engine_${engine} PROPERTIES
    PREFIX "" OUTPUT_NAME "engine-${engine}" LIBRARY_OUTPUT_DIRECTORY "${SQLX_DRIVER_DIRECTORY}")
  sqlx_compile_options(sqlx_engine_${engine})
  install(TARGETS sqlx_engine_${engine} LIBRARY DESTINATION lib/sqlx)
endfunction()

function(sqlx_compile_options target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion -Wshadow
    -Wno-missing-field-initializers  # designated initialisers leave out what has a default
    -Wno-restrict  # g++ 12 at -O3 sees overlaps inside std::string that are not there (GCC bug 105651)
    $<$<BOOL:${SQLX_WARNINGS_AS_ERRORS}>:-Werror>)
  if(SQLX_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(${target} PRIVATE -fsanitize=address,undefined)
  endif()
  if(SQLX_FUZZ)
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
  endif()
endfunction()
