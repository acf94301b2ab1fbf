-- Every index: how often it was searched since statistics began, and its size. Indexes that are being made, or were left invalid, are none.
SELECT n.nspname, t.relname, c.relname, s.idx_scan, pg_catalog.pg_relation_size(c.oid)
FROM pg_catalog.pg_index AS i
JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_class AS t ON t.oid = i.indrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = t.relnamespace
LEFT JOIN pg_catalog.pg_stat_user_indexes AS s ON s.indexrelid = c.oid
WHERE i.indisvalid AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
ORDER BY n.nspname, t.relname, c.relname
