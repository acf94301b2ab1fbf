-- Primary, unique and foreign keys, checks (of tables and domains) and exclusions. NOT NULL is a fact of the column.
--
-- Columns come as numbers, to be looked up in what columns.sql gave; only for a table outside the schemas that are read are its
-- column names fetched here.
SELECT k.oid,
       k.conname,
       k.contype,
       k.conrelid,
       k.contypid,
       k.conindid,
       k.conparentid,
       k.conkey,
       k.confrelid,
       fn.nspname,
       f.relname,
       k.confkey,
       CASE WHEN f.relnamespace <> ALL ('{2200}') THEN
         (SELECT array_agg(a.attname::text ORDER BY x.nth)
          FROM unnest(k.confkey) WITH ORDINALITY AS x (attnum, nth)
          JOIN pg_attribute AS a ON a.attrelid = k.confrelid AND a.attnum = x.attnum) END,
       k.confdeltype,
       k.confupdtype,
       k.confmatchtype,
       k.confdelsetcols,
       k.condeferrable,
       k.condeferred,
       k.convalidated,
       k.conenforced,
       k.connoinherit,
       k.conislocal,
       CASE k.contype WHEN 'c' THEN pg_get_expr(k.conbin, k.conrelid)
                      WHEN 'x' THEN pg_get_constraintdef(k.oid) END
FROM pg_constraint AS k
LEFT JOIN pg_class AS f ON f.oid = k.confrelid
LEFT JOIN pg_namespace AS fn ON fn.oid = f.relnamespace
WHERE k.contype IN ('p', 'u', 'f', 'c', 'x')
  AND (k.connamespace = ANY ('{2200}') OR k.contypid <> 0);
