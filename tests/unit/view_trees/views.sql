-- Views whose stored trees stand in pg<version>.trees, captured by tests/capture_view_trees.py. A view's first line says what
-- introspect/postgres/view_columns.h should find for each of its columns: the base, `-` for none, and `!` where NULL is impossible.

CREATE TABLE customer (id int NOT NULL, parent int, name text NOT NULL, city text);
CREATE TABLE item (id int NOT NULL, customer int, label text NOT NULL, price bigint NOT NULL);
CREATE TABLE odd ("a b" int NOT NULL, ":resjunk" int NOT NULL, "<>" int, "x)}{(" int NOT NULL, """[" int, "back\slash" int NOT NULL);
CREATE TABLE part (id int NOT NULL, since date NOT NULL) PARTITION BY RANGE (since);
CREATE MATERIALIZED VIEW stored AS SELECT id FROM customer;

--= customer.id! customer.name! customer.city
CREATE VIEW plain AS SELECT id, name, city FROM customer ORDER BY parent;
--= odd."a b"! odd.":resjunk"! odd."<>" odd."x)}{("! odd."""[" odd."back\slash"!
CREATE VIEW odd_names AS SELECT * FROM odd;
--= part.id! -! -
CREATE VIEW partitioned AS SELECT id, since IS NULL AS open, since + 1 AS later FROM part;
--= stored.id
CREATE VIEW over_stored AS SELECT id FROM stored;
--= - customer.id!
CREATE VIEW whole_row AS SELECT c, c.id FROM customer c;
--= - -
CREATE VIEW system_columns AS SELECT ctid, tableoid FROM customer;

--= customer.id! item.id!
CREATE VIEW inner_join AS SELECT c.id, i.id AS item FROM customer c JOIN item i ON i.customer = c.id;
--= customer.id! item.id!
CREATE VIEW comma_join AS SELECT c.id, i.id AS item FROM customer c, item i;
--= customer.id! item.id
CREATE VIEW left_join AS SELECT c.id, i.id AS item FROM customer c LEFT JOIN item i ON i.customer = c.id;
--= customer.id item.id!
CREATE VIEW right_join AS SELECT c.id, i.id AS item FROM customer c RIGHT JOIN item i ON i.customer = c.id;
--= customer.id item.id
CREATE VIEW full_join AS SELECT c.id, i.id AS item FROM customer c FULL JOIN item i ON i.customer = c.id;
--= customer.id! customer.name! item.label!
CREATE VIEW using_inner AS SELECT id, name, label FROM customer JOIN item USING (id);
--= customer.id! customer.name! item.label
CREATE VIEW using_left AS SELECT id, name, label FROM customer LEFT JOIN item USING (id);
--= item.id! customer.name item.label!
CREATE VIEW using_right AS SELECT id, name, label FROM customer RIGHT JOIN item USING (id);
--= - customer.name item.label
CREATE VIEW using_full AS SELECT id, name, label FROM customer FULL JOIN item USING (id);
--= customer.id! item.id part.id
CREATE VIEW left_of_join AS
  SELECT c.id, i.id AS item, p.id AS part FROM customer c LEFT JOIN (item i JOIN part p ON p.id = i.id) ON i.customer = c.id;
--= customer.id item.id part.id!
CREATE VIEW join_then_right AS
  SELECT c.id, i.id AS item, p.id AS part FROM customer c JOIN item i ON i.customer = c.id RIGHT JOIN part p ON p.id = i.id;
--= customer.id! item.id part.id!
CREATE VIEW left_beside AS
  SELECT c.id, i.id AS item, p.id AS part FROM part p, customer c LEFT JOIN item i ON i.customer = c.id;
--= customer.id item.id part.id
CREATE VIEW right_in_left AS
  SELECT c.id, i.id AS item, p.id AS part FROM part p FULL JOIN (customer c RIGHT JOIN item i ON i.customer = c.id) ON true;
--= customer.id! customer.name! item.id
CREATE VIEW join_alias AS
  SELECT j.id, j.name, j.item FROM (customer c LEFT JOIN item i ON i.customer = c.id) AS j (id, parent, name, city, item)
    CROSS JOIN LATERAL (SELECT 1) AS one;

--= customer.id! customer.name! -! -
CREATE VIEW subquery AS
  SELECT s.* FROM (SELECT id, name, 'fixed' AS word, NULL::int AS nothing FROM customer) s;
--= item.id -
CREATE VIEW subquery_outer AS
  SELECT s.id, s.one FROM customer c LEFT JOIN (SELECT id, customer, 1 AS one FROM item) s ON s.customer = c.id;
--= customer.id! item.label! customer.name!
CREATE VIEW lateral_inner AS
  SELECT c.id, l.label, l.name FROM customer c, LATERAL (SELECT i.label, c.name FROM item i WHERE i.customer = c.id) l;
--= customer.id! item.label customer.name
CREATE VIEW lateral_left AS
  SELECT c.id, l.label, l.name FROM customer c
    LEFT JOIN LATERAL (SELECT i.label, c.name FROM item i WHERE i.customer = c.id) l ON true;
--= customer.id! -!
CREATE VIEW cte AS
  WITH big AS (SELECT id, customer FROM item), totals AS (SELECT customer, count(*) AS n FROM big GROUP BY customer)
  SELECT c.id, t.n FROM customer c JOIN totals t ON t.customer = c.id;
--= customer.id! customer.id!
CREATE VIEW cte_nested AS
  WITH a AS (SELECT id FROM customer) SELECT s.id, s.other FROM (WITH b AS (SELECT id FROM a) SELECT b.id, a.id AS other FROM b, a) s;
--= - -
CREATE VIEW cte_recursive AS
  WITH RECURSIVE up AS (SELECT id, 1 AS depth FROM customer UNION ALL SELECT c.id, up.depth + 1 FROM up JOIN customer c ON c.parent = up.id)
  SELECT id, depth FROM up;

--= -! -
CREATE VIEW union_plain AS SELECT id, id AS parent FROM customer UNION SELECT id, customer FROM item;
--= -! -
CREATE VIEW union_three AS
  SELECT id, 1::bigint AS n FROM customer UNION ALL (SELECT id, price FROM item EXCEPT SELECT id, NULL FROM part) INTERSECT SELECT 1, 2;
--= - -!
CREATE VIEW union_of_types AS SELECT id, name FROM customer UNION ALL SELECT price, label FROM item;
--= -! -
CREATE VIEW union_in_cte AS
  WITH ids AS (SELECT id FROM customer UNION ALL SELECT id FROM item) SELECT i.id, j.id AS other FROM ids i LEFT JOIN ids j ON j.id > i.id;

--= customer.name! -! - -!
CREATE VIEW grouped AS SELECT name, count(parent) AS n, max(id) AS latest, count(*) FILTER (WHERE id > 1) AS m FROM customer GROUP BY name;
--= customer.name - -! -!
CREATE VIEW grouping_sets AS
  SELECT name, 'x'::text AS word, count(*) AS n, grouping(name) AS level FROM customer GROUP BY GROUPING SETS ((name, 2), ());
--= customer.name -!
CREATE VIEW over_rollup AS SELECT s.name, s.n FROM (SELECT name, city, count(*) AS n FROM customer GROUP BY ROLLUP (name, city)) s;
--= customer.id! -! -! -
CREATE VIEW windows AS
  SELECT id, row_number() OVER w AS r, count(*) OVER w AS n, lag(id) OVER w AS before FROM customer WINDOW w AS (ORDER BY id);
--= customer.name! customer.id!
CREATE VIEW distinct_on AS SELECT DISTINCT ON (name) name, id FROM customer ORDER BY name, city LIMIT 5;

--= -! -! - -!
CREATE VIEW fallbacks AS
  SELECT coalesce(city, 'none') AS a, coalesce(city, name) AS b, coalesce(city, parent::text) AS c, greatest(parent, id) AS d FROM customer;
--= -! - - -!
CREATE VIEW cases AS
  SELECT CASE WHEN parent IS NULL THEN name ELSE 'child' END AS a, CASE WHEN parent IS NULL THEN name END AS b,
         CASE parent WHEN 1 THEN city ELSE name END AS c, CASE id WHEN 1 THEN 'one' WHEN 2 THEN 'two' ELSE name END AS d
  FROM customer;
--= -! -! -! -! - -
CREATE VIEW tests AS
  SELECT city IS NULL AS a, (parent > 1) IS TRUE AS b, EXISTS (SELECT FROM item) AS c, ARRAY(SELECT id FROM item) AS d,
         (SELECT id FROM item LIMIT 1) AS e, id IN (SELECT customer FROM item) AS f
  FROM customer;
--= -! - -! -
CREATE VIEW booleans AS
  SELECT city IS NULL AND parent IS NULL AS a, city IS NULL OR parent > 1 AS b, NOT (city IS NULL) AS c, nullif(id, 1) AS d FROM customer;
--= - - - customer.name!
CREATE VIEW functions AS
  SELECT g.n, v.x, generate_series(1, c.parent) AS s, c.name FROM customer c, generate_series(1, 3) AS g (n), (VALUES (1), (NULL)) AS v (x);

--= customer.id! item.id customer.city
CREATE VIEW over_views AS SELECT p.id, l.item, p.city FROM plain p JOIN left_join l ON l.id = p.id;
--= customer.id customer.id! -!
CREATE VIEW over_over_views AS
  SELECT o.id, p.id AS other, coalesce(o.item, p.id) AS either FROM plain p LEFT JOIN over_views o ON o.id = p.id;
--= - -
CREATE VIEW over_computed AS SELECT n, latest FROM grouped WHERE false UNION ALL SELECT NULL, 1;
--= - -! -
CREATE VIEW over_grouped AS SELECT g.latest, g.n, h.n AS other FROM grouped g LEFT JOIN grouped h ON h.name > g.name;
--= customer.id! customer.name!
CREATE VIEW renamed AS SELECT id, name FROM customer;
ALTER VIEW renamed RENAME COLUMN id TO swap;
ALTER VIEW renamed RENAME COLUMN name TO id;
ALTER VIEW renamed RENAME COLUMN swap TO name;
--= customer.name! customer.id!
CREATE VIEW over_renamed AS SELECT id, name FROM renamed;
