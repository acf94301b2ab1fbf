// A function of any kind, borrowed for as long as it is called: it lets code that takes one be
// compiled once, and not for each caller.
//
//   void for_each_line(std::string_view text, FunctionRef<void(std::string_view)> fn);
#pragma once

#include <concepts>
#include <memory>
#include <type_traits>
#include <utility>

namespace sqlx {

template <class Signature>
class FunctionRef;

template <class Result, class... Args>
class FunctionRef<Result(Args...)> {
 public:
  template <class Fn>
  requires(!std::same_as<std::remove_cvref_t<Fn>, FunctionRef> &&
           std::is_invocable_r_v<Result, Fn&, Args...>)
      FunctionRef(Fn&& fn)  // NOLINT(google-explicit-constructor,
                            // bugprone-forwarding-reference-overload): callers pass lambdas
      : function_(const_cast<void*>(static_cast<const void*>(std::addressof(fn)))),
        call_([](void* function, Args... args) -> Result {
          auto& called = *static_cast<std::remove_reference_t<Fn>*>(function);
          if constexpr (std::is_void_v<Result>) {
            called(std::forward<Args>(args)...);
          } else {
            return called(std::forward<Args>(args)...);
          }
        }) {}

  Result operator()(Args... args) const { return call_(function_, std::forward<Args>(args)...); }

 private:
  void* function_;
  Result (*call_)(void*, Args...);
};

}  // namespace sqlx
