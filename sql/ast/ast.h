// The whole SQL tree: include this to walk or make any node.
#pragma once

#include "sql/ast/definitions.h"
#include "sql/ast/visit.h"
