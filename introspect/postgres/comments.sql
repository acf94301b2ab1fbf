-- Every comment on something that has a comment field. A fresh database has one already, on the schema public, which says nothing.
SELECT d.classoid, d.objoid, d.objsubid, d.description
FROM pg_description AS d
WHERE (d.objoid >= 16384 OR d.objoid = 'public'::regnamespace)
  AND d.classoid IN ('pg_class'::regclass, 'pg_constraint'::regclass, 'pg_namespace'::regclass, 'pg_policy'::regclass,
                     'pg_proc'::regclass, 'pg_trigger'::regclass, 'pg_type'::regclass)
  AND NOT (d.objoid < 16384 AND d.description = 'standard public schema');
