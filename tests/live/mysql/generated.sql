-- Generated columns, virtual and stored, and keys over them; texts that look like a qualified name stay as they are.
CREATE TABLE invoices (
  net decimal(10,2) NOT NULL,
  gross decimal(10,2) GENERATED ALWAYS AS (net * 1.19) VIRTUAL,
  label varchar(60) AS (concat('net: ', net, ' `a`.`b`')) STORED,
  KEY by_gross (gross), UNIQUE KEY by_label (label)
);

-- expect
-- engine: mariadb
-- tables:
--   - name:
--       name: invoices
--     kind: table
--     columns:
--       - name: net
--         type:
--           kind: decimal
--           precision: 10
--           scale: 2
--         database_type: "decimal(10,2)"
--         nullable: false
--       - name: gross
--         type:
--           kind: decimal
--           precision: 10
--           scale: 2
--         database_type: "decimal(10,2)"
--         nullable: true
--         generated:
--           sql: "`net` * 1.19"
--           stored: false
--       - name: label
--         type:
--           kind: text
--           length: 60
--         database_type: varchar(60)
--         nullable: true
--         generated:
--           sql: "concat('net: ',`net`,' `a`.`b`')"
--           stored: true
--     uniques:
--       - name: by_label
--         columns:
--           - label
--     indexes:
--       - name: by_gross
--         parts:
--           - gross
