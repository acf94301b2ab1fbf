-- The databases that this user may see.
SELECT SCHEMA_NAME AS schema_name,
       DEFAULT_CHARACTER_SET_NAME AS charset,
       DEFAULT_COLLATION_NAME AS collation_name,
       COALESCE(NULL /*M!100500 , SCHEMA_COMMENT */) AS comment
  FROM information_schema.SCHEMATA
