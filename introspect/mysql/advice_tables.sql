-- Every table that holds rows, and how many: an estimate of the storage engine. The schema that the connection chose has no name in the IR.
SELECT IF(table_schema = DATABASE(), '', table_schema) AS `schema`, table_name AS `table`, table_rows AS `rows`
FROM information_schema.tables
WHERE table_schema IN (:schemas) AND table_type LIKE '%TABLE%'
ORDER BY table_schema, table_name
