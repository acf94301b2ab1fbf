-- Checks as people write them, and at the edges of what can be decided outside of the database.
CREATE TABLE numbers (
  id int AUTO_INCREMENT PRIMARY KEY,
  tiny tinyint CHECK (tiny <> 5),
  small smallint unsigned CHECK (small BETWEEN 5 AND 1000),
  middle mediumint,
  whole int NOT NULL CHECK (whole <> 0),
  large bigint CHECK (large > 9007199254740993 OR large < 0),
  huge bigint unsigned CHECK (huge <> 18446744073709551614),
  price decimal(8,2) NOT NULL CHECK (price >= 0.05),
  plain decimal(5),
  share float CHECK (share >= 0.5 AND share < 1),
  ratio double CHECK (ratio <= 0.3),
  even int CHECK (even % 2 = 0),
  halves int CHECK (halves DIV 2 = 3),
  low int,
  high int,
  active tinyint(1) NOT NULL DEFAULT 1,
  since year,
  flags int DEFAULT 0 CHECK (flags & 4 = 0),
  mask bit(3),
  CONSTRAINT in_order CHECK (low <= high),
  CONSTRAINT sum_is_small CHECK (low + high < 100),
  CONSTRAINT one_of_them CHECK (low IS NOT NULL OR high IS NOT NULL OR small IS NULL),
  CONSTRAINT total CHECK (price * whole > -100000.00),
  CONSTRAINT choice CHECK (CASE WHEN whole > 100 THEN low > 0 ELSE TRUE END),
  CONSTRAINT ranked CHECK (COALESCE(low, 5) > 1),
  CONSTRAINT same CHECK (NOT (low <=> high))
) CHARSET utf8mb4;

CREATE TABLE texts (
  name varchar(50) NOT NULL CHECK (name <> ''),
  short varchar(10) CHECK (char_length(short) >= 2),
  fixed char(4) CHECK (fixed <> 'ab'),
  state varchar(20) DEFAULT 'new' CHECK (state IN ('new', 'paid', 'it''s')),
  state_exactly varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin CHECK (state_exactly IN ('new', 'paid')),
  state_no_pad varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin CHECK (state_no_pad IN ('new', 'paid')),
  lowered varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin CHECK (lowered = lower(lowered)),
  trimmed varchar(20) CHECK (char_length(trim(trimmed)) > 1),
  email varchar(50) CHECK (email LIKE '%_@_%.__%'),
  prefix varchar(20) CHECK (prefix NOT LIKE 'x\_%'),
  prefix_exactly varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin CHECK (prefix_exactly LIKE 'Ab%'),
  isbn varchar(20) CHECK (isbn REGEXP '^[0-9]{9}[0-9X]$'),
  slug varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin CHECK (slug REGEXP '^[a-z0-9]+(-[a-z0-9]+)*$'),
  sized varchar(20) CHECK (length(sized) <= 6),
  sorted varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin CHECK (sorted >= 'b' AND sorted < 'f'),
  in_locale varchar(20) CHECK (in_locale > 'b'),
  part varchar(20) CHECK (substr(part, 2, 2) = 'bc'),
  tiny tinytext,
  old varchar(5) CHARACTER SET latin1,
  old_unicode varchar(5) CHARACTER SET utf8mb3,
  feeling enum('sad', 'ok', 'very happy') CHECK (feeling <> 'sad'),
  some set('a', 'b', 'c d'),
  document json,
  CONSTRAINT different CHECK (name <> state)
) CHARSET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE moments (
  day date CHECK (day > '2000-01-01'),
  until date,
  at datetime CHECK (at < '2030-06-15 12:00:00'),
  exactly datetime(3),
  opens time CHECK (opens >= '08:00:00' AND opens < '18:30:00'),
  instant timestamp NULL,
  body varbinary(4) CHECK (length(body) < 3),
  blob_small tinyblob,
  CONSTRAINT in_order CHECK (until >= day),
  CONSTRAINT not_long CHECK (datediff(until, day) <= 30),
  CONSTRAINT in_spring CHECK (month(day) BETWEEN 3 AND 5 OR until IS NULL)
) CHARSET utf8mb4;

-- Operations that the database may refuse, beside conditions that hold without them.
CREATE TABLE refusing (
  dividend int,
  divisor int,
  narrow smallint,
  wide bigint,
  CONSTRAINT divided CHECK (dividend > 5 OR 10 DIV divisor >= 0),
  CONSTRAINT summed CHECK (dividend + divisor > 0 OR narrow IS NULL),
  CONSTRAINT guarded CHECK (CASE WHEN divisor <> 0 THEN dividend DIV divisor < 100 ELSE 1 = 1 END),
  CONSTRAINT doubled CHECK (narrow * narrow <> 49 OR wide IS NULL),
  CONSTRAINT counted CHECK (wide + 1 > wide OR narrow IS NULL)
);
