-- Every table that holds rows: how many, how many were written since statistics began, how many since it was analysed, and whether it was. The planner's
-- statistics of a table with row security are not shown; a table that was never analysed has -1 rows for the planner.
SELECT n.nspname,
       c.relname,
       greatest(c.reltuples, s.n_live_tup, 0),
       coalesce(s.n_tup_ins + s.n_tup_upd + s.n_tup_del, 0),
       s.n_mod_since_analyze,
       s.last_analyze IS NOT NULL OR s.last_autoanalyze IS NOT NULL OR c.relrowsecurity
         OR EXISTS (SELECT FROM pg_catalog.pg_stats AS p WHERE p.schemaname = n.nspname AND p.tablename = c.relname),
       format('ANALYZE %I.%I', n.nspname, c.relname)
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_stat_user_tables AS s ON s.relid = c.oid
WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
ORDER BY n.nspname, c.relname
