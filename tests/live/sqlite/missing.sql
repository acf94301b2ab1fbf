-- What names things that are not there: it is kept as it is, and told.
-- tags: unsupported, views, foreign keys

CREATE TABLE keyless (a INT, b INT);
CREATE TABLE orphans (
  a INT REFERENCES nowhere,
  b INT REFERENCES nowhere (x) ON DELETE CASCADE,
  c INT REFERENCES keyless,
  d INT REFERENCES keyless (zzz)
);
CREATE VIEW of_missing_table AS SELECT * FROM nowhere;
CREATE VIEW of_missing_function (x, y) AS SELECT no_such_function(a), b FROM keyless;
CREATE VIEW of_broken_view AS SELECT x FROM of_missing_function;
