-- Every schema that is not the server's own.
SELECT n.oid, n.nspname, has_schema_privilege(n.oid, 'USAGE')
FROM pg_namespace AS n
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY n.nspname;
