-- Everything that the file holds, with the statements that created it. The first question: it takes
-- the snapshot, and with it the lock.
SELECT type, name, tbl_name, sql
FROM main.sqlite_schema
ORDER BY rowid;
