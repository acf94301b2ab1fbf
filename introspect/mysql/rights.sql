-- Where this user's right to SELECT comes from: the whole server, a database (whose name may be a pattern), a table, or single columns. Whoever
-- has it for single columns sees no others, and must be told.
SELECT 'server' AS level, '' AS table_schema, '' AS table_name
  FROM information_schema.USER_PRIVILEGES
 WHERE PRIVILEGE_TYPE = 'SELECT'
UNION
SELECT 'schema', s.SCHEMA_NAME, ''
  FROM information_schema.SCHEMA_PRIVILEGES p
  JOIN information_schema.SCHEMATA s ON s.SCHEMA_NAME LIKE p.TABLE_SCHEMA
 WHERE p.PRIVILEGE_TYPE = 'SELECT' AND s.SCHEMA_NAME IN (:schemas)
UNION
SELECT 'table', TABLE_SCHEMA, TABLE_NAME
  FROM information_schema.TABLE_PRIVILEGES
 WHERE PRIVILEGE_TYPE = 'SELECT' AND TABLE_SCHEMA IN (:schemas)
UNION
SELECT 'column', TABLE_SCHEMA, TABLE_NAME
  FROM information_schema.COLUMN_PRIVILEGES
 WHERE PRIVILEGE_TYPE = 'SELECT' AND TABLE_SCHEMA IN (:schemas)
