// A PostgreSQL server that is asked for plans, sizes and use: introspect/consultation.h.
#pragma once

#include <memory>

#include "introspect/engine.h"

namespace sqlx::introspect::postgres {

[[nodiscard]] std::unique_ptr<Consultation> consult(const Request& request,
                                                    Diagnostics& diagnostics);

}  // namespace sqlx::introspect::postgres
