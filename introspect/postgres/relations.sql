-- Tables, partitioned tables, views, materialised views, foreign tables and composite types.
--
-- A role that may read one column can read the table, as far as its schema is concerned; partitions are read through their parent.
-- (pg_has_role spares the server a look-up for each table, for a superuser or the owner.)
SELECT c.oid,
       n.nspname,
       c.relname,
       c.relkind,
       c.relispartition,
       (c.relacl IS NULL AND pg_has_role(c.relowner, 'USAGE')) OR has_any_column_privilege(c.oid, 'SELECT'),
       CASE WHEN c.relpages > 0 OR c.reltuples > 0 THEN c.reltuples::bigint END,
       c.relrowsecurity,
       c.relforcerowsecurity,
       c.relpersistence = 'u',
       c.relreplident,
       am.amname,
       c.reloptions,
       toast.reloptions,
       pg_get_partkeydef(p.partrelid),
       pg_get_expr(c.relpartbound, c.oid),
       parents.oids,
       parents.schemas,
       parents.names,
       server.srvname,
       (SELECT string_agg(quote_ident(o.option_name) || ' ' || quote_literal(o.option_value), ', ')
        FROM pg_options_to_table(f.ftoptions) AS o
        WHERE o.option_name !~* 'pass|secret|token'),
       CASE WHEN c.relkind = 'r' AND c.relhassubclass
            THEN (SELECT count(*) FROM pg_inherits AS heirs WHERE heirs.inhparent = c.oid) ELSE 0 END
FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_am AS am ON am.oid = c.relam
LEFT JOIN pg_class AS toast ON toast.oid = c.reltoastrelid AND toast.reloptions IS NOT NULL
LEFT JOIN pg_partitioned_table AS p ON p.partrelid = c.oid
LEFT JOIN pg_foreign_table AS f ON f.ftrelid = c.oid
LEFT JOIN pg_foreign_server AS server ON server.oid = f.ftserver
LEFT JOIN (SELECT h.inhrelid,
                  array_agg(h.inhparent ORDER BY h.inhseqno) AS oids,
                  array_agg(pn.nspname::text ORDER BY h.inhseqno) AS schemas,
                  array_agg(pc.relname::text ORDER BY h.inhseqno) AS names
           FROM pg_inherits AS h
           JOIN pg_class AS pc ON pc.oid = h.inhparent AND pc.relkind IN ('r', 'p', 'f')
           JOIN pg_namespace AS pn ON pn.oid = pc.relnamespace
           GROUP BY h.inhrelid) AS parents ON parents.inhrelid = c.oid
WHERE c.relnamespace = ANY ('{2200}')
  AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c');
