# The doors of the house, one line each; what happens behind them is in scripts/ and CMakePresets.json. `make help` lists them.
.PHONY: all build test demo update live fmt tidy asan fuzz bench install package help
.NOTPARALLEL:
all: build test   ## build and test
build: ; @scripts/build dev   ## warnings are errors; the program is build/dev/bin/sqlx
test: ; @scripts/test dev   ## every test, with database servers of its own
demo: ; @scripts/demo   ## a release build, an application on SQLite, and its server answering
update: ; @SQLX_UPDATE=1 scripts/test dev   ## rewrite every expectation; review the diff
live: ; @scripts/test dev -L live   ## only the tests that read a live database
fmt: ; @scripts/format   ## lay out C++ and TypeScript files that changed since main
tidy: ; @scripts/build tidy   ## clang-tidy on every file
asan: ; @scripts/test asan   ## the tests under the address and undefined-behaviour sanitizers
fuzz: ; @scripts/fuzz $(SECONDS)   ## SECONDS of looking for harmful inputs to each parser, 600 if unsaid
bench: ; @scripts/bench   ## speed and memory, beside pg_dump
install: ; @scripts/build release && cmake --install build/release --prefix "$${PREFIX:-/usr/local}"   ## into PREFIX
package: ; @scripts/package   ## a Debian package, in build/release
help: ; @sed -n 's/^\([a-z]*\):.*  ## /make \1: /p' Makefile   ## this list
