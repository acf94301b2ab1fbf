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

-- expect
-- engine: mariadb
-- tables:
--   - name:
--       name: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
--     kind: table
--     columns:
--       - name: order
--         type:
--           kind: int32
--         database_type: int(11)
--         nullable: false
--       - name: table
--         type:
--           kind: int32
--         database_type: int(11)
--         nullable: true
--     primary_key:
--       columns:
--         - order
--     foreign_keys:
--       - name: ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff
--         columns:
--           - table
--         references:
--           name: "it's \"a\" \\ table */ ${x}"
--         referenced_columns:
--           - id
--         on_delete: restrict
--         on_update: restrict
--     indexes:
--       - name: ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff
--         parts:
--           - table
--   - name:
--       name: "it's \"a\" \\ table */ ${x}"
--     kind: table
--     columns:
--       - name: id
--         type:
--           kind: int32
--         database_type: int(11)
--         nullable: false
--         comment: "line\nbreak */ ${y} 'q' \"d\" \\ back"
--       - name: "col` tick"
--         type:
--           kind: text
--           length: 10
--         database_type: varchar(10)
--         nullable: true
--         default:
--           sql: "'a''b\\\\c\"d\\n'"
--           kind: literal
--           value: "a'b\\c\"d\n"
--       - name: "naïve עברית"
--         type:
--           kind: int32
--         database_type: int(11)
--         nullable: true
--       - name: select
--         type:
--           kind: enum
--           values:
--             - "a'b"
--             - "c\"d"
--             - "e\\f"
--             - "x\ny"
--         database_type: "enum('a''b','c\"d','e\\\\f','x\\ny')"
--         nullable: false
--         default:
--           sql: "'e\\\\f'"
--           kind: literal
--           value: "e\\f"
--       - name: "0a"
--         type:
--           kind: int32
--         database_type: int(11)
--         nullable: true
--         generated:
--           sql: "`naïve עברית` + 1"
--           stored: false
--     primary_key:
--       columns:
--         - id
--     uniques:
--       - name: "u'k\\\""
--         columns:
--           - "col` tick"
--     checks:
--       - name: "c*/k"
--         sql: "`col`` tick` <> '*/ \\'x\\'\\\\'"
--   - name:
--       name: "v`iew"
--     kind: view
--     columns:
--       - name: "col` tick"
--         type:
--           kind: text
--           length: 10
--         database_type: varchar(10)
--         nullable: true
--       - name: lit
--         type:
--           kind: text
--           length: 8
--         database_type: varchar(8)
--         nullable: false
--     definition: "select `it's \"a\" \\ table */ ${x}`.`col`` tick` AS `col`` tick`,'we\\'ird*/' AS `lit` from `it's \"a\" \\ table */ ${x}`"
--     depends_on:
--       - "\"it's \"\"a\"\" \\ table */ ${x}\""
-- routines:
--   - name:
--       name: "f`n '*/'"
--     kind: function
--     arguments:
--       - name: "a`b"
--         type:
--           kind: int32
--         database_type: int(11)
--     result:
--       kind: int32
--     database_result: int(11)
--     volatility: stable
--     language: sql
--     definition: "CREATE FUNCTION `f``n '*/'`(`a``b` int(11)) RETURNS int(11) DETERMINISTIC RETURN `a``b`"
