-- Triggers, in the order in which those of one moment fire.
SELECT TRIGGER_SCHEMA AS table_schema,
       EVENT_OBJECT_TABLE AS table_name,
       TRIGGER_NAME AS trigger_name,
       ACTION_TIMING AS timing,
       EVENT_MANIPULATION AS event,
       ACTION_STATEMENT AS body,
       SQL_MODE AS sql_mode
  FROM information_schema.TRIGGERS
 WHERE TRIGGER_SCHEMA IN (:schemas)
 ORDER BY TRIGGER_SCHEMA, EVENT_OBJECT_TABLE, ACTION_TIMING, EVENT_MANIPULATION, ACTION_ORDER
