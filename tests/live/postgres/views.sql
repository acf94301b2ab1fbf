-- Views, materialised views with indexes, options of views, rules, and what each view needs.
-- tags: view, materialized view, rule, depends_on

CREATE TABLE customers (id integer PRIMARY KEY, name text NOT NULL, city text);
CREATE TABLE orders (id integer PRIMARY KEY, customer integer NOT NULL REFERENCES customers, total numeric NOT NULL);
CREATE FUNCTION discounted(amount numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT amount * 0.9';

CREATE VIEW a_summary AS
  SELECT c.name, o.total, discounted(o.total) AS reduced
  FROM customers AS c LEFT JOIN orders AS o ON o.customer = c.id;
CREATE VIEW "On top" AS SELECT name FROM a_summary WHERE total > 10;
CREATE VIEW berliners WITH (security_barrier = true) AS SELECT id, name, city FROM customers WHERE city = 'Berlin'
  WITH LOCAL CHECK OPTION;
COMMENT ON VIEW berliners IS 'those in Berlin';
COMMENT ON COLUMN berliners.name IS 'their names';

CREATE MATERIALIZED VIEW totals AS SELECT customer, sum(total) AS total FROM orders GROUP BY customer WITH NO DATA;
CREATE UNIQUE INDEX totals_customer ON totals (customer);

CREATE RULE keep AS ON DELETE TO customers WHERE old.id = 1 DO INSTEAD NOTHING;
