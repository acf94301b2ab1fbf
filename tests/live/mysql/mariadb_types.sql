-- What MariaDB has besides: JSON, which is a long text with a check, uuid, inet4 and inet6.
CREATE TABLE devices (
  id uuid NOT NULL DEFAULT uuid() PRIMARY KEY,
  address inet4,
  address6 inet6 NOT NULL,
  settings json NOT NULL DEFAULT json_object(),
  notes longtext CHECK (json_valid(notes) OR notes = ''),
  plain longtext
);

-- expect
-- engine: mariadb
-- tables:
--   - name:
--       name: devices
--     kind: table
--     columns:
--       - name: id
--         type:
--           kind: uuid
--         database_type: uuid
--         nullable: false
--         default:
--           sql: uuid()
--           kind: uuid
--       - name: address
--         type:
--           kind: inet
--         database_type: inet4
--         nullable: true
--       - name: address6
--         type:
--           kind: inet
--         database_type: inet6
--         nullable: false
--       - name: settings
--         type:
--           kind: json
--         database_type: longtext
--         nullable: false
--         default:
--           sql: json_object()
--           kind: expression
--         collation: utf8mb4_bin
--       - name: notes
--         type:
--           kind: text
--         database_type: longtext
--         nullable: true
--       - name: plain
--         type:
--           kind: text
--         database_type: longtext
--         nullable: true
--     primary_key:
--       columns:
--         - id
--     checks:
--       - name: notes
--         sql: "json_valid(`notes`) or `notes` = ''"
--       - name: settings
--         sql: "json_valid(`settings`)"
