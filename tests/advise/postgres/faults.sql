-- A shop with a million orders, and with ten faults: tests/advise.py.
CREATE TABLE customers (
  id bigint PRIMARY KEY,
  email text NOT NULL,
  name text NOT NULL,
  country char(2) NOT NULL,
  active boolean NOT NULL,
  created_at timestamp NOT NULL
);
INSERT INTO customers
SELECT n, 'User' || n || '@Example.org', 'Name ' || (n * 7919) % 50000, (ARRAY['de', 'fr', 'us', 'jp'])[1 + n % 4], n % 10 <> 0,
       timestamp '2020-01-01' + n * interval '15 minutes'
FROM generate_series(1, 100000) AS n;
CREATE INDEX customers_created_at_idx ON customers (created_at);
CREATE INDEX customers_name_idx ON customers (name);
CREATE INDEX customers_name_two ON customers (name);               -- fault: the same as the one before

CREATE TABLE orders (
  id bigint PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers,                -- fault: no index
  status text NOT NULL,
  reference varchar(20) NOT NULL,                                  -- fault: no index
  total numeric(10, 2) NOT NULL,
  placed_at timestamp NOT NULL,                                    -- fault: no index, and sorted by
  note text
);
INSERT INTO orders
SELECT n, 1 + (n * 7919::bigint) % 100000, (ARRAY['new', 'paid', 'sent', 'done'])[1 + n % 4], 'R' || n, n % 1000,
       timestamp '2020-01-01' + n * interval '1 minute', 'note'
FROM generate_series(1, 1000000) AS n;
CREATE INDEX orders_total_idx ON orders (total);                   -- fault: never used

CREATE TABLE articles (
  id integer PRIMARY KEY,
  title text NOT NULL,
  body text NOT NULL,
  author_id bigint NOT NULL REFERENCES customers
);
INSERT INTO articles
SELECT n, 'Title ' || n || ' ' || md5(n::text), (SELECT string_agg(md5((n * 100 + m)::text), '') FROM generate_series(1, 100) AS m), n
FROM generate_series(1, 20000) AS n;
CREATE INDEX articles_author_idx ON articles (author_id);

-- Small, and read from end to end: no fault.
CREATE TABLE settings (name text NOT NULL, value text NOT NULL);
INSERT INTO settings SELECT 'name' || n, 'value' FROM generate_series(1, 200) AS n;

ANALYZE;
-- Somebody uses the database.
SELECT count(*) FROM customers WHERE id = 5;
SELECT count(*) FROM orders WHERE id = 5;
SELECT count(*) FROM customers WHERE created_at = '2020-01-02';
SELECT count(*) FROM customers WHERE name = 'Name 77';
