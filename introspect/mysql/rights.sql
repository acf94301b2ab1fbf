-- Where this user's right to SELECT comes from: the whole server, a database (whose name may be a pattern), a table, or single columns. Whoever
-- has it for single columns sees no others, and must be told. CONVERT gives the names one collation: those of the views differ, by version.
SELECT 'server' AS level, '' AS table_schema, '' AS table_name
  FROM information_schema.USER_PRIVILEGES
 WHERE PRIVILEGE_TYPE = 'SELECT'
UNION
SELECT 'schema', CONVERT(s.SCHEMA_NAME USING utf8mb4), ''
  FROM information_schema.SCHEMA_PRIVILEGES p
  JOIN information_schema.SCHEMATA s ON CONVERT(s.SCHEMA_NAME USING utf8mb4) LIKE CONVERT(p.TABLE_SCHEMA USING utf8mb4)
 WHERE p.PRIVILEGE_TYPE = 'SELECT' AND s.SCHEMA_NAME IN (:schemas)
UNION
SELECT 'table', CONVERT(TABLE_SCHEMA USING utf8mb4), CONVERT(TABLE_NAME USING utf8mb4)
  FROM information_schema.TABLE_PRIVILEGES
 WHERE PRIVILEGE_TYPE = 'SELECT' AND TABLE_SCHEMA IN (:schemas)
UNION
SELECT 'column', CONVERT(TABLE_SCHEMA USING utf8mb4), CONVERT(TABLE_NAME USING utf8mb4)
  FROM information_schema.COLUMN_PRIVILEGES
 WHERE PRIVILEGE_TYPE = 'SELECT' AND TABLE_SCHEMA IN (:schemas)
