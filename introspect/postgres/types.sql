-- All types, the server's own too: a few hundred rows that spare every other query its joins and calls of format_type.
SELECT t.oid,
       t.typnamespace,
       n.nspname ~ '^pg_' OR n.nspname = 'information_schema',
       n.nspname,
       t.typname,
       t.typtype,
       CASE WHEN t.typnamespace = 'pg_catalog'::regnamespace THEN format_type(t.oid, -1)
            ELSE quote_ident(n.nspname) || '.' || quote_ident(t.typname) END,  -- as format_type would, arrays aside
       t.typarray,
       t.typelem,
       t.typrelid,
       t.typcollation,
       t.typstorage,
       r.rngsubtype,  -- of a range or multirange
       t.typbasetype, -- of a domain: this and the next four
       CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END,
       t.typnotnull,
       CASE WHEN t.typtype = 'd' THEN pg_get_expr(t.typdefaultbin, 0) END,
       e.labels       -- of an enum
FROM pg_type AS t
JOIN pg_namespace AS n ON n.oid = t.typnamespace
LEFT JOIN pg_range AS r ON t.oid IN (r.rngtypid, r.rngmultitypid)
LEFT JOIN (SELECT enumtypid, array_agg(enumlabel::text ORDER BY enumsortorder) AS labels
           FROM pg_enum GROUP BY enumtypid) AS e ON e.enumtypid = t.oid;
