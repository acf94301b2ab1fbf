-- What pg_stat_statements has counted in this database, the costliest first, without questions about the catalog, such as those of sqlx itself. Its schema
-- is wherever the extension was put.
SELECT s.query, s.calls, s.total_exec_time / 1000, s.max_exec_time / 1000, s.rows
FROM pg_stat_statements AS s
JOIN pg_catalog.pg_database AS d ON d.oid = s.dbid
WHERE d.datname = current_database() AND s.query !~* '\m(information_schema|pg_(catalog|attrdef|attribute|class|constraint|depend|description|enum|extension|index|inherits|namespace|policy|proc|rewrite|sequence|stat[a-z_]*|trigger|type))\M'
ORDER BY s.total_exec_time DESC
LIMIT 500
