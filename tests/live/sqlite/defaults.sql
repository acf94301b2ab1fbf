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
