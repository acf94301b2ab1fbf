-- Columns of everything that relations.sql lists, and those columns of indexes that carry options for their operator class.
--
-- A default names no column: without its table, which it would have to open, the server writes it several times as fast.
SELECT a.attrelid,
       a.attnum,
       a.attname,
       a.atttypid,
       CASE WHEN a.atttypmod >= 0 THEN format_type(a.atttypid, a.atttypmod) END,  -- else the type's own words
       a.attnotnull,
       a.attidentity,
       a.attgenerated,
       pg_get_expr(d.adbin, CASE WHEN a.attgenerated <> '' THEN d.adrelid ELSE 0 END),
       a.attcollation,
       a.attislocal,
       a.attstorage,
       a.attcompression,
       a.attstattarget,
       array_to_string(a.attoptions, ', '),
       CASE WHEN a.attfdwoptions IS NOT NULL THEN
         (SELECT string_agg(quote_ident(o.option_name) || ' ' || quote_literal(o.option_value), ', ')
          FROM pg_options_to_table(a.attfdwoptions) AS o) END
FROM pg_class AS c
JOIN pg_attribute AS a ON a.attrelid = c.oid
LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE c.relnamespace = ANY ('{2200}')
  AND a.attnum > 0
  AND NOT a.attisdropped
  AND (c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')
       OR (c.relkind IN ('i', 'I') AND a.attoptions IS NOT NULL))
ORDER BY a.attrelid, a.attnum;
