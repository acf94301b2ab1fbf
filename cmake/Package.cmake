# What is installed beside the program and its drivers, and the Debian package.
#
#     cmake --install build/release --prefix /usr/local
#     make package
#
# The manual page and the shells' completions are made by the program itself, so they tell of the commands that it has.

set(SQLX_MADE "${CMAKE_BINARY_DIR}/installed")
file(MAKE_DIRECTORY "${SQLX_MADE}")

# sqlx_makes(<file> <argument>…): what the program prints when it is called so.
function(sqlx_makes file)
  add_custom_command(OUTPUT "${SQLX_MADE}/${file}" COMMAND sqlx ${ARGN} > "${SQLX_MADE}/${file}" DEPENDS sqlx VERBATIM)
endfunction()

sqlx_makes(sqlx.1 man)
sqlx_makes(sqlx.bash completion bash)
sqlx_makes(_sqlx completion zsh)
sqlx_makes(sqlx.fish completion fish)
add_custom_target(sqlx_installed ALL DEPENDS "${SQLX_MADE}/sqlx.1" "${SQLX_MADE}/sqlx.bash" "${SQLX_MADE}/_sqlx" "${SQLX_MADE}/sqlx.fish")

install(FILES "${SQLX_MADE}/sqlx.1" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
install(FILES "${SQLX_MADE}/sqlx.bash" DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" RENAME sqlx)
install(FILES "${SQLX_MADE}/_sqlx" DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions")
install(FILES "${SQLX_MADE}/sqlx.fish" DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d")
install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DOCDIR}" RENAME copyright)
# What is compiled in is somebody's: their notices go with it, as the packages that it was built from have them.
foreach(package libpg-query-dev nlohmann-json3-dev libcli11-dev libkainjow-mustache-dev)
  install(FILES "/usr/share/doc/${package}/copyright" DESTINATION "${CMAKE_INSTALL_DOCDIR}/copyright.d" RENAME ${package} OPTIONAL)
endforeach()
install(FILES README.md DESTINATION "${CMAKE_INSTALL_DOCDIR}")

set(CPACK_PACKAGE_NAME sqlx)
set(CPACK_PACKAGE_VENDOR "the sqlx authors")
set(CPACK_PACKAGE_CONTACT "the sqlx authors <sqlx@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Write an application from a database, and carry SQL to another one")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_GENERATOR DEB)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION database)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)  # the client libraries that the drivers need
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "nodejs (>= 20), npm")
include(CPack)
