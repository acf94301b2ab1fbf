-- Tenants, their members and invoices: keys of several columns, views, common tables. Nothing is wrong here but what healthy.json lists.
CREATE TABLE tenants (id integer PRIMARY KEY, slug text NOT NULL UNIQUE);
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 30000) INSERT INTO tenants  SELECT n, 'tenant-' || n FROM numbers WHERE n <= 500;

CREATE TABLE users (tenant_id integer NOT NULL REFERENCES tenants (id), id integer NOT NULL, email text NOT NULL, deleted integer NOT NULL, PRIMARY KEY (tenant_id, id));
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 30000) INSERT INTO users  SELECT 1 + n % 500, n, 'user' || n || '@example.org', n % 2 FROM numbers;
CREATE INDEX users_email ON users (lower(email));

CREATE TABLE invoices (tenant_id integer NOT NULL, number integer NOT NULL, user_id integer NOT NULL, status text NOT NULL, total numeric NOT NULL, PRIMARY KEY (tenant_id, number));
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 30000) INSERT INTO invoices  SELECT 1 + n % 500, n, n, CASE WHEN n % 3 = 0 THEN 'open' ELSE 'paid' END, n % 1000 FROM numbers;
CREATE INDEX invoices_user ON invoices (tenant_id, user_id);

CREATE TABLE items (tenant_id integer NOT NULL, number integer NOT NULL, line integer NOT NULL, product_id integer NOT NULL, PRIMARY KEY (tenant_id, number, line));
INSERT INTO items SELECT tenant_id, number, 1, 1 + number % 300 FROM invoices;

CREATE TABLE products (id integer PRIMARY KEY, name text NOT NULL);
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 30000) INSERT INTO products  SELECT n, 'Product ' || n FROM numbers WHERE n <= 300;

CREATE TABLE audit (id integer PRIMARY KEY , tenant_id integer NOT NULL, what text NOT NULL, FOREIGN KEY (tenant_id) REFERENCES tenants);
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 30000) INSERT INTO audit (tenant_id, what)  SELECT 1 + n % 500, 'what' FROM numbers;

CREATE VIEW open_invoices AS SELECT i.tenant_id, i.number, i.total, u.email FROM invoices AS i JOIN users AS u ON u.tenant_id = i.tenant_id AND u.id = i.user_id WHERE i.status = 'open';

-- An index beside a key that has no name: a fault.
CREATE TABLE codes (code text NOT NULL UNIQUE, meaning text);
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 6000) INSERT INTO codes SELECT 'c' || n, 'x' FROM numbers;
CREATE INDEX codes_code ON codes (code);
