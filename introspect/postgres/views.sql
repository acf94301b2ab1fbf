-- The query behind each view: as SQL, and as the server keeps it (pg_rewrite), which says where each column comes from.
SELECT c.oid,
       pg_get_viewdef(c.oid),
       r.ev_action
FROM pg_rewrite AS r
JOIN pg_class AS c ON c.oid = r.ev_class
WHERE c.relnamespace = ANY ('{2200}')
  AND c.relkind IN ('v', 'm')
  AND r.rulename = '_RETURN';
