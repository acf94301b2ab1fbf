-- Triggers of tables and views, whole.
-- tags: triggers

CREATE TABLE accounts (id INTEGER PRIMARY KEY, balance INT NOT NULL DEFAULT 0, changed TEXT);
CREATE VIEW rich AS SELECT id, balance FROM accounts WHERE balance > 1000;
CREATE TRIGGER accounts_changed AFTER UPDATE OF balance ON accounts FOR EACH ROW WHEN old.balance <> new.balance
BEGIN
  UPDATE accounts SET changed = datetime('now') WHERE id = new.id; -- a ; in a comment
END;
CREATE TRIGGER "no; way" BEFORE DELETE ON accounts BEGIN SELECT RAISE(ABORT, 'it''s forbidden; END;'); END;
CREATE TRIGGER rich_insert INSTEAD OF INSERT ON rich BEGIN INSERT INTO accounts (balance) VALUES (new.balance); END;
