-- Tables in which virtual tables keep what they hold. Needs SQLite 3.37.
SELECT name
FROM pragma_table_list
WHERE schema = 'main' AND type = 'shadow';
