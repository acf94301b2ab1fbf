-- Views: their query, the columns they name, and where a column comes from; a column of a UNION comes from nowhere.
-- tags: views

CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INT REFERENCES customers, total DECIMAL(8, 2));
CREATE VIEW bills (bill, "who is it") AS -- what is owed
  SELECT o.id, c.name FROM orders AS o LEFT JOIN customers AS c ON c.id = o.customer; -- the end
CREATE VIEW through AS SELECT bill, upper("who is it") AS loud, 1 + 1 FROM bills;
CREATE VIEW names AS SELECT name FROM customers UNION ALL SELECT total FROM orders;
CREATE VIEW through_names AS SELECT * FROM names;
CREATE VIEW per_customer AS
  WITH sums AS (SELECT customer, sum(total) AS total FROM orders GROUP BY customer) SELECT * FROM sums WHERE total > 10;
