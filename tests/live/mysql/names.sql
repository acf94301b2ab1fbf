-- Names and texts with quotes, backslashes, line breaks, comment marks, ${}, right-to-left letters, 64 characters and reserved words.
CREATE TABLE `it's "a" \ table */ ${x}` (
  `id` int PRIMARY KEY COMMENT 'line\nbreak */ ${y} ''q'' "d" \\ back',
  `col`` tick` varchar(10) DEFAULT 'a''b\\c"d\n',
  `naïve עברית` int,
  `select` enum('a''b','c"d','e\\f','x\ny') NOT NULL DEFAULT 'e\\f',
  `0a` int GENERATED ALWAYS AS (`naïve עברית` + 1) VIRTUAL,
  UNIQUE KEY `u'k\"` (`col`` tick`),
  CONSTRAINT `c*/k` CHECK (`col`` tick` <> '*/ ''x''\\')
);
CREATE TABLE `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa` (
  `order` int PRIMARY KEY, `table` int,
  CONSTRAINT `ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff` FOREIGN KEY (`table`) REFERENCES `it's "a" \ table */ ${x}` (id));
CREATE VIEW `v``iew` AS SELECT `col`` tick`, 'we''ird*/' AS lit FROM `it's "a" \ table */ ${x}`;
CREATE FUNCTION `f``n '*/'`(`a``b` int) RETURNS int DETERMINISTIC RETURN `a``b`;
