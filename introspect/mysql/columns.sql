-- Columns of tables, views and sequences. `privileges` says whether this user may SELECT the column.
SELECT TABLE_SCHEMA AS table_schema,
       TABLE_NAME AS table_name,
       COLUMN_NAME AS column_name,
       COLUMN_TYPE AS column_type,
       IS_NULLABLE AS nullable,
       COLUMN_DEFAULT AS default_text,
       EXTRA AS extra,
       GENERATION_EXPRESSION AS generation,
       CHARACTER_SET_NAME AS charset,
       COLLATION_NAME AS collation_name,
       COLUMN_COMMENT AS comment,
       PRIVILEGES AS privileges,
       COALESCE(NULL /*!80011 , SRS_ID */) AS srid
  FROM information_schema.COLUMNS
 WHERE TABLE_SCHEMA IN (:schemas)
 ORDER BY TABLE_SCHEMA, TABLE_NAME, ORDINAL_POSITION
