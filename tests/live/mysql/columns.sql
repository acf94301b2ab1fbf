-- Types as they are understood: widths and signs of integers, tinyint(1), decimals, text of all sizes, bytes, dates, bit, year, enum and set with
-- labels that need care; identity, zerofill, invisible and compressed columns, comments, character sets other than the table's.
CREATE TABLE numbers (
  id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
  yes boolean NOT NULL DEFAULT true,
  tiny tinyint, tiny_unsigned tinyint(1) unsigned, small smallint, medium mediumint unsigned, whole int, big bigint,
  padded int(5) zerofill,
  price decimal(10,2) NOT NULL DEFAULT 1.50, ratio float, exact double unsigned, old_style double(8,3),
  flags bit(8) DEFAULT b'101', one bit, founded year
) COMMENT 'numbers of every kind';
CREATE TABLE texts (
  code char(2) NOT NULL,
  name varchar(40) CHARACTER SET latin1 NOT NULL COMMENT 'in the old character set',
  exact_name varchar(40) COLLATE utf8mb4_bin,
  tiny tinytext, plain text, medium mediumtext, huge longtext,
  squeezed text COMPRESSED,
  digest binary(16), token varbinary(64), picture longblob,
  colour enum('red','it''s green','a,b','back\\slash','') NOT NULL DEFAULT 'red',
  tags set('x','y') NOT NULL DEFAULT 'x,y',
  secret int INVISIBLE
);
CREATE TABLE moments (
  born date, lunch time, precise time(3), seen datetime, exactly datetime(6), changed timestamp NULL,
  touched timestamp(3) NOT NULL DEFAULT current_timestamp(3) ON UPDATE current_timestamp(3)
);
CREATE TABLE shapes (place point REF_SYSTEM_ID=4326 NOT NULL, anything geometry, way linestring, area multipolygon, SPATIAL KEY (place));
