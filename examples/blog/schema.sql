-- A blog in two tables, for MySQL and MariaDB.

CREATE TABLE users (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  email VARCHAR(255) NOT NULL UNIQUE CHECK (email LIKE '%_@_%'),
  name VARCHAR(100) NOT NULL,
  bio TEXT COMMENT 'Markdown, shown below each post',
  created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
) COMMENT 'Who writes';

CREATE TABLE posts (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  author_id BIGINT UNSIGNED NOT NULL,
  slug VARCHAR(120) NOT NULL UNIQUE CHECK (slug REGEXP '^[a-z0-9]+(-[a-z0-9]+)*$'),
  title VARCHAR(200) NOT NULL CHECK (CHAR_LENGTH(title) > 0),
  body MEDIUMTEXT NOT NULL,
  status ENUM('draft', 'published', 'archived') NOT NULL DEFAULT 'draft',
  published_at DATETIME,
  views INT UNSIGNED NOT NULL DEFAULT 0,
  CONSTRAINT published_posts_have_a_date CHECK (status <> 'published' OR published_at IS NOT NULL),
  CONSTRAINT posts_author FOREIGN KEY (author_id) REFERENCES users (id) ON DELETE CASCADE,
  INDEX posts_by_date (status, published_at)
) COMMENT 'What is written';
