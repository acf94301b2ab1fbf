-- MariaDB's sequences.
CREATE SEQUENCE plain;
CREATE SEQUENCE stepping START 5 INCREMENT 2 MINVALUE 5 MAXVALUE 99 CACHE 10 CYCLE COMMENT 'odd numbers';
CREATE SEQUENCE backwards START -1 INCREMENT -1 NOCACHE;
CREATE TABLE anything (a int);

-- expect
-- engine: mariadb
-- sequences:
--   - name:
--       name: backwards
--     options:
--       start: -1
--       increment: -1
--       minimum: -9223372036854775807
--       maximum: -1
--       cache: 0
--   - name:
--       name: plain
--     options:
--       maximum: 9223372036854775806
--       cache: 1000
--   - name:
--       name: stepping
--     options:
--       start: 5
--       increment: 2
--       minimum: 5
--       maximum: 99
--       cache: 10
--       cycle: true
--     comment: "odd numbers"
-- tables:
--   - name:
--       name: anything
--     kind: table
--     columns:
--       - name: a
--         type:
--           kind: int32
--         database_type: int(11)
--         nullable: true
