-- Check constraints: MySQL has them since 8.0.16, and keeps their tables in another view than their conditions.
SELECT '' AS table_schema, '' AS table_name, '' AS constraint_name, '' AS condition_text, '' AS enforced FROM DUAL WHERE FALSE
/*!80016
UNION ALL
SELECT t.TABLE_SCHEMA, t.TABLE_NAME, c.CONSTRAINT_NAME, c.CHECK_CLAUSE, t.ENFORCED
  FROM information_schema.CHECK_CONSTRAINTS c
  JOIN information_schema.TABLE_CONSTRAINTS t
    ON t.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA AND t.CONSTRAINT_NAME = c.CONSTRAINT_NAME AND t.CONSTRAINT_TYPE = 'CHECK'
 WHERE c.CONSTRAINT_SCHEMA IN (:schemas)
*/
/*M!100222
UNION ALL
SELECT CONSTRAINT_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, CHECK_CLAUSE, 'YES'
  FROM information_schema.CHECK_CONSTRAINTS
 WHERE CONSTRAINT_SCHEMA IN (:schemas)
*/
