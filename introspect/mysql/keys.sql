-- Primary keys, unique keys and indexes, one row for each part.
SELECT TABLE_SCHEMA AS table_schema,
       TABLE_NAME AS table_name,
       INDEX_NAME AS index_name,
       NON_UNIQUE AS non_unique,
       COLUMN_NAME AS column_name,
       COALESCE(NULL /*!80013 , EXPRESSION */) AS expression,
       COLLATION AS direction,
       SUB_PART AS prefix_length,
       INDEX_TYPE AS method,
       INDEX_COMMENT AS comment,
       COALESCE(NULL /*!80000 , IF(IS_VISIBLE = 'NO', 'YES', 'NO') */ /*M!100600 , IGNORED */) AS invisible
  FROM information_schema.STATISTICS
 WHERE TABLE_SCHEMA IN (:schemas)
 ORDER BY TABLE_SCHEMA, TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX
