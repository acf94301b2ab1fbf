// Catch2's runner: slow to compile, so it is alone here.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
