-- Who needs whom, and what belongs to an extension: pg_depend, cut down to what is not obvious from the objects themselves.
--
-- The needing side is folded to the object that we know: a rule to its view, a default, constraint or index to its table (a
-- domain's constraint to the domain). Objects below 16384 are the server's own.
SELECT d.deptype = 'e',
       CASE WHEN k.contypid <> 0 THEN 'pg_type'::regclass::oid
            WHEN d.classid IN ('pg_rewrite'::regclass, 'pg_attrdef'::regclass, 'pg_constraint'::regclass)
              THEN 'pg_class'::regclass::oid
            ELSE d.classid END,
       coalesce(r.ev_class, a.adrelid, nullif(k.conrelid, 0), nullif(k.contypid, 0), i.indrelid, d.objid),
       d.refclassid,
       d.refobjid
FROM pg_depend AS d
LEFT JOIN pg_rewrite AS r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
LEFT JOIN pg_attrdef AS a ON d.classid = 'pg_attrdef'::regclass AND a.oid = d.objid
LEFT JOIN pg_constraint AS k ON d.classid = 'pg_constraint'::regclass AND k.oid = d.objid AND k.contype = 'c'
LEFT JOIN pg_index AS i ON d.classid = 'pg_class'::regclass AND i.indexrelid = d.objid
WHERE d.refobjid >= 16384
  AND (d.deptype = 'e'
       OR (d.deptype IN ('n', 'a')
           AND (d.classid, d.refclassid) IN (
             ('pg_rewrite'::regclass, 'pg_class'::regclass),
             ('pg_rewrite'::regclass, 'pg_proc'::regclass),
             ('pg_rewrite'::regclass, 'pg_type'::regclass),
             ('pg_attrdef'::regclass, 'pg_proc'::regclass),
             ('pg_constraint'::regclass, 'pg_proc'::regclass),
             ('pg_class'::regclass, 'pg_proc'::regclass),
             ('pg_proc'::regclass, 'pg_class'::regclass),
             ('pg_proc'::regclass, 'pg_proc'::regclass),
             ('pg_proc'::regclass, 'pg_type'::regclass),
             ('pg_type'::regclass, 'pg_proc'::regclass),
             ('pg_type'::regclass, 'pg_type'::regclass))));
