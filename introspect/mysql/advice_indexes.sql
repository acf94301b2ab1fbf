-- Every index by its name.
SELECT DISTINCT IF(table_schema = DATABASE(), '', table_schema) AS `schema`, table_name AS `table`, index_name AS `index`
FROM information_schema.statistics
WHERE table_schema IN (:schemas)
ORDER BY table_schema, table_name, index_name
