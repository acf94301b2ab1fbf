-- Operator classes and collations: the two things that columns and indexes name by oid, as SQL would write them.
SELECT 'opclass',
       o.oid,
       CASE WHEN n.nspname <> 'pg_catalog' THEN quote_ident(n.nspname) || '.' ELSE '' END || quote_ident(o.opcname),
       o.opcmethod,
       CASE WHEN o.opcdefault THEN o.opcintype ELSE 0 END
FROM pg_opclass AS o
JOIN pg_namespace AS n ON n.oid = o.opcnamespace
UNION ALL
SELECT 'collation',
       c.oid,
       CASE WHEN n.nspname <> 'pg_catalog' THEN quote_ident(n.nspname) || '.' ELSE '' END || quote_ident(c.collname),
       0,
       0
FROM pg_collation AS c
JOIN pg_namespace AS n ON n.oid = c.collnamespace;
