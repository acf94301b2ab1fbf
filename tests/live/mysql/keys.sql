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

-- expect
-- engine: mariadb
-- tables:
--   - name:
--       name: documents
--     kind: table
--     columns:
--       - name: path
--         type:
--           kind: text
--           length: 300
--         database_type: varchar(300)
--         nullable: false
--       - name: title
--         type:
--           kind: text
--           length: 100
--         database_type: varchar(100)
--         nullable: false
--       - name: body
--         type:
--           kind: text
--         database_type: text
--         nullable: true
--       - name: rank
--         type:
--           kind: int32
--         database_type: int(11)
--         nullable: false
--       - name: place
--         type:
--           kind: geometry
--         database_type: point
--         nullable: false
--       - name: owner
--         type:
--           kind: int32
--         database_type: int(11)
--         nullable: true
--     primary_key:
--       columns:
--         - column: path
--           prefix_length: 100
--         - rank
--     uniques:
--       - name: by_start
--         columns:
--           - column: body
--             prefix_length: 20
--       - name: by_title
--         columns:
--           - title
--           - rank
--       - name: whole_body
--         columns:
--           - body
--         attributes:
--           options: "USING HASH"
--     indexes:
--       - name: newest
--         parts:
--           - column: rank
--             descending: true
--           - title
--         comment: "for the front page"
--       - name: place
--         parts:
--           - place
--         method: spatial
--       - name: unused
--         parts:
--           - owner
--         attributes:
--           invisible: "true"
--       - name: words
--         parts:
--           - title
--           - body
--         method: fulltext
--   - name:
--       name: lookups
--     kind: table
--     columns:
--       - name: id
--         type:
--           kind: int32
--         database_type: int(11)
--         nullable: false
--       - name: word
--         type:
--           kind: char
--           length: 10
--         database_type: char(10)
--         nullable: true
--     primary_key:
--       columns:
--         - id
--       attributes:
--         options: "USING HASH"
--     indexes:
--       - name: hashed
--         parts:
--           - word
--         method: hash
--     attributes:
--       engine: MEMORY
--   - name:
--       name: no_key
--     kind: table
--     columns:
--       - name: a
--         type:
--           kind: int32
--         database_type: int(11)
--         nullable: true
--       - name: b
--         type:
--           kind: int32
--         database_type: int(11)
--         nullable: true
