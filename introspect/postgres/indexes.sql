-- All indexes; those behind a constraint are told apart by the constraint that names them.
SELECT i.indexrelid,
       i.indrelid,
       c.relname,
       c.relam,
       am.amname,
       i.indisunique,
       i.indnullsnotdistinct,
       i.indisvalid,
       i.indisreplident,
       i.indnkeyatts,
       i.indkey,
       i.indoption,
       i.indcollation,
       i.indclass,
       CASE WHEN 0 = ANY (i.indkey) THEN
         ARRAY(SELECT pg_get_indexdef(i.indexrelid, nth, false)
               FROM generate_series(1, i.indnkeyatts) AS nth ORDER BY nth) END,
       pg_get_expr(i.indpred, i.indrelid),
       array_to_string(c.reloptions, ', '),
       h.inhparent IS NOT NULL,
       CASE WHEN NOT i.indisvalid THEN pg_get_indexdef(i.indexrelid) END
FROM pg_index AS i
JOIN pg_class AS c ON c.oid = i.indexrelid
JOIN pg_am AS am ON am.oid = c.relam
LEFT JOIN pg_inherits AS h ON h.inhrelid = i.indexrelid
WHERE c.relnamespace = ANY ('{2200}');
