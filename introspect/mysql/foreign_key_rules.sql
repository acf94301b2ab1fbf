-- What foreign keys do when the row or key that they point to goes or changes.
SELECT CONSTRAINT_SCHEMA AS table_schema,
       TABLE_NAME AS table_name,
       CONSTRAINT_NAME AS constraint_name,
       DELETE_RULE AS on_delete,
       UPDATE_RULE AS on_update
  FROM information_schema.REFERENTIAL_CONSTRAINTS
 WHERE CONSTRAINT_SCHEMA IN (:schemas)
