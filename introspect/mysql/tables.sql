-- Tables, views and MariaDB's sequences. A view that no longer works has its error message as comment; a sound one has `VIEW`.
SELECT TABLE_SCHEMA AS table_schema,
       TABLE_NAME AS table_name,
       TABLE_TYPE AS table_type,
       ENGINE AS engine,
       TABLE_COLLATION AS collation_name,
       CREATE_OPTIONS AS options,
       TABLE_COMMENT AS comment,
       TABLE_ROWS AS row_estimate
  FROM information_schema.TABLES
 WHERE TABLE_SCHEMA IN (:schemas)
