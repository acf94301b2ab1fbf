-- What random changes begin with.
CREATE TABLE authors (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  email TEXT UNIQUE,
  age INTEGER DEFAULT 30 CHECK (age >= 0)
);
CREATE TABLE books (
  id INTEGER PRIMARY KEY,
  author_id INTEGER NOT NULL REFERENCES authors (id) ON DELETE CASCADE,
  title TEXT NOT NULL DEFAULT 'untitled',
  price NUMERIC,
  code VARCHAR(40),
  shout TEXT GENERATED ALWAYS AS (title || '!') VIRTUAL,
  CONSTRAINT priced CHECK (price IS NULL OR price > 0),
  CONSTRAINT codes UNIQUE (code, title)
);
CREATE TABLE tags (
  book_id INTEGER NOT NULL REFERENCES books (id),
  tag TEXT NOT NULL,
  weight REAL,
  PRIMARY KEY (book_id, tag)
) WITHOUT ROWID;
CREATE INDEX books_by_title ON books (title, price DESC);
CREATE UNIQUE INDEX cheap_books ON books (title) WHERE price < 5;
CREATE VIEW titles AS SELECT b.id, b.title, a.name FROM books b JOIN authors a ON a.id = b.author_id;
CREATE TRIGGER books_named AFTER INSERT ON books WHEN new.title = '' BEGIN UPDATE books SET title = 'none' WHERE id = new.id; END;
