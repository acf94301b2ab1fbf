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

-- expect
-- engine: postgres
-- schemas:
--   - name: public
-- tables:
--   - name:
--       schema: public
--       name: accounts
--     kind: table
--     columns:
--       - name: tenant
--         type:
--           kind: int32
--         database_type: integer
--         nullable: false
--       - name: id
--         type:
--           kind: int32
--         database_type: integer
--         nullable: false
--       - name: parent
--         type:
--           kind: int32
--         database_type: integer
--         nullable: true
--       - name: email
--         type:
--           kind: text
--         database_type: text
--         nullable: true
--     primary_key:
--       name: accounts_pkey
--       columns:
--         - tenant
--         - id
--     uniques:
--       - name: accounts_email_key
--         columns:
--           - email
--         nulls_not_distinct: true
--     foreign_keys:
--       - name: accounts_tenant_fkey
--         columns:
--           - tenant
--         references:
--           schema: public
--           name: tenants
--         referenced_columns:
--           - id
--       - name: accounts_tenant_parent_fkey
--         columns:
--           - tenant
--           - parent
--         references:
--           schema: public
--           name: accounts
--         referenced_columns:
--           - tenant
--           - id
--         on_delete: set_null
--         on_delete_columns:
--           - parent
--     indexes:
--       - name: one_parent
--         parts:
--           - parent
--         unique: true
--         nulls_not_distinct: true
--   - name:
--       schema: public
--       name: own_rights
--     kind: view
--     columns:
--       - name: id
--         type:
--           kind: int32
--         database_type: integer
--         nullable: false
--         base:
--           table:
--             schema: public
--             name: accounts
--           column: id
--       - name: email
--         type:
--           kind: text
--         database_type: text
--         nullable: true
--         base:
--           table:
--             schema: public
--             name: accounts
--           column: email
--     definition: "SELECT accounts.id,\n    accounts.email\n   FROM public.accounts"
--     depends_on:
--       - "\"public\".\"accounts\""
--     attributes:
--       options: "security_invoker=true"
--   - name:
--       schema: public
--       name: tenants
--     kind: table
--     columns:
--       - name: id
--         type:
--           kind: int32
--         database_type: integer
--         nullable: false
--     primary_key:
--       name: tenants_pkey
--       columns:
--         - id
