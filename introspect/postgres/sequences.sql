-- Sequences, and the column that each goes with: 'i' is the sequence inside an identity column, 'a' one that is OWNED BY a column.
--
-- The last column is how a default that draws from the sequence is written: that makes a column serial.
SELECT c.oid,
       n.nspname,
       c.relname,
       format_type(s.seqtypid, NULL),
       s.seqstart,
       s.seqincrement,
       s.seqmin,
       s.seqmax,
       s.seqcache,
       s.seqcycle,
       d.deptype,
       d.refobjid,
       d.refobjsubid,
       CASE WHEN d.deptype = 'a' THEN 'nextval(''' || replace(c.oid::regclass::text, '''', '''''') || '''::regclass)' END
FROM pg_sequence AS s
JOIN pg_class AS c ON c.oid = s.seqrelid
JOIN pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_depend AS d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
                        AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
WHERE c.relnamespace = ANY ('{2200}');
