-- Virtual tables with their modules; the tables in which they keep their data are hidden, and named as unsupported facts.
-- tags: virtual tables, fts5, rtree

CREATE VIRTUAL TABLE documents USING fts5(title, body, tokenize = 'porter ascii');
CREATE VIRTUAL TABLE places USING rtree(id, min_x, max_x, min_y, max_y);
CREATE TABLE documents_archive (id INTEGER PRIMARY KEY, body TEXT);
CREATE VIEW titles AS SELECT title FROM documents;
