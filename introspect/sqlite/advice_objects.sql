-- Everything that has a definition: tables first, then what stands on them. Triggers have no part in how a query is planned.
SELECT type, name, tbl_name, sql
FROM main.sqlite_schema
WHERE type <> 'trigger' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
ORDER BY CASE type WHEN 'table' THEN 0 ELSE 1 END, rowid
