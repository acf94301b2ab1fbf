-- Every table that holds rows: how many, how many were written since statistics began, how many since it was analysed, and whether it was.
--
-- How many rows there are is reckoned as the planner does: as many to a page as there were when it was analysed. The server's own count is taken where it
-- never was: rows that were written right before ANALYZE by the same session are counted twice, as rows and as changes, and are taken off here. The
-- planner's statistics of a table with row security are not shown.
SELECT n.nspname,
       c.relname,
       e.rows,
       coalesce(s.n_tup_ins + s.n_tup_upd + s.n_tup_del, 0),
       greatest(s.n_mod_since_analyze - greatest(s.n_live_tup - e.rows, 0), 0),
       s.last_analyze IS NOT NULL OR s.last_autoanalyze IS NOT NULL OR c.relrowsecurity
         OR EXISTS (SELECT FROM pg_catalog.pg_stats AS p WHERE p.schemaname = n.nspname AND p.tablename = c.relname),
       format('ANALYZE %I.%I', n.nspname, c.relname)
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_stat_user_tables AS s ON s.relid = c.oid
CROSS JOIN LATERAL (
  SELECT CASE
           WHEN c.reltuples <= 0 THEN greatest(s.n_live_tup, 0)::float8
           WHEN c.relpages <= 0 THEN c.reltuples::float8
           ELSE round(c.reltuples::float8 / c.relpages * (pg_relation_size(c.oid) / current_setting('block_size')::bigint))
         END AS rows
) AS e
WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
ORDER BY n.nspname, c.relname
