-- Indexes: order, collations, expressions, predicates.
-- tags: indexes

CREATE TABLE people (id INTEGER PRIMARY KEY, first TEXT, last TEXT COLLATE NOCASE, born DATE, data JSON);
CREATE INDEX by_name ON people (last, first DESC);
CREATE INDEX by_exact_name ON people (last COLLATE BINARY, "first" COLLATE RTRIM);
CREATE UNIQUE INDEX by_folded ON people (lower(first) || ' ' || lower(last) COLLATE NOCASE DESC, (born));
CREATE INDEX by_path ON people (json_extract(data, '$.a,b'), (id + 1) COLLATE NOCASE);
CREATE INDEX living ON people (born) WHERE born IS NOT NULL AND last <> 'WHERE';
