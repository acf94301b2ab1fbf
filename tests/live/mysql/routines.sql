-- Functions and procedures: arguments of all directions, characteristics, an aggregate, a comment.
CREATE FUNCTION area(width int unsigned, height int unsigned) RETURNS bigint unsigned DETERMINISTIC NO SQL RETURN width * height;
CREATE FUNCTION greeting(who varchar(20) CHARACTER SET latin1) RETURNS varchar(40) CHARSET latin1 DETERMINISTIC RETURN concat('hello ', who);
CREATE FUNCTION dice() RETURNS int COMMENT 'it''s random' RETURN floor(1 + rand() * 6);
CREATE PROCEDURE swap(INOUT a int, INOUT b int, OUT done enum('yes','no')) MODIFIES SQL DATA SQL SECURITY INVOKER SET done = 'yes';
CREATE TABLE anything (a int);
DELIMITER //
CREATE AGGREGATE FUNCTION total(x int) RETURNS int
BEGIN
  DECLARE sum int DEFAULT 0;
  DECLARE CONTINUE HANDLER FOR NOT FOUND RETURN sum;
  LOOP FETCH GROUP NEXT ROW; SET sum = sum + x; END LOOP;
END//
DELIMITER ;

-- expect
-- engine: mariadb
-- tables:
--   - name:
--       name: anything
--     kind: table
--     columns:
--       - name: a
--         type:
--           kind: int32
--         database_type: int(11)
--         nullable: true
-- routines:
--   - name:
--       name: area
--     kind: function
--     arguments:
--       - name: width
--         type:
--           kind: uint32
--         database_type: "int(10) unsigned"
--       - name: height
--         type:
--           kind: uint32
--         database_type: "int(10) unsigned"
--     result:
--       kind: uint64
--     database_result: "bigint(20) unsigned"
--     volatility: immutable
--     language: sql
--     definition: "CREATE FUNCTION `area`(`width` int(10) unsigned, `height` int(10) unsigned) RETURNS bigint(20) unsigned DETERMINISTIC NO SQL RETURN width * height"
--   - name:
--       name: dice
--     kind: function
--     result:
--       kind: int32
--     database_result: int(11)
--     language: sql
--     definition: "CREATE FUNCTION `dice`() RETURNS int(11) COMMENT 'it''s random' RETURN floor(1 + rand() * 6)"
--     comment: "it's random"
--   - name:
--       name: greeting
--     kind: function
--     arguments:
--       - name: who
--         type:
--           kind: text
--           length: 20
--         database_type: "varchar(20) CHARACTER SET latin1 COLLATE latin1_swedish_ci"
--     result:
--       kind: text
--       length: 40
--     database_result: "varchar(40) CHARACTER SET latin1 COLLATE latin1_swedish_ci"
--     volatility: stable
--     language: sql
--     definition: "CREATE FUNCTION `greeting`(`who` varchar(20) CHARACTER SET latin1 COLLATE latin1_swedish_ci) RETURNS varchar(40) CHARACTER SET latin1 COLLATE latin1_swedish_ci DETERMINISTIC RETURN concat('hello ', who)"
--   - name:
--       name: swap
--     kind: procedure
--     arguments:
--       - name: a
--         mode: inout
--         type:
--           kind: int32
--         database_type: int(11)
--       - name: b
--         mode: inout
--         type:
--           kind: int32
--         database_type: int(11)
--       - name: done
--         mode: out
--         type:
--           kind: enum
--           values:
--             - "yes"
--             - "no"
--         database_type: "enum('yes','no')"
--     language: sql
--     definition: "CREATE PROCEDURE `swap`(INOUT `a` int(11), INOUT `b` int(11), OUT `done` enum('yes','no')) MODIFIES SQL DATA SQL SECURITY INVOKER SET done = 'yes'"
--   - name:
--       name: total
--     kind: aggregate
--     arguments:
--       - name: x
--         type:
--           kind: int32
--         database_type: int(11)
--     result:
--       kind: int32
--     database_result: int(11)
--     language: sql
--     definition: "CREATE AGGREGATE FUNCTION `total`(`x` int(11)) RETURNS int(11) BEGIN\n  DECLARE sum int DEFAULT 0;\n  DECLARE CONTINUE HANDLER FOR NOT FOUND RETURN sum;\n  LOOP FETCH GROUP NEXT ROW; SET sum = sum + x; END LOOP;\nEND"
