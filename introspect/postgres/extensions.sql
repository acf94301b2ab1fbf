-- Extensions that somebody installed; those of a fresh database (plpgsql) have oids below 16384.
SELECT e.extname, n.nspname, e.extversion
FROM pg_extension AS e
JOIN pg_namespace AS n ON n.oid = e.extnamespace
WHERE e.oid >= 16384;
