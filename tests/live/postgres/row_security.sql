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
CREATE POLICY adding ON secrets FOR INSERT WITH CHECK (id > 0);
