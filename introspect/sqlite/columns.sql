-- Columns, generated and hidden ones among them. `hidden` is 1 for a virtual table's hidden column,
-- 2 for a virtual generated column, 3 for a stored one; `pk` counts the columns of the primary key
-- from 1.
--
-- The pragma fails on a virtual table without its module, and the whole question with it:
-- sqlx_readable, a function of ours, says which names it may be asked about. CROSS JOIN keeps the
-- order of the two. Views are described without a question.
SELECT object.name, info.name, info.type, info."notnull", info.dflt_value, info.pk, info.hidden
FROM main.sqlite_schema AS object
CROSS JOIN pragma_table_xinfo(object.name, 'main') AS info
WHERE object.type = 'table' AND sqlx_readable(object.name)
ORDER BY object.rowid, info.cid;
