-- Defaults: literals of every kind, NULL and the word 'NULL', escapes, the clock, expressions, a sequence's next value.
CREATE SEQUENCE ticket START 100;
CREATE TABLE defaults (
  nothing int,
  null_said int DEFAULT NULL,
  null_word varchar(10) DEFAULT 'NULL',
  empty varchar(10) NOT NULL DEFAULT '',
  zero int NOT NULL DEFAULT 0,
  negative int DEFAULT -5,
  money decimal(6,2) DEFAULT 0.00,
  tricky varchar(40) DEFAULT 'it''s \\ "a"\nline',
  day date DEFAULT '2020-01-31',
  moment datetime DEFAULT now(),
  expression int DEFAULT (1 + 2),
  concatenated varchar(40) DEFAULT concat('a','b'),
  long_text text DEFAULT 'hello',
  number int DEFAULT nextval(ticket),
  bits bit(3) DEFAULT b'011'
);

-- expect
-- engine: mariadb
-- sequences:
--   - name:
--       name: ticket
--     options:
--       start: 100
--       maximum: 9223372036854775806
--       cache: 1000
-- tables:
--   - name:
--       name: defaults
--     kind: table
--     columns:
--       - name: nothing
--         type:
--           kind: int32
--         database_type: int(11)
--         nullable: true
--       - name: null_said
--         type:
--           kind: int32
--         database_type: int(11)
--         nullable: true
--       - name: null_word
--         type:
--           kind: text
--           length: 10
--         database_type: varchar(10)
--         nullable: true
--         default:
--           sql: "'NULL'"
--           kind: literal
--           value: "NULL"
--       - name: empty
--         type:
--           kind: text
--           length: 10
--         database_type: varchar(10)
--         nullable: false
--         default:
--           sql: "''"
--           kind: literal
--       - name: zero
--         type:
--           kind: int32
--         database_type: int(11)
--         nullable: false
--         default:
--           sql: "0"
--           kind: literal
--           value: "0"
--       - name: negative
--         type:
--           kind: int32
--         database_type: int(11)
--         nullable: true
--         default:
--           sql: "-5"
--           kind: literal
--           value: "-5"
--       - name: money
--         type:
--           kind: decimal
--           precision: 6
--           scale: 2
--         database_type: "decimal(6,2)"
--         nullable: true
--         default:
--           sql: "0.00"
--           kind: literal
--           value: "0.00"
--       - name: tricky
--         type:
--           kind: text
--           length: 40
--         database_type: varchar(40)
--         nullable: true
--         default:
--           sql: "'it''s \\\\ \"a\"\\nline'"
--           kind: literal
--           value: "it's \\ \"a\"\nline"
--       - name: day
--         type:
--           kind: date
--         database_type: date
--         nullable: true
--         default:
--           sql: "'2020-01-31'"
--           kind: literal
--           value: "2020-01-31"
--       - name: moment
--         type:
--           kind: timestamp
--         database_type: datetime
--         nullable: true
--         default:
--           sql: current_timestamp()
--           kind: now
--       - name: expression
--         type:
--           kind: int32
--         database_type: int(11)
--         nullable: true
--         default:
--           sql: "(1 + 2)"
--           kind: expression
--       - name: concatenated
--         type:
--           kind: text
--           length: 40
--         database_type: varchar(40)
--         nullable: true
--         default:
--           sql: "concat('a','b')"
--           kind: expression
--       - name: long_text
--         type:
--           kind: text
--         database_type: text
--         nullable: true
--         default:
--           sql: "'hello'"
--           kind: literal
--           value: hello
--       - name: number
--         type:
--           kind: int32
--         database_type: int(11)
--         nullable: true
--         default:
--           sql: "nextval(`ticket`)"
--           kind: sequence
--       - name: bits
--         type:
--           kind: bit
--           length: 3
--         database_type: bit(3)
--         nullable: true
--         default:
--           sql: "b'11'"
--           kind: literal
--           value: "11"
--     depends_on:
--       - "\"ticket\""
