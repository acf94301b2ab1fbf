-- Triggers, whose order of firing is not that of their names; events, which are kept as unsupported.
CREATE TABLE notes (id int PRIMARY KEY, text varchar(100), changed int NOT NULL DEFAULT 0);
CREATE TRIGGER second BEFORE INSERT ON notes FOR EACH ROW SET NEW.text = trim(NEW.text);
CREATE TRIGGER first BEFORE INSERT ON notes FOR EACH ROW PRECEDES second SET NEW.text = coalesce(NEW.text, '');
CREATE TRIGGER again BEFORE INSERT ON notes FOR EACH ROW FOLLOWS first SET NEW.changed = 1;
CREATE TRIGGER counted AFTER DELETE ON notes FOR EACH ROW SET @gone = coalesce(@gone, 0) + 1;
CREATE EVENT tidy ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 03:00:00' COMMENT 'at night' DO DELETE FROM notes WHERE text = '';
CREATE EVENT now_and_then ON SCHEDULE EVERY '1:30' HOUR_MINUTE ON COMPLETION PRESERVE DISABLE DO DO 1;
CREATE EVENT once ON SCHEDULE AT '2035-06-01 00:00:00' DO DO 1;

-- expect
-- engine: mariadb
-- tables:
--   - name:
--       name: notes
--     kind: table
--     columns:
--       - name: id
--         type:
--           kind: int32
--         database_type: int(11)
--         nullable: false
--       - name: text
--         type:
--           kind: text
--           length: 100
--         database_type: varchar(100)
--         nullable: true
--       - name: changed
--         type:
--           kind: int32
--         database_type: int(11)
--         nullable: false
--         default:
--           sql: "0"
--           kind: literal
--           value: "0"
--     primary_key:
--       columns:
--         - id
--     triggers:
--       - name: again
--         sql: "CREATE TRIGGER `again` BEFORE INSERT ON `notes` FOR EACH ROW SET NEW.changed = 1"
--       - name: counted
--         sql: "CREATE TRIGGER `counted` AFTER DELETE ON `notes` FOR EACH ROW SET @gone = coalesce(@gone, 0) + 1"
--       - name: first
--         sql: "CREATE TRIGGER `first` BEFORE INSERT ON `notes` FOR EACH ROW PRECEDES `again` SET NEW.text = coalesce(NEW.text, '')"
--       - name: second
--         sql: "CREATE TRIGGER `second` BEFORE INSERT ON `notes` FOR EACH ROW SET NEW.text = trim(NEW.text)"
-- unsupported:
--   - kind: event
--     name:
--       name: now_and_then
--     sql: "CREATE EVENT `now_and_then` ON SCHEDULE EVERY '1:30' HOUR_MINUTE ON COMPLETION PRESERVE DISABLE DO DO 1"
--   - kind: event
--     name:
--       name: once
--     sql: "CREATE EVENT `once` ON SCHEDULE AT '2035-06-01 00:00:00' ON COMPLETION NOT PRESERVE DO DO 1"
--   - kind: event
--     name:
--       name: tidy
--     sql: "CREATE EVENT `tidy` ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 03:00:00' ON COMPLETION NOT PRESERVE COMMENT 'at night' DO DELETE FROM notes WHERE text = ''"
