-- Scheduled events. One without STARTS begins when it is created, and the catalog keeps that moment: it is no part of the schema.
SELECT EVENT_SCHEMA AS event_schema,
       EVENT_NAME AS event_name,
       EVENT_DEFINITION AS body,
       EXECUTE_AT AS execute_at,
       INTERVAL_VALUE AS interval_value,
       INTERVAL_FIELD AS interval_field,
       IF(CONVERT_TZ(STARTS, TIME_ZONE, '+00:00') IN (CREATED, LAST_ALTERED), NULL, STARTS) AS starts,
       ENDS AS ends,
       STATUS AS status,
       ON_COMPLETION AS on_completion,
       EVENT_COMMENT AS comment,
       SQL_MODE AS sql_mode
  FROM information_schema.EVENTS
 WHERE EVENT_SCHEMA IN (:schemas)
