-- What keys and indexes can say from PostgreSQL 15 on.
-- tags: unique, nulls not distinct, foreign key
-- only: postgres 15

CREATE TABLE tenants (id integer PRIMARY KEY);
CREATE TABLE accounts (
  tenant integer REFERENCES tenants,
  id integer,
  parent integer,
  email text UNIQUE NULLS NOT DISTINCT,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, parent) REFERENCES accounts (tenant, id) ON DELETE SET NULL (parent)
);
CREATE UNIQUE INDEX one_parent ON accounts (parent) NULLS NOT DISTINCT;
CREATE VIEW own_rights WITH (security_invoker = true) AS SELECT id, email FROM accounts;
