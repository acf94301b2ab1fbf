-- Functions, procedures and MariaDB's packages. The body is NULL for a user who may call a routine but not see it.
SELECT ROUTINE_SCHEMA AS routine_schema,
       ROUTINE_NAME AS routine_name,
       ROUTINE_TYPE AS routine_type,
       DTD_IDENTIFIER AS result_type,
       CHARACTER_SET_NAME AS charset,
       COLLATION_NAME AS collation_name,
       ROUTINE_BODY AS body_kind,
       ROUTINE_DEFINITION AS body,
       COALESCE(EXTERNAL_LANGUAGE, 'SQL') AS language,
       IS_DETERMINISTIC AS is_deterministic,
       SQL_DATA_ACCESS AS data_access,
       SECURITY_TYPE AS security,
       SQL_MODE AS sql_mode,
       ROUTINE_COMMENT AS comment
  FROM information_schema.ROUTINES
 WHERE ROUTINE_SCHEMA IN (:schemas)
