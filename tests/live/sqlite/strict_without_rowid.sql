-- STRICT and WITHOUT ROWID, and what they do to the nullability of primary keys.
-- tags: strict, without rowid
-- only: sqlite 3.37

CREATE TABLE ordinary (code TEXT PRIMARY KEY, body TEXT);
CREATE TABLE by_key (code TEXT PRIMARY KEY, body TEXT) WITHOUT ROWID;
CREATE TABLE checked (code TEXT PRIMARY KEY, amount INT, ratio REAL, data BLOB, anything ANY) STRICT;
CREATE TABLE both (a INTEGER, b TEXT COLLATE NOCASE, c INT UNIQUE, PRIMARY KEY (b DESC, a)) STRICT, WITHOUT ROWID;
CREATE TABLE integer_key (id INTEGER PRIMARY KEY) WITHOUT ROWID;
