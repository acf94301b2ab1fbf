-- The tables that tests/dumps.py fills, dumps and carries to the other engines, as MariaDB and MySQL says them.

CREATE TABLE kinds (
  id int NOT NULL PRIMARY KEY,
  title varchar(80) COLLATE utf8mb4_nopad_bin NOT NULL UNIQUE
) ENGINE=InnoDB;

CREATE TABLE things (
  id bigint NOT NULL PRIMARY KEY,
  kind int NOT NULL,
  small smallint,
  whole int DEFAULT 7,
  large bigint,
  price decimal(12,3),
  ratio double,
  active tinyint(1) NOT NULL DEFAULT 1,
  code char(4),
  word varchar(200),
  story text,
  born date,
  opens time,
  seen datetime,
  bytes blob,
  document json,
  CONSTRAINT positive CHECK (price >= 0),
  UNIQUE KEY things_by_large (large),
  KEY things_by_kind (kind, born),
  CONSTRAINT kind_of_thing FOREIGN KEY (kind) REFERENCES kinds (id) ON DELETE CASCADE
) ENGINE=InnoDB;

CREATE VIEW active_things AS SELECT id, word FROM things WHERE active;
