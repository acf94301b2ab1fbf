-- Arguments of functions and procedures; position 0 is a function's result, which routines.sql has.
SELECT SPECIFIC_SCHEMA AS routine_schema,
       SPECIFIC_NAME AS routine_name,
       ROUTINE_TYPE AS routine_type,
       PARAMETER_MODE AS mode,
       PARAMETER_NAME AS parameter_name,
       DTD_IDENTIFIER AS type,
       CHARACTER_SET_NAME AS charset,
       COLLATION_NAME AS collation_name
  FROM information_schema.PARAMETERS
 WHERE SPECIFIC_SCHEMA IN (:schemas) AND ORDINAL_POSITION > 0
 ORDER BY SPECIFIC_SCHEMA, SPECIFIC_NAME, ROUTINE_TYPE, ORDINAL_POSITION
