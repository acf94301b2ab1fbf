-- Partitions, one row for each subpartition.
SELECT TABLE_SCHEMA AS table_schema,
       TABLE_NAME AS table_name,
       PARTITION_NAME AS partition_name,
       SUBPARTITION_NAME AS subpartition_name,
       SUBPARTITION_ORDINAL_POSITION AS subpartition_position,
       PARTITION_METHOD AS method,
       SUBPARTITION_METHOD AS subpartition_method,
       PARTITION_EXPRESSION AS expression,
       SUBPARTITION_EXPRESSION AS subpartition_expression,
       PARTITION_DESCRIPTION AS bound,
       PARTITION_COMMENT AS comment
  FROM information_schema.PARTITIONS
 WHERE TABLE_SCHEMA IN (:schemas) AND PARTITION_NAME IS NOT NULL
 ORDER BY TABLE_SCHEMA, TABLE_NAME, PARTITION_ORDINAL_POSITION, SUBPARTITION_ORDINAL_POSITION
