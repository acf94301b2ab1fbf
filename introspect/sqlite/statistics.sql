-- What ANALYZE counted; the first number of `stat` is that of the rows, or of a partial index's
-- rows. Asked only if the table is there.
SELECT tbl, max(CAST(stat AS INTEGER))
FROM main.sqlite_stat1
GROUP BY tbl;
