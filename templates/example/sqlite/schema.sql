-- A reading group: who read which book, and what they thought of it.

PRAGMA foreign_keys = ON;

CREATE TABLE members (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL UNIQUE CHECK (email LIKE '%_@_%'),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  joined_on DATE NOT NULL DEFAULT CURRENT_DATE
);

CREATE TABLE authors (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  born INTEGER CHECK (born BETWEEN -3000 AND 2100)
);

CREATE TABLE books (
  id INTEGER PRIMARY KEY,
  author_id INTEGER NOT NULL REFERENCES authors (id),
  title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  language TEXT NOT NULL DEFAULT 'en' CHECK (language IN ('de', 'en', 'es', 'fr', 'other')),
  pages INTEGER CHECK (pages > 0),
  published BOOLEAN NOT NULL DEFAULT TRUE
);

CREATE INDEX books_author ON books (author_id);

CREATE TABLE reviews (
  book_id INTEGER NOT NULL REFERENCES books (id) ON DELETE CASCADE,
  member_id INTEGER NOT NULL REFERENCES members (id) ON DELETE CASCADE,
  rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 5),
  body TEXT,
  created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (book_id, member_id)
);

CREATE VIEW book_ratings AS
SELECT b.id, b.title, count(r.rating) AS reviews, avg(r.rating) AS average
FROM books b LEFT JOIN reviews r ON r.book_id = b.id
GROUP BY b.id, b.title;
