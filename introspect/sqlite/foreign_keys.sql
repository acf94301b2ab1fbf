-- Foreign keys, a row for each pair of columns; `to` is NULL where the key means the parent's
-- primary key. SQLite numbers them from the last to the first.
SELECT object.name, key.id, key."table", key."from", key."to", key.on_update, key.on_delete
FROM main.sqlite_schema AS object
CROSS JOIN pragma_foreign_key_list(object.name, 'main') AS key
WHERE object.type = 'table' AND object.rootpage <> 0
ORDER BY object.rowid, key.id DESC, key.seq;
