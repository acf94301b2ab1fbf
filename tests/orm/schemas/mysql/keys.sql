-- Keys and foreign keys of every kind, circles among them, values with parts, and tables that leave nothing to say.

CREATE TABLE only_generated (id int AUTO_INCREMENT PRIMARY KEY, made datetime NOT NULL DEFAULT now(), doubled int AS (1 + 1) STORED);
CREATE TABLE only_identity (id bigint unsigned AUTO_INCREMENT PRIMARY KEY);
CREATE TABLE only_defaults (a int DEFAULT 1, b varchar(10) DEFAULT '');
CREATE TABLE counted_second (a int NOT NULL, id int AUTO_INCREMENT, UNIQUE KEY (id), PRIMARY KEY (a, id));
CREATE TABLE by_tiny (id tinyint unsigned AUTO_INCREMENT PRIMARY KEY, note text);
CREATE TABLE by_uuid (id uuid DEFAULT uuid() PRIMARY KEY, note text);
CREATE TABLE by_text (id varchar(30) PRIMARY KEY, note text);
CREATE TABLE by_moment (at datetime(6) PRIMARY KEY, stamp timestamp NOT NULL, note text);
CREATE TABLE by_day (day date, slot smallint, clock time, year year, note text, PRIMARY KEY (slot, day, clock));
CREATE TABLE by_number (id decimal(12, 3) PRIMARY KEY, note text);
CREATE TABLE by_bytes (id binary(16) PRIMARY KEY, more varbinary(20) UNIQUE, note text);
CREATE TABLE by_label (id enum('a', 'b', 'c') PRIMARY KEY, note text);
CREATE TABLE by_bits (id bit(6) PRIMARY KEY, note text);
CREATE TABLE by_float (id double PRIMARY KEY, small float, note text);
CREATE TABLE by_prefix (id int, note text, UNIQUE KEY (note(10)), UNIQUE KEY (id));
CREATE TABLE by_nullable (a int, b int, c varchar(10) NOT NULL, UNIQUE (a, b), UNIQUE (c));
CREATE TABLE by_nullable_only (a int, b int, UNIQUE (a, b));
CREATE TABLE points_at_nullable (id int PRIMARY KEY, a int, b int, FOREIGN KEY (a, b) REFERENCES by_nullable (a, b));
CREATE TABLE keyed_by_parent (parent int, kind varchar(9), UNIQUE (parent, kind), FOREIGN KEY (parent) REFERENCES points_at_nullable (id));
CREATE TABLE region (country varchar(9), code varchar(9), name varchar(9) UNIQUE, PRIMARY KEY (country, code));
CREATE TABLE city (country varchar(9) NOT NULL, region varchar(9) NOT NULL, twin_country varchar(9), twin_region varchar(9), name varchar(9), PRIMARY KEY (country, region, name),
  FOREIGN KEY (country, region) REFERENCES region (country, code), FOREIGN KEY (twin_country, twin_region) REFERENCES region (country, code));
CREATE TABLE street (country varchar(9), region varchar(9), city varchar(9), name varchar(9), PRIMARY KEY (country, region, city, name),
  FOREIGN KEY (country, region, city) REFERENCES city (country, region, name), FOREIGN KEY (country, region) REFERENCES region (country, code));
CREATE TABLE own_parent (id int PRIMARY KEY, parent int NOT NULL, FOREIGN KEY (parent) REFERENCES own_parent (id));
CREATE TABLE own_counted_parent (id int AUTO_INCREMENT PRIMARY KEY, parent int NOT NULL, FOREIGN KEY (parent) REFERENCES own_counted_parent (id));
CREATE TABLE left_hand (id int PRIMARY KEY, right_hand int NOT NULL);
CREATE TABLE right_hand (id int PRIMARY KEY, left_hand int NOT NULL, FOREIGN KEY (left_hand) REFERENCES left_hand (id));
ALTER TABLE left_hand ADD FOREIGN KEY (right_hand) REFERENCES right_hand (id);
CREATE TABLE finger (id int PRIMARY KEY, hand int NOT NULL, FOREIGN KEY (hand) REFERENCES left_hand (id));
CREATE TABLE shapes (id int PRIMARY KEY, a geometry NOT NULL, b point NOT NULL, c linestring NOT NULL, d polygon NOT NULL, e multipoint NOT NULL, f multilinestring NOT NULL,
  g multipolygon NOT NULL, h geometrycollection NOT NULL, SPATIAL INDEX (b));
CREATE TABLE others (id int PRIMARY KEY, a tinyint(1) NOT NULL, b mediumint NOT NULL, c bigint unsigned NOT NULL, d json NOT NULL, e tinyblob NOT NULL, f longtext NOT NULL, g year NOT NULL,
  h inet6 NOT NULL, i set('x', 'y') NOT NULL, j char(3) NOT NULL, k bit(1) NOT NULL, l decimal(65, 30) NOT NULL, m time(3) NOT NULL, n timestamp(2) NOT NULL DEFAULT current_timestamp(2));
CREATE TABLE checked (
  id int PRIMARY KEY, low int NOT NULL, high int NOT NULL, kind varchar(20) NOT NULL, day date, until date, total decimal(8, 2), part int,
  CHECK (low < high), CHECK (high - low <= 100), CHECK (kind IN ('a', 'b') OR total IS NOT NULL), CHECK (day < until), CHECK (part = 0 OR total / part > 1)
);
CREATE TABLE summed (id int PRIMARY KEY, a int NOT NULL, b int NOT NULL, sum int AS (a + b) STORED, name varchar(20) AS (concat('A', a)) VIRTUAL, CHECK (sum < 100));
CREATE TABLE measured (city int NOT NULL, day date NOT NULL, peak int, PRIMARY KEY (city, day)) PARTITION BY HASH (city) PARTITIONS 3;
CREATE TABLE plain_file (id int PRIMARY KEY, note text) ENGINE = MyISAM;
CREATE VIEW by_kind AS SELECT kind, count(*) AS `count` FROM checked GROUP BY kind;
