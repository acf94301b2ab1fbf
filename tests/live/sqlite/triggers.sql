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

-- expect
-- engine: sqlite
-- schemas:
--   - name: main
-- tables:
--   - name:
--       schema: main
--       name: accounts
--     kind: table
--     columns:
--       - name: id
--         type:
--           kind: int64
--         database_type: INTEGER
--         nullable: false
--         identity:
--           kind: rowid
--       - name: balance
--         type:
--           kind: int64
--         database_type: INT
--         nullable: false
--         default:
--           sql: "0"
--           kind: literal
--           value: "0"
--       - name: changed
--         type:
--           kind: text
--         database_type: TEXT
--         nullable: true
--     primary_key:
--       columns:
--         - id
--     triggers:
--       - name: accounts_changed
--         sql: "CREATE TRIGGER accounts_changed AFTER UPDATE OF balance ON accounts FOR EACH ROW WHEN old.balance <> new.balance\nBEGIN\n  UPDATE accounts SET changed = datetime('now') WHERE id = new.id; -- a ; in a comment\nEND"
--       - name: "no; way"
--         sql: "CREATE TRIGGER \"no; way\" BEFORE DELETE ON accounts BEGIN SELECT RAISE(ABORT, 'it''s forbidden; END;'); END"
--   - name:
--       schema: main
--       name: rich
--     kind: view
--     columns:
--       - name: id
--         type:
--           kind: int64
--         database_type: INTEGER
--         nullable: true
--         base:
--           table:
--             schema: main
--             name: accounts
--           column: id
--       - name: balance
--         type:
--           kind: int64
--         database_type: INT
--         nullable: true
--         base:
--           table:
--             schema: main
--             name: accounts
--           column: balance
--     triggers:
--       - name: rich_insert
--         sql: "CREATE TRIGGER rich_insert INSTEAD OF INSERT ON rich BEGIN INSERT INTO accounts (balance) VALUES (new.balance); END"
--     definition: "SELECT id, balance FROM accounts WHERE balance > 1000"
