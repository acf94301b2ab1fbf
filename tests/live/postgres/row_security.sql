-- Row-level security and its policies.
-- tags: row-level security, policy
-- roles: live_clerk, live_auditor

CREATE TABLE letters (id integer PRIMARY KEY, owner name NOT NULL, open boolean NOT NULL);
ALTER TABLE letters ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON letters USING (owner = CURRENT_USER) WITH CHECK (owner = CURRENT_USER AND NOT open);
CREATE POLICY seen ON letters AS RESTRICTIVE FOR SELECT TO live_clerk, live_auditor USING (open);
COMMENT ON POLICY seen ON letters IS 'only what is open';

CREATE TABLE secrets (id integer PRIMARY KEY);
ALTER TABLE secrets ENABLE ROW LEVEL SECURITY;
ALTER TABLE secrets FORCE ROW LEVEL SECURITY;
CREATE TABLE prepared (id integer PRIMARY KEY);
ALTER TABLE prepared FORCE ROW LEVEL SECURITY;
CREATE POLICY adding ON secrets FOR INSERT WITH CHECK (id > 0);

-- expect
-- engine: postgres
-- schemas:
--   - name: public
-- tables:
--   - name:
--       schema: public
--       name: letters
--     kind: table
--     columns:
--       - name: id
--         type:
--           kind: int32
--         database_type: integer
--         nullable: false
--       - name: owner
--         type:
--           kind: text
--         database_type: name
--         nullable: false
--       - name: open
--         type:
--           kind: boolean
--         database_type: boolean
--         nullable: false
--     primary_key:
--       name: letters_pkey
--       columns:
--         - id
--     row_security: "on"
--     policies:
--       - name: own
--         command: all
--         roles:
--           - public
--         using: "(owner = CURRENT_USER)"
--         check: "((owner = CURRENT_USER) AND (NOT open))"
--       - name: seen
--         command: select
--         permissive: false
--         roles:
--           - live_auditor
--           - live_clerk
--         using: open
--         comment: "only what is open"
--   - name:
--       schema: public
--       name: prepared
--     kind: table
--     columns:
--       - name: id
--         type:
--           kind: int32
--         database_type: integer
--         nullable: false
--     primary_key:
--       name: prepared_pkey
--       columns:
--         - id
--     row_security: off_forced
--   - name:
--       schema: public
--       name: secrets
--     kind: table
--     columns:
--       - name: id
--         type:
--           kind: int32
--         database_type: integer
--         nullable: false
--     primary_key:
--       name: secrets_pkey
--       columns:
--         - id
--     row_security: forced
--     policies:
--       - name: adding
--         command: insert
--         roles:
--           - public
--         check: "(id > 0)"
