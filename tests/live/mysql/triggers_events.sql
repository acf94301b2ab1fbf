-- Triggers, whose order of firing is not that of their names; events, which are kept as unsupported.
CREATE TABLE notes (id int PRIMARY KEY, text varchar(100), changed int NOT NULL DEFAULT 0);
CREATE TRIGGER second BEFORE INSERT ON notes FOR EACH ROW SET NEW.text = trim(NEW.text);
CREATE TRIGGER first BEFORE INSERT ON notes FOR EACH ROW PRECEDES second SET NEW.text = coalesce(NEW.text, '');
CREATE TRIGGER again BEFORE INSERT ON notes FOR EACH ROW FOLLOWS first SET NEW.changed = 1;
CREATE TRIGGER counted AFTER DELETE ON notes FOR EACH ROW SET @gone = coalesce(@gone, 0) + 1;
CREATE EVENT tidy ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 03:00:00' COMMENT 'at night' DO DELETE FROM notes WHERE text = '';
CREATE EVENT now_and_then ON SCHEDULE EVERY '1:30' HOUR_MINUTE ON COMPLETION PRESERVE DISABLE DO DO 1;
CREATE EVENT once ON SCHEDULE AT '2035-06-01 00:00:00' DO DO 1;
