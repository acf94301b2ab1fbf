-- As postgres.sql, of versions that libpg_query does not read: only our own parser takes these. One ends with a `;` at the end of a line.
SELECT a IS DISTINCT FROM b, a IS NOT DISTINCT FROM b, a IS DISTINCT FROM (b IS NULL), a IS JSON, a IS DOCUMENT, a IS NORMALIZED;
SELECT * FROM JSON_TABLE(a, '$[*]' COLUMNS (id FOR ORDINALITY, b int PATH '$.b' NULL ON EMPTY ERROR ON ERROR, c boolean EXISTS PATH '$.c', NESTED PATH '$.d[*]' COLUMNS (e text PATH '$' DEFAULT 'x' ON EMPTY))) AS jt;
WITH w AS (SELECT 1) MERGE INTO t USING u ON t.a = u.a WHEN NOT MATCHED BY SOURCE THEN DELETE WHEN NOT MATCHED THEN INSERT DEFAULT VALUES RETURNING t.a;
