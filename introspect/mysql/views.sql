-- Views. The definition is empty for a user without SHOW VIEW.
SELECT TABLE_SCHEMA AS table_schema,
       TABLE_NAME AS table_name,
       VIEW_DEFINITION AS definition,
       CHECK_OPTION AS check_option,
       SECURITY_TYPE AS security,
       COALESCE(NULL /*M!100101 , ALGORITHM */) AS algorithm
  FROM information_schema.VIEWS
 WHERE TABLE_SCHEMA IN (:schemas)
