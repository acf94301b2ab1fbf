// Enums, which sort by the places of their labels, for a target where they are texts: ORDER BY size
// as
//
//   ORDER BY CASE size WHEN 'small' THEN 1 WHEN 'large' THEN 2 END
//
// and, where they are also compared by them, size > 'small' as CASE size … END > 1. Where labels
// are compared without regard to case, size = 'SMALL' becomes size = 'small'. What the labels are,
// the schema and the script say.
#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/build.h"
#include "sql/find.h"
#include "sql/infer.h"
#include "sql/reading/text_comparison.h"
#include "sql/rewrites/column_owners.h"
#include "sql/rewrites/list.h"
#include "sql/type_names.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

bool is_more_or_less(Meaning meaning) {
  return meaning >= Meaning::kLess && meaning <= Meaning::kGreaterEqual;
}

const Literal* label_of(const Expr* value) {
  if (const auto* cast = value->as<Cast>()) value = cast->operand;
  const auto* literal = value->as<Literal>();
  return literal != nullptr && literal->literal == LiteralKind::kString ? literal : nullptr;
}

bool compares_label(const Node& node) {
  if (const auto* between = node.as<Between>())
    return between->operand->is<Column>() && label_of(between->low) != nullptr &&
           label_of(between->high) != nullptr;
  const auto* call = node.as<Call>();
  if (call == nullptr || !is_more_or_less(call->meaning)) return false;
  return (call->arguments[0]->is<Column>() && label_of(call->arguments[1]) != nullptr) ||
         (call->arguments[1]->is<Column>() && label_of(call->arguments[0]) != nullptr);
}

bool equals_label(const Node& node) {
  if (const auto* in = node.as<In>())
    return in->query == nullptr && in->operand->is<Column>() &&
           std::any_of(in->items.begin(), in->items.end(), label_of);
  const auto* call = node.as<Call>();
  if (call == nullptr || !is_comparison(call->meaning) || is_more_or_less(call->meaning))
    return false;
  return (call->arguments[0]->is<Column>() && label_of(call->arguments[1]) != nullptr) ||
         (call->arguments[1]->is<Column>() && label_of(call->arguments[0]) != nullptr);
}

bool chooses(const Node& node) {
  const auto* call = node.as<Call>();
  return call != nullptr && (call->meaning == Meaning::kMin || call->meaning == Meaning::kMax) &&
         call->arguments[0]->is<Column>();
}

class LabelPlaces {
 public:
  LabelPlaces(List<const TableRef*> tables, List<const SelectItem*> items,
              const RewriteContext& context)
      : items_(items),
        context_(context),
        arena_(context.arena),
        owners_(tables, context.catalog),
        sorts_(!has_inline_enums(context.pack)),
        compares_(context.from.has(Feature::kEnumTypes)) {}

  // What the query itself says; the queries inside have tables of their own.
  const Node* placed(const Node* node) {
    if (node->is<Query>()) return node;
    const Node* mapped =
        map_children(arena_, node, [this](const Node* child) { return placed(child); });
    if (const auto* item = mapped->as<OrderItem>()) return sorts_ ? sorted(*item, false) : mapped;
    if (sorts_ && !compares_ && equals_label(*mapped))
      return spelled(static_cast<const Expr&>(*mapped));
    if (compares_ && compares_label(*mapped)) return compared(static_cast<const Expr&>(*mapped));
    if (compares_ && chooses(*mapped)) tell(*mapped->as<Call>());
    return mapped;
  }

  // A key may also be a place or a name of the select list.
  const OrderItem* sorted(const OrderItem& item, bool names_items) {
    const Expr* key = names_items ? shown(item.value) : item.value;
    const Expr* place = place_of(key);
    if (place == nullptr) return &item;
    OrderItem* made = clone(arena_, item);
    made->value = place;
    return made;
  }

  [[nodiscard]] bool sorts() const { return sorts_; }

 private:
  const Expr* shown(const Expr* key) const {
    const auto* number = key->as<Literal>();
    if (number != nullptr && number->literal == LiteralKind::kInteger) {
      std::size_t place = 0;
      std::from_chars(number->text.data(), number->text.data() + number->text.size(), place);
      return place == 0 || place > items_.size() ? key : items_[place - 1]->value;
    }
    const auto* column = key->as<Column>();
    if (column == nullptr || column->path.size() > 1) return key;
    const auto found = std::find_if(items_.begin(), items_.end(), [&](const SelectItem* item) {
      return equal_fold(item->alias.text, column->path[0].text);
    });
    return found == items_.end() ? key : (*found)->value;
  }

  const std::vector<std::string>* labels_of(const Expr* value) const {
    const auto* column = value->as<Column>();
    const ColumnInfo* info = column == nullptr ? nullptr : owners_.info(*column);
    return info == nullptr || info->labels.empty() ? nullptr : &info->labels;
  }

  // Null if the value is no column of labels.
  const Expr* place_of(const Expr* value) {
    const auto* labels = labels_of(value);
    if (labels == nullptr) return nullptr;
    Case* made = arena_.make<Case>();
    made->operand = value;
    std::vector<const When*> whens;
    for (const std::string& label : *labels) {
      When* when = arena_.make<When>();
      when->condition = string_literal(arena_, arena_.copy(std::string_view(label)));
      when->result = integer_literal(arena_, static_cast<std::int64_t>(whens.size() + 1));
      whens.push_back(when);
    }
    made->whens = arena_.copy(whens);
    made->begin = value->begin;
    made->end = value->end;
    infer_type(*made);
    made->nullable = value->nullable;
    return made;
  }

