-- MariaDB's spatial reference systems; MySQL has them among its columns. The first SELECT gives no row: it names the columns for a
-- server that runs neither comment.
SELECT '' AS table_schema, '' AS table_name, '' AS column_name, 0 AS srid FROM DUAL WHERE FALSE
/*M!100102
UNION ALL
SELECT G_TABLE_SCHEMA, G_TABLE_NAME, G_GEOMETRY_COLUMN, SRID
  FROM information_schema.GEOMETRY_COLUMNS
 WHERE G_TABLE_SCHEMA IN (:schemas) AND SRID <> 0
*/
