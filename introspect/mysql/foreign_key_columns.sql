-- Foreign keys, one row for each pair of columns; what they do on delete and update is in foreign_key_rules.sql (joining the two views in the
-- server makes MariaDB open every table twice for each table).
SELECT TABLE_SCHEMA AS table_schema,
       TABLE_NAME AS table_name,
       CONSTRAINT_NAME AS constraint_name,
       COLUMN_NAME AS column_name,
       REFERENCED_TABLE_SCHEMA AS referenced_schema,
       REFERENCED_TABLE_NAME AS referenced_table,
       REFERENCED_COLUMN_NAME AS referenced_column
  FROM information_schema.KEY_COLUMN_USAGE
 WHERE TABLE_SCHEMA IN (:schemas) AND REFERENCED_TABLE_NAME IS NOT NULL
 ORDER BY TABLE_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION
