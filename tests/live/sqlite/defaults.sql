-- Defaults as written and as understood; DEFAULT NULL is none, and a name is a string.
-- tags: defaults

CREATE TABLE defaults (
  none,
  none_said TEXT DEFAULT NULL,
  none_in_parentheses TEXT DEFAULT (NULL),
  zero INTEGER DEFAULT 0,
  minus INTEGER DEFAULT -1,
  plus INTEGER DEFAULT + 2,
  fraction REAL DEFAULT 1.5,
  exponent REAL DEFAULT 1e-3,
  hexadecimal INTEGER DEFAULT 0xFF,
  empty TEXT DEFAULT '',
  quote TEXT DEFAULT 'it''s (fine), -- /*',
  yes BOOLEAN DEFAULT TRUE,
  bytes BLOB DEFAULT x'00ff',
  bare_name TEXT DEFAULT hello,
  quoted_name TEXT DEFAULT "two words",
  expression INTEGER DEFAULT (1 + 2 * (3)),
  created TEXT DEFAULT CURRENT_TIMESTAMP,
  day TEXT DEFAULT CURRENT_DATE,
  changed TEXT DEFAULT (datetime('now')),
  seconds INTEGER NOT NULL DEFAULT (unixepoch()),
  token TEXT DEFAULT (lower(hex(randomblob(16))))
);
CREATE TABLE in_many_parentheses (a INT DEFAULT ((1 + (2))), b TEXT DEFAULT (('x')), c AS (((a))));

-- expect
-- engine: sqlite
-- schemas:
--   - name: main
-- tables:
--   - name:
--       schema: main
--       name: defaults
--     kind: table
--     columns:
--       - name: none
--         type:
--           kind: any
--         database_type: ""
--         nullable: true
--       - name: none_said
--         type:
--           kind: text
--         database_type: TEXT
--         nullable: true
--       - name: none_in_parentheses
--         type:
--           kind: text
--         database_type: TEXT
--         nullable: true
--       - name: zero
--         type:
--           kind: int64
--         database_type: INTEGER
--         nullable: true
--         default:
--           sql: "0"
--           kind: literal
--           value: "0"
--       - name: minus
--         type:
--           kind: int64
--         database_type: INTEGER
--         nullable: true
--         default:
--           sql: "-1"
--           kind: literal
--           value: "-1"
--       - name: plus
--         type:
--           kind: int64
--         database_type: INTEGER
--         nullable: true
--         default:
--           sql: "+ 2"
--           kind: expression
--       - name: fraction
--         type:
--           kind: float64
--         database_type: REAL
--         nullable: true
--         default:
--           sql: "1.5"
--           kind: literal
--           value: "1.5"
--       - name: exponent
--         type:
--           kind: float64
--         database_type: REAL
--         nullable: true
--         default:
--           sql: "1e-3"
--           kind: expression
--       - name: hexadecimal
--         type:
--           kind: int64
--         database_type: INTEGER
--         nullable: true
--         default:
--           sql: "0xFF"
--           kind: expression
--       - name: empty
--         type:
--           kind: text
--         database_type: TEXT
--         nullable: true
--         default:
--           sql: "''"
--           kind: literal
--       - name: quote
--         type:
--           kind: text
--         database_type: TEXT
--         nullable: true
--         default:
--           sql: "'it''s (fine), -- /*'"
--           kind: literal
--           value: "it's (fine), -- /*"
--       - name: "yes"
--         type:
--           kind: boolean
--         database_type: BOOLEAN
--         nullable: true
--         default:
--           sql: "TRUE"
--           kind: literal
--           value: "true"
--       - name: bytes
--         type:
--           kind: bytes
--         database_type: BLOB
--         nullable: true
--         default:
--           sql: "x'00ff'"
--           kind: expression
--       - name: bare_name
--         type:
--           kind: text
--         database_type: TEXT
--         nullable: true
--         default:
--           sql: hello
--           kind: literal
--           value: hello
--       - name: quoted_name
--         type:
--           kind: text
--         database_type: TEXT
--         nullable: true
--         default:
--           sql: "\"two words\""
--           kind: literal
--           value: "two words"
--       - name: expression
--         type:
--           kind: int64
--         database_type: INTEGER
--         nullable: true
--         default:
--           sql: "1 + 2 * (3)"
--           kind: expression
--       - name: created
--         type:
--           kind: text
--         database_type: TEXT
--         nullable: true
--         default:
--           sql: CURRENT_TIMESTAMP
--           kind: now
--       - name: day
--         type:
--           kind: text
--         database_type: TEXT
--         nullable: true
--         default:
--           sql: CURRENT_DATE
--           kind: expression
--       - name: changed
--         type:
--           kind: text
--         database_type: TEXT
--         nullable: true
--         default:
--           sql: "datetime('now')"
--           kind: now
--       - name: seconds
--         type:
--           kind: int64
--         database_type: INTEGER
--         nullable: false
--         default:
--           sql: unixepoch()
--           kind: expression
--       - name: token
--         type:
--           kind: text
--         database_type: TEXT
--         nullable: true
--         default:
--           sql: lower(hex(randomblob(16)))
--           kind: expression
--   - name:
--       schema: main
--       name: in_many_parentheses
--     kind: table
--     columns:
--       - name: a
--         type:
--           kind: int64
--         database_type: INT
--         nullable: true
--         default:
--           sql: "1 + (2)"
--           kind: expression
--       - name: b
--         type:
--           kind: text
--         database_type: TEXT
--         nullable: true
--         default:
--           sql: "'x'"
--           kind: literal
--           value: x
--       - name: c
--         type:
--           kind: any
--         database_type: ""
--         nullable: true
--         generated:
--           sql: a
--           stored: false
