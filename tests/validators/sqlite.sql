-- Checks as people write them, and at the edges of what can be decided outside of the database.
CREATE TABLE numbers (
  id INTEGER PRIMARY KEY,
  small SMALLINT CHECK (small BETWEEN -5 AND 1000),
  whole INTEGER NOT NULL CHECK (whole <> 0),
  large BIGINT CHECK (large > 9007199254740993 OR large < 0),
  price NUMERIC NOT NULL CHECK (price >= 0.05),
  cost DECIMAL(8,2) CHECK (cost < 1e3),
  ratio REAL CHECK (ratio <= 0.3),
  even INT CHECK (even % 2 = 0),
  halves INT CHECK (halves / 2 = 3),
  low INT,
  high INT,
  active BOOLEAN NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  flags INT DEFAULT 0 CHECK (flags & 4 = 0),
  CONSTRAINT in_order CHECK (low <= high),
  CONSTRAINT sum_is_small CHECK (low + high < 100),
  CONSTRAINT one_of_them CHECK (low IS NOT NULL OR high IS NOT NULL OR small IS NULL),
  CONSTRAINT total CHECK (price * whole > -100000.0),
  CONSTRAINT choice CHECK (CASE WHEN whole > 100 THEN low > 0 ELSE 1 END),
  CONSTRAINT ranked CHECK (IFNULL(low, 5) > 1),
  CONSTRAINT any_number CHECK (length(whole) < 12)
);

CREATE TABLE texts (
  name TEXT NOT NULL CHECK (name <> ''),
  short VARCHAR(10) CHECK (length(short) BETWEEN 2 AND 10),
  fixed CHAR(4) CHECK (fixed <> 'ab'),
  nocase TEXT COLLATE NOCASE CHECK (nocase IN ('new', 'paid')),
  blanks TEXT COLLATE RTRIM CHECK (blanks = 'x' OR blanks = 'y '),
  state TEXT DEFAULT 'new' CHECK (state IN ('new', 'paid', 'it''s')),
  lowered TEXT CHECK (lowered = lower(lowered)),
  trimmed TEXT CHECK (trimmed = trim(trimmed)),
  email TEXT CHECK (email LIKE '%_@_%.__%'),
  prefix TEXT CHECK (prefix NOT LIKE 'x\_%' ESCAPE '\'),
  globbed TEXT CHECK (globbed GLOB '[A-Z][0-9]*'),
  digits TEXT CHECK (digits NOT GLOB '*[^0-9]*'),
  part TEXT CHECK (substr(part, 2, 2) = 'bc'),
  place TEXT CHECK (instr(place, '@') > 1),
  sorted TEXT CHECK (sorted >= 'b' AND sorted < 'f'),
  day DATE CHECK (day > '2000-01-01'),
  at DATETIME CHECK (at < '2030-06-15 12:00:00'),
  joined TEXT CHECK (joined || 'x' <> 'abx'),
  document JSON CHECK (json_valid(document)),
  bytes BLOB CHECK (length(bytes) < 3),
  CONSTRAINT different CHECK (name <> state),
  CHECK (((length(name))))
);

CREATE TABLE strictly (
  id INTEGER PRIMARY KEY,
  whole INT NOT NULL CHECK (whole > 0),
  word TEXT CHECK (word <> ''),
  ratio REAL,
  body BLOB,
  thing ANY
) STRICT;

-- Operations that the database may refuse, beside conditions that hold without them.
CREATE TABLE refusing (
  dividend INTEGER,
  divisor INTEGER,
  narrow INTEGER,
  wide INTEGER,
  CONSTRAINT divided CHECK (dividend > 5 OR 10 / divisor >= 0),
  CONSTRAINT summed CHECK (dividend + divisor > 0 OR narrow IS NULL),
  CONSTRAINT guarded CHECK (CASE WHEN divisor <> 0 THEN dividend / divisor < 100 ELSE 1 = 1 END),
  CONSTRAINT doubled CHECK (narrow * narrow <> 49 OR wide IS NULL),
  CONSTRAINT counted CHECK (wide + 1 > wide OR narrow IS NULL)
);
