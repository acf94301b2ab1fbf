-- Tenants, their members, invoices and events: keys of several columns, partial and expression indexes, partitions, views. Nothing is wrong here but what
-- healthy.json lists.
CREATE TABLE tenants (id integer PRIMARY KEY, slug text NOT NULL UNIQUE, plan text NOT NULL);
INSERT INTO tenants SELECT n, 'tenant-' || n, (ARRAY['free', 'pro'])[1 + n % 2] FROM generate_series(1, 500) AS n;

CREATE TABLE users (
  tenant_id integer NOT NULL REFERENCES tenants,
  id integer NOT NULL,
  email text NOT NULL,
  last_seen timestamptz,
  deleted_at timestamptz,
  PRIMARY KEY (tenant_id, id)
);
INSERT INTO users SELECT 1 + n % 500, n, 'user' || n || '@example.org', now() - n * interval '1 minute', CASE WHEN n % 50 = 0 THEN now() END FROM generate_series(1, 50000) AS n;
CREATE UNIQUE INDEX users_email ON users (lower(email)) WHERE deleted_at IS NULL;
CREATE INDEX users_last_seen ON users (tenant_id, last_seen DESC NULLS LAST);

CREATE TABLE invoices (
  tenant_id integer NOT NULL,
  number integer NOT NULL,
  user_id integer NOT NULL,
  status text NOT NULL,
  total numeric(10, 2) NOT NULL,
  due date NOT NULL,
  PRIMARY KEY (tenant_id, number),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users
);
INSERT INTO invoices SELECT 1 + n % 500, n, 1 + (n % 500) + 500 * ((n / 500) % 100) - 1 + CASE WHEN n % 500 = 0 THEN 500 ELSE 0 END, CASE WHEN n % 100 = 0 THEN 'open' ELSE 'paid' END, n % 1000, date '2020-01-01' + n % 1500
FROM generate_series(1, 100000) AS n
WHERE EXISTS (SELECT FROM users WHERE tenant_id = 1 + n % 500 AND id = 1 + (n % 500) + 500 * ((n / 500) % 100) - 1 + CASE WHEN n % 500 = 0 THEN 500 ELSE 0 END);
CREATE INDEX invoices_user ON invoices (tenant_id, user_id);
CREATE INDEX invoices_open ON invoices (due) WHERE status = 'open';

CREATE TABLE items (tenant_id integer NOT NULL, number integer NOT NULL, line integer NOT NULL, product_id integer NOT NULL, PRIMARY KEY (tenant_id, number, line),
  FOREIGN KEY (tenant_id, number) REFERENCES invoices ON DELETE CASCADE);
INSERT INTO items SELECT tenant_id, number, line, 1 + (number + line) % 300 FROM invoices CROSS JOIN generate_series(1, 2) AS line;

CREATE TABLE products (id integer PRIMARY KEY, name text NOT NULL);
INSERT INTO products SELECT n, 'Product ' || n FROM generate_series(1, 300) AS n;

CREATE TABLE events (at timestamptz NOT NULL, tenant_id integer NOT NULL, kind text NOT NULL, payload jsonb) PARTITION BY RANGE (at);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE INDEX events_at ON events (at);
INSERT INTO events SELECT timestamptz '2024-01-01' + n * interval '20 minutes', 1 + n % 500, 'kind' || n % 5, '{}' FROM generate_series(1, 50000) AS n;

-- No index on the member's tenant, and tenants are deleted: a fault.
CREATE TABLE audit (id bigserial PRIMARY KEY, tenant_id integer NOT NULL REFERENCES tenants, what text NOT NULL);
INSERT INTO audit (tenant_id, what) SELECT 1 + n % 500, 'what' FROM generate_series(1, 20000) AS n;

CREATE VIEW open_invoices AS SELECT i.tenant_id, i.number, i.total, u.email FROM invoices AS i JOIN users AS u ON u.tenant_id = i.tenant_id AND u.id = i.user_id WHERE i.status = 'open';
CREATE TABLE tags (name text PRIMARY KEY, weight integer NOT NULL);
CREATE INDEX tags_weight ON tags (weight);
CREATE INDEX tags_weight_name ON tags (weight, name);  -- the beginning of one another, of a table that is empty

ANALYZE;
