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
