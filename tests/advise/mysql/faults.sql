-- A shop with 200,000 orders, and with eleven faults: tests/advise.py.
/*M!100201 SET max_recursive_iterations = 1000000 */;
/*!80003 SET cte_max_recursion_depth = 1000000 */;

CREATE TABLE customers (
  id bigint PRIMARY KEY,
  email varchar(100) NOT NULL,
  name varchar(60) NOT NULL,
  code varchar(20) NOT NULL,
  country char(2) NOT NULL,
  active tinyint(1) NOT NULL,
  created_at datetime NOT NULL,
  KEY customers_created_at_idx (created_at),
  KEY customers_email_idx (email),
  KEY customers_code_idx (code),
  KEY customers_name_idx (name),
  KEY customers_name_two (name)                                    -- fault: the same as the one before
);
INSERT INTO customers
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 50000)
SELECT n, CONCAT('User', n, '@Example.org'), CONCAT('Name ', (n * 7919) % 25000), n, ELT(1 + n % 4, 'de', 'fr', 'us', 'jp'), n % 10 <> 0,
       '2020-01-01' + INTERVAL n * 15 MINUTE
FROM numbers;

-- Without a foreign key, which would bring an index.
CREATE TABLE orders (
  id bigint PRIMARY KEY,
  customer_id bigint NOT NULL,                                     -- fault: no index
  status varchar(10) NOT NULL,
  reference varchar(20) NOT NULL,                                  -- fault: no index
  total decimal(10, 2) NOT NULL,
  placed_at datetime NOT NULL,                                     -- fault: no index, and sorted by
  note text
);
INSERT INTO orders
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 200000)
SELECT n, 1 + (n * 7919) % 50000, ELT(1 + n % 4, 'new', 'paid', 'sent', 'done'), CONCAT('R', n), n % 1000, '2020-01-01' + INTERVAL n MINUTE, 'note'
FROM numbers;

CREATE TABLE articles (
  id bigint PRIMARY KEY,
  title varchar(100) NOT NULL,
  body mediumtext NOT NULL,
  author_id bigint NOT NULL,
  FOREIGN KEY (author_id) REFERENCES customers (id)
);
INSERT INTO articles
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 6000)
SELECT n, CONCAT('Title ', n), REPEAT(MD5(n), 100), n FROM numbers;

-- Small, and read from end to end: no fault.
CREATE TABLE settings (name varchar(40) NOT NULL, value text NOT NULL);
INSERT INTO settings
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 200)
SELECT CONCAT('name', n), 'value' FROM numbers;

ANALYZE TABLE customers, orders, articles, settings;
