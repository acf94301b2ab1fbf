-- Partitions by range, by list, by hash and by key, over columns and expressions; subpartitions and comments, which are kept as unsupported.
CREATE TABLE by_year (id int, day date) PARTITION BY RANGE (year(day)) (
  PARTITION old VALUES LESS THAN (2000) COMMENT 'archive', PARTITION recent VALUES LESS THAN MAXVALUE);
CREATE TABLE by_two (a int, b varchar(3)) PARTITION BY RANGE COLUMNS (a, b) (
  PARTITION p0 VALUES LESS THAN (1, 'm'), PARTITION p1 VALUES LESS THAN (MAXVALUE, MAXVALUE));
CREATE TABLE by_list (a varchar(10)) PARTITION BY LIST COLUMNS (a) (
  PARTITION known VALUES IN ('x', 'y'), PARTITION none VALUES IN (NULL), PARTITION others DEFAULT);
CREATE TABLE by_hash (a int, b int) PARTITION BY LINEAR HASH (a + b) PARTITIONS 2;
CREATE TABLE by_key (id int PRIMARY KEY) PARTITION BY KEY () PARTITIONS 2;
CREATE TABLE in_two_ways (a int, b int) PARTITION BY RANGE (a) SUBPARTITION BY HASH (b) SUBPARTITIONS 2 (
  PARTITION low VALUES LESS THAN (10), PARTITION high VALUES LESS THAN MAXVALUE);
