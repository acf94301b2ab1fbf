-- A small shop, for SQLite: the schema behind `make demo`, and a fair picture of what sqlx reads.
--
-- It has a tree (categories), a many-to-many relation (products and categories), two relations between the same two tables (orders and
-- their two addresses), a composite key that another table points to (order_items and reviews), and rules that live in the database:
-- checks, defaults, unique keys, generated columns.

PRAGMA foreign_keys = ON;

CREATE TABLE customers (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (email LIKE '%_@_%'),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  newsletter BOOLEAN NOT NULL DEFAULT FALSE,
  created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE addresses (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  label TEXT NOT NULL DEFAULT 'home',       -- what the customer calls it
  street TEXT NOT NULL,
  postal_code VARCHAR(12) NOT NULL,
  city TEXT NOT NULL,
  country CHAR(2) NOT NULL CHECK (country GLOB '[A-Z][A-Z]'),
  UNIQUE (customer_id, label)
);

CREATE TABLE categories (
  id INTEGER PRIMARY KEY,
  parent_id INTEGER REFERENCES categories (id) ON DELETE RESTRICT,  -- NULL at the top of the tree
  name TEXT NOT NULL,
  position INTEGER NOT NULL DEFAULT 0,
  UNIQUE (parent_id, name),
  CHECK (parent_id <> id)
);

CREATE TABLE products (
  id INTEGER PRIMARY KEY AUTOINCREMENT,     -- a number on an old invoice must never mean something else
  sku VARCHAR(20) NOT NULL UNIQUE,
  name TEXT NOT NULL,
  description TEXT,
  price DECIMAL(10, 2) NOT NULL CHECK (price >= 0),
  tax_rate DECIMAL(4, 3) NOT NULL DEFAULT 0.2,
  gross_price DECIMAL(10, 2) GENERATED ALWAYS AS (round(price * (1 + tax_rate), 2)) VIRTUAL,
  stock INTEGER NOT NULL DEFAULT 0 CHECK (stock >= 0),
  details JSON CHECK (details IS NULL OR json_valid(details)),
  discontinued_at TIMESTAMP
);

CREATE TABLE product_categories (
  product_id INTEGER NOT NULL REFERENCES products (id) ON DELETE CASCADE,
  category_id INTEGER NOT NULL REFERENCES categories (id) ON DELETE CASCADE,
  PRIMARY KEY (product_id, category_id)
) WITHOUT ROWID;

CREATE TABLE orders (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  shipping_address_id INTEGER NOT NULL REFERENCES addresses (id),
  billing_address_id INTEGER REFERENCES addresses (id),  -- NULL: the one it is shipped to
  status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'paid', 'shipped', 'returned', 'cancelled')),
  placed_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  shipped_at TIMESTAMP,
  CONSTRAINT shipped_after_placed CHECK (shipped_at IS NULL OR shipped_at >= placed_at)
);

CREATE TABLE order_items (
  order_id INTEGER NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  line INTEGER NOT NULL CHECK (line > 0),
  product_id INTEGER NOT NULL REFERENCES products (id),
  quantity INTEGER NOT NULL DEFAULT 1 CHECK (quantity > 0),
  unit_price DECIMAL(10, 2) NOT NULL CHECK (unit_price >= 0),  -- on that day; products.price moves on
  PRIMARY KEY (order_id, line)
);

-- Only what was bought can be reviewed, and once.
CREATE TABLE reviews (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL,
  line INTEGER NOT NULL,
  rating SMALLINT NOT NULL CHECK (rating BETWEEN 1 AND 5),
  body TEXT,
  written_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  UNIQUE (order_id, line),
  FOREIGN KEY (order_id, line) REFERENCES order_items (order_id, line) ON DELETE CASCADE
);

CREATE INDEX orders_of_customer ON orders (customer_id, placed_at DESC);
CREATE INDEX open_orders ON orders (placed_at) WHERE status = 'open';
CREATE INDEX items_of_product ON order_items (product_id);
CREATE INDEX products_by_name ON products (lower(name));

CREATE VIEW order_totals AS
SELECT o.id AS order_id, o.customer_id, o.status, o.placed_at, count(*) AS items, sum(i.quantity * i.unit_price) AS total
FROM orders AS o
JOIN order_items AS i ON i.order_id = o.id
GROUP BY o.id;
