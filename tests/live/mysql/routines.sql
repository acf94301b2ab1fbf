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
