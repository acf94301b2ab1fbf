-- What random changes begin with.
CREATE TABLE authors (
  id int AUTO_INCREMENT PRIMARY KEY,
  name varchar(40) NOT NULL COMMENT 'as on the cover',
  email varchar(40) UNIQUE,
  age int DEFAULT 30 CHECK (age >= 0)
) COMMENT = 'who writes';
CREATE TABLE books (
  id bigint NOT NULL PRIMARY KEY,
  author_id int NOT NULL,
  title varchar(40) NOT NULL DEFAULT 'untitled',
  price decimal(10,2),
  kind enum('novel','poem') NOT NULL DEFAULT 'novel',
  changed timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  shout varchar(60) GENERATED ALWAYS AS (concat(title, '!')) STORED,
  CONSTRAINT priced CHECK (price > 0),
  UNIQUE KEY codes (title, price),
  KEY by_author (author_id),
  CONSTRAINT written_by FOREIGN KEY (author_id) REFERENCES authors (id) ON DELETE CASCADE
);
CREATE TABLE tags (
  book_id bigint NOT NULL,
  tag varchar(40) NOT NULL,
  weight double,
  PRIMARY KEY (book_id, tag),
  CONSTRAINT tag_of FOREIGN KEY (book_id) REFERENCES books (id)
);
CREATE INDEX books_by_title ON books (title, price);
CREATE VIEW titles AS SELECT b.id, b.title, a.name FROM books b JOIN authors a ON a.id = b.author_id;
CREATE TRIGGER books_named BEFORE INSERT ON books FOR EACH ROW SET new.title = trim(new.title);
