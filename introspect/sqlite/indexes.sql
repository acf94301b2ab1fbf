-- Indexes and their parts. `origin` is c for CREATE INDEX, u for a UNIQUE constraint, pk for a
-- primary key; `cid` is negative for an expression or the rowid. `key` leaves out the columns that
-- SQLite adds to find the row. Only tables of their own have a root page.
SELECT object.name, list.name, list."unique", list.origin, part.cid, part.name, part."desc", part.coll
FROM main.sqlite_schema AS object
CROSS JOIN pragma_index_list(object.name, 'main') AS list
CROSS JOIN pragma_index_xinfo(list.name, 'main') AS part
WHERE object.type = 'table' AND object.rootpage <> 0 AND part."key"
ORDER BY object.rowid, list.seq DESC, part.seqno;
