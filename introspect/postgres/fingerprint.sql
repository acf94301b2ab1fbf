-- One line that is another after every change of the schema: of each catalog how many rows it has, and the youngest transaction that wrote one.
-- Tables for a session alone count, too: a change too many costs one reading, a change too few would be missed.
SELECT string_agg(part, ' ' ORDER BY part) FROM (
  SELECT 'attribute ' || count(*) || '/' || coalesce(max(xmin::text::bigint), 0) FROM pg_catalog.pg_attribute
  UNION ALL SELECT 'attrdef ' || count(*) || '/' || coalesce(max(xmin::text::bigint), 0) FROM pg_catalog.pg_attrdef
  UNION ALL SELECT 'class ' || count(*) || '/' || coalesce(max(xmin::text::bigint), 0) FROM pg_catalog.pg_class
  UNION ALL SELECT 'constraint ' || count(*) || '/' || coalesce(max(xmin::text::bigint), 0) FROM pg_catalog.pg_constraint
  UNION ALL SELECT 'description ' || count(*) || '/' || coalesce(max(xmin::text::bigint), 0) FROM pg_catalog.pg_description
  UNION ALL SELECT 'enum ' || count(*) || '/' || coalesce(max(xmin::text::bigint), 0) FROM pg_catalog.pg_enum
  UNION ALL SELECT 'index ' || count(*) || '/' || coalesce(max(xmin::text::bigint), 0) FROM pg_catalog.pg_index
  UNION ALL SELECT 'inherits ' || count(*) || '/' || coalesce(max(xmin::text::bigint), 0) FROM pg_catalog.pg_inherits
  UNION ALL SELECT 'namespace ' || count(*) || '/' || coalesce(max(xmin::text::bigint), 0) FROM pg_catalog.pg_namespace
  UNION ALL SELECT 'policy ' || count(*) || '/' || coalesce(max(xmin::text::bigint), 0) FROM pg_catalog.pg_policy
  UNION ALL SELECT 'proc ' || count(*) || '/' || coalesce(max(xmin::text::bigint), 0) FROM pg_catalog.pg_proc
  UNION ALL SELECT 'rewrite ' || count(*) || '/' || coalesce(max(xmin::text::bigint), 0) FROM pg_catalog.pg_rewrite
  UNION ALL SELECT 'sequence ' || count(*) || '/' || coalesce(max(xmin::text::bigint), 0) FROM pg_catalog.pg_sequence
  UNION ALL SELECT 'trigger ' || count(*) || '/' || coalesce(max(xmin::text::bigint), 0) FROM pg_catalog.pg_trigger
  UNION ALL SELECT 'type ' || count(*) || '/' || coalesce(max(xmin::text::bigint), 0) FROM pg_catalog.pg_type
) AS parts(part)
