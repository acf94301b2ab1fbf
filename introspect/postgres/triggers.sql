-- Triggers that somebody wrote: not those behind foreign keys, nor the copies that a partitioned table gives its partitions.
SELECT t.oid,
       t.tgrelid,
       t.tgname,
       pg_get_triggerdef(t.oid, false),
       t.tgenabled
FROM pg_trigger AS t
JOIN pg_class AS c ON c.oid = t.tgrelid
WHERE c.relnamespace = ANY ('{2200}')
  AND NOT t.tgisinternal
  AND t.tgparentid = 0;
