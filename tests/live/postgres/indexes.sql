-- Indexes: order, expressions, predicates, operator classes, included columns, methods, options.
-- tags: index, expression, partial

CREATE DOMAIN short AS varchar(10);
CREATE TABLE books (
  id integer PRIMARY KEY,
  title text,
  isbn varchar(13),
  shelf short,
  "Year" integer,
  tags text[],
  body tsvector,
  price numeric
);
CREATE INDEX by_title ON books (title);
CREATE INDEX by_year ON books ("Year" DESC, id);
CREATE INDEX by_year_nulls ON books ("Year" DESC NULLS LAST, id NULLS FIRST, price DESC NULLS FIRST);
CREATE INDEX by_lower ON books (lower(title), ("Year" + 1) DESC, (title || isbn) text_pattern_ops);
CREATE UNIQUE INDEX cheap ON books (isbn) WHERE price < 10 AND isbn IS NOT NULL;
CREATE INDEX by_prefix ON books (title text_pattern_ops, shelf varchar_pattern_ops, isbn COLLATE "C");
CREATE INDEX covering ON books (id) INCLUDE (title, price);
CREATE INDEX by_tags ON books USING gin (tags) WITH (fastupdate = off);
CREATE INDEX by_body ON books USING gist (body tsvector_ops (siglen = 100));
CREATE INDEX by_hash ON books USING hash (isbn);
CREATE INDEX by_block ON books USING brin (id int4_minmax_multi_ops) WITH (pages_per_range = 8);
COMMENT ON INDEX by_title IS 'for the catalogue';

-- expect
-- engine: postgres
-- schemas:
--   - name: public
-- domains:
--   - name:
--       schema: public
--       name: short
--     type:
--       kind: text
--       length: 10
--     database_type: "character varying(10)"
--     nullable: true
-- tables:
--   - name:
--       schema: public
--       name: books
--     kind: table
--     columns:
--       - name: id
--         type:
--           kind: int32
--         database_type: integer
--         nullable: false
--       - name: title
--         type:
--           kind: text
--         database_type: text
--         nullable: true
--       - name: isbn
--         type:
--           kind: text
--           length: 13
--         database_type: "character varying(13)"
--         nullable: true
--       - name: shelf
--         type:
--           kind: text
--           length: 10
--           name:
--             schema: public
--             name: short
--         database_type: public.short
--         nullable: true
--       - name: Year
--         type:
--           kind: int32
--         database_type: integer
--         nullable: true
--       - name: tags
--         type:
--           kind: array
--           element:
--             - kind: text
--         database_type: "text[]"
--         nullable: true
--       - name: body
--         type:
--           kind: tsvector
--         database_type: tsvector
--         nullable: true
--       - name: price
--         type:
--           kind: decimal
--         database_type: numeric
--         nullable: true
--     primary_key:
--       name: books_pkey
--       columns:
--         - id
--     indexes:
--       - name: by_block
--         parts:
--           - column: id
--             operator_class: int4_minmax_multi_ops
--         method: brin
--         attributes:
--           options: "pages_per_range=8"
--       - name: by_body
--         parts:
--           - column: body
--             operator_class: "tsvector_ops (siglen=100)"
--         method: gist
--       - name: by_hash
--         parts:
--           - isbn
--         method: hash
--       - name: by_lower
--         parts:
--           - expression: lower(title)
--           - expression: "((\"Year\" + 1))"
--             descending: true
--           - expression: "((title || (isbn)::text))"
--             operator_class: text_pattern_ops
--       - name: by_prefix
--         parts:
--           - column: title
--             operator_class: text_pattern_ops
--           - column: shelf
--             operator_class: varchar_pattern_ops
--           - column: isbn
--             collation: "\"C\""
--       - name: by_tags
--         parts:
--           - tags
--         method: gin
--         attributes:
--           options: "fastupdate=off"
--       - name: by_title
--         parts:
--           - title
--         comment: "for the catalogue"
--       - name: by_year
--         parts:
--           - column: Year
--             descending: true
--           - id
--       - name: by_year_nulls
--         parts:
--           - column: Year
--             descending: true
--             nulls: last
--           - column: id
--             nulls: first
--           - column: price
--             descending: true
--       - name: cheap
--         parts:
--           - isbn
--         unique: true
--         predicate: "((price < (10)::numeric) AND (isbn IS NOT NULL))"
--       - name: covering
--         parts:
--           - id
--         included_columns:
--           - title
--           - price
