-- Checks of columns and of tables, with and without a name; texts with quotes and backslashes.
CREATE TABLE products (
  price decimal(8,2) NOT NULL CHECK (price > 0),
  code varchar(20) NOT NULL,
  low int, high int,
  sku varchar(9) NOT NULL UNIQUE CHECK (sku <> ''),
  CONSTRAINT span CHECK (low <= high),
  CHECK (code <> 'it''s \\ `products`.`code`')
);

-- expect
-- engine: mariadb
-- tables:
--   - name:
--       name: products
--     kind: table
--     columns:
--       - name: price
--         type:
--           kind: decimal
--           precision: 8
--           scale: 2
--         database_type: "decimal(8,2)"
--         nullable: false
--       - name: code
--         type:
--           kind: text
--           length: 20
--         database_type: varchar(20)
--         nullable: false
--       - name: low
--         type:
--           kind: int32
--         database_type: int(11)
--         nullable: true
--       - name: high
--         type:
--           kind: int32
--         database_type: int(11)
--         nullable: true
--       - name: sku
--         type:
--           kind: text
--           length: 9
--         database_type: varchar(9)
--         nullable: false
--     uniques:
--       - name: sku
--         columns:
--           - sku
--     checks:
--       - name: CONSTRAINT_1
--         sql: "`code` <> 'it\\'s \\\\ `products`.`code`'"
--       - name: price
--         sql: "`price` > 0"
--       - name: sku
--         sql: "`sku` <> ''"
--       - name: span
--         sql: "`low` <= `high`"