  // The place of the label beside that column; null if it is none of its labels.
  const Expr* place_beside(const Expr* value, const Expr* column) {
    const auto* labels = labels_of(column);
    const Literal* label = label_of(value);
    if (labels == nullptr || label == nullptr) return nullptr;
    const auto found = std::find(labels->begin(), labels->end(), label->text);
    return found == labels->end() ? nullptr : integer_literal(arena_, found - labels->begin() + 1);
  }

  // The label as its column has it; the value itself if it is none.
  const Expr* as_label(const Expr* value, const Expr* column) {
    const auto* labels = labels_of(column);
    const Literal* literal = label_of(value);
    if (labels == nullptr || literal == nullptr) return value;
    const auto found = std::find_if(labels->begin(), labels->end(), [&](const std::string& each) {
      return equal_fold(each, literal->text);
    });
    return found == labels->end() || *found == literal->text
               ? value
               : string_literal(arena_, arena_.copy(std::string_view(*found)));
  }

  const Node* spelled(const Expr& comparison) {
    if (const auto* in = comparison.as<In>()) {
      In* made = clone(arena_, *in);
      made->items = map_list(arena_, in->items,
                             [&](const Expr* item) { return as_label(item, in->operand); });
      return made->items.data() == in->items.data() ? static_cast<const Node*>(in) : made;
    }
    const auto& call = *comparison.as<Call>();
    const Expr* left = as_label(call.arguments[0], call.arguments[1]);
    const Expr* right = as_label(call.arguments[1], call.arguments[0]);
    if (left == call.arguments[0] && right == call.arguments[1]) return &call;
    return make_call(arena_, call.meaning, {left, right}, call);
  }

  const Node* compared(const Expr& comparison) {
    if (const auto* between = comparison.as<Between>()) return between_places(*between);
    const auto& call = *comparison.as<Call>();
    const std::size_t first = call.arguments[0]->is<Column>() ? 0 : 1;
    const Expr* place = place_beside(call.arguments[1 - first], call.arguments[first]);
    if (place == nullptr) return &comparison;
    const Expr* column = place_of(call.arguments[first]);
    return first == 0 ? make_call(arena_, call.meaning, {column, place}, call)
                      : make_call(arena_, call.meaning, {place, column}, call);
  }

  const Node* between_places(const Between& between) {
    const Expr* low = place_beside(between.low, between.operand);
    const Expr* high = place_beside(between.high, between.operand);
    if (low == nullptr || high == nullptr) return &between;
    Between* made = clone(arena_, between);
    made->operand = place_of(between.operand);
    made->low = low;
    made->high = high;
    return made;
  }

  void tell(const Call& call) {
    if (labels_of(call.arguments[0]) == nullptr) return;
    context_.diagnostics.add(
        Code::kConditional,
        fmt::format("{} takes the labels of an enum for texts here, and chooses by the letters",
                    context_.pack.title),
        context_.place(call));
  }

  List<const SelectItem*> items_;  // those that sort keys may name
  const RewriteContext& context_;
  Arena& arena_;
  ColumnOwners owners_;
  bool sorts_;     // the target's enums sort as texts
  bool compares_;  // the source's compare by their places, too
};

// What is distinct is sorted by what it shows alone: as groups it may be sorted by more.
const Select* as_groups(const Select& select, Arena& arena) {
  const bool is_plain =
      select.distinct && select.group_by.empty() && select.having == nullptr &&
      std::all_of(select.items.begin(), select.items.end(),
                  [](const SelectItem* item) { return item->value->is<Column>(); });
  if (!is_plain) return &select;
  Select* made = clone(arena, select);
  made->distinct = false;
  std::vector<const Expr*> keys;
  for (const SelectItem* item : select.items) keys.push_back(item->value);
  made->group_by = arena.copy(keys);
  return made;
}

const Node* with_sorted_places(const Query& query, const RewriteContext& context) {
  const auto* select = query.body->as<Select>();
  if (select == nullptr || query.order_by.empty()) return &query;
  LabelPlaces places(select->from, select->items, context);
  if (!places.sorts()) return &query;
  const auto order = map_list(context.arena, query.order_by,
                              [&](const OrderItem* item) { return places.sorted(*item, true); });
  if (order.data() == query.order_by.data()) return &query;
  Query* made = clone(context.arena, query);
  made->order_by = order;
  made->body = as_groups(*select, context.arena);
  return made;
}

// The tables that a statement or query names; nothing for any other node.
List<const TableRef*> tables_of(const Node& node, Arena& arena) {
  if (const auto* select = node.as<Select>()) return select->from;
  std::vector<const TableRef*> tables;
  const auto add = [&](List<const TableRef*> more) {
    tables.insert(tables.end(), more.begin(), more.end());
  };
  if (const auto* update = node.as<Update>()) {
    add(update->tables);
    add(update->from);
  } else if (const auto* remove = node.as<Delete>()) {
    if (remove->target != nullptr) tables.push_back(remove->target);
    add(remove->from);
  }
  return arena.copy(tables);
}

bool is_meant(const Node& node) {
  const auto* item = node.as<OrderItem>();
  return item != nullptr ? item->value->is<Column>() || item->value->is<Literal>()
                         : compares_label(node) || equals_label(node) || chooses(node);
}

}  // namespace

const Node* label_places(const Node* node, const RewriteContext& context) {
  if (!context.catalog.has_labels() || context.from.family == context.pack.family ||
      !any_node(*node, context, is_meant))
    return node;
  return bottom_up<Query, Select, Update, Delete>(
      node, context, [&](const Node* each) -> const Node* {
        if (const auto* query = each->as<Query>()) return with_sorted_places(*query, context);
        LabelPlaces places(tables_of(*each, context.arena), {}, context);
        return map_children(context.arena, each,
                            [&](const Node* child) { return places.placed(child); });
      });
}

}  // namespace sqlx::sql
