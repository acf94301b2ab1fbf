-- Primary keys with a prefix, unique constraints and unique indexes (over a prefix), descending parts, full-text, spatial and hash indexes, ignored ones,
-- comments, indexes that the server makes for a foreign key.
CREATE TABLE documents (
  path varchar(300) NOT NULL,
  title varchar(100) NOT NULL,
  body text,
  rank int NOT NULL,
  place point NOT NULL,
  owner int,
  PRIMARY KEY (path(100), rank),
  UNIQUE KEY by_title (title, rank),
  UNIQUE KEY by_start (body(20)),
  UNIQUE KEY whole_body (body),
  KEY newest (rank DESC, title) COMMENT 'for the front page',
  KEY unused (owner) IGNORED,
  FULLTEXT KEY words (title, body),
  SPATIAL KEY place (place)
);
CREATE TABLE lookups (id int PRIMARY KEY, word char(10), KEY hashed (word) USING HASH) ENGINE=MEMORY;
CREATE TABLE no_key (a int, b int);
