-- Checks as people write them, and at the edges of what can be decided outside of the database.
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE DOMAIN rating AS positive DEFAULT 3 NOT NULL CONSTRAINT rating_at_most_five CHECK (VALUE <= 5);
CREATE DOMAIN code AS varchar(5) COLLATE "C" CHECK (VALUE ~ '^[A-Z]{2}\d+$');
CREATE DOMAIN year AS integer CHECK (VALUE >= 1901 AND VALUE <= 2155);
CREATE TYPE mood AS ENUM ('sad', 'ok', 'very happy', 'it''s');

CREATE TABLE numbers (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  small smallint CHECK (small BETWEEN -5 AND 1000),
  whole integer NOT NULL CHECK (whole <> 0),
  large bigint CHECK (large > 9007199254740993 OR large < 0),
  price numeric(8,2) NOT NULL CHECK (price >= 0.05),
  exact numeric CHECK (exact < 1e3 AND exact > -0.001),
  tiny numeric(3,3) DEFAULT 0.5 CHECK (tiny <> 0.999),
  share real CHECK (share >= 0.1 AND share < 1),
  ratio double precision CHECK (ratio <= 0.3),
  even integer CHECK (even % 2 = 0),
  halves integer CHECK (halves / 2 = 3),
  low integer,
  high integer,
  stars rating,
  born year,
  flags integer DEFAULT 0 CHECK (flags & 4 = 0),
  doubled bigint GENERATED ALWAYS AS (whole::bigint * 2) STORED,
  CONSTRAINT in_order CHECK (low <= high),
  CONSTRAINT sum_is_small CHECK (low + high < 100),
  CONSTRAINT one_of_them CHECK (low IS NOT NULL OR high IS NOT NULL OR small IS NULL),
  CONSTRAINT total CHECK (price * whole > -100000.00),
  CONSTRAINT distance CHECK (abs(whole) < 2000000000),
  CONSTRAINT either CHECK ((small IS NULL) <> (large IS NULL) OR even IS NULL),
  CONSTRAINT choice CHECK (CASE WHEN whole > 100 THEN low > 0 ELSE TRUE END),
  CONSTRAINT ranked CHECK (COALESCE(low, 5) > 1),
  CONSTRAINT nothing_special CHECK (NULLIF(whole, 7) IS NOT NULL),
  CONSTRAINT unequal CHECK (low IS DISTINCT FROM high)
);

CREATE TABLE texts (
  name text NOT NULL CHECK (name <> ''),
  short varchar(10) CHECK (length(short) >= 2),
  fixed char(4) CHECK (fixed <> 'ab'),
  fixed_pattern char(4) CHECK (fixed_pattern ~ '^[a-z]{2,4}$'),
  state text DEFAULT 'new' CHECK (state IN ('new', 'paid', 'it''s')),
  state_of_some varchar(20) CHECK (state_of_some IN ('new', 'paid')),
  lowered text CHECK (lowered = lower(lowered)),
  trimmed text CHECK (trimmed = btrim(trimmed)),
  email text CHECK (email LIKE '%_@_%.__%'),
  prefix text CHECK (prefix NOT LIKE 'x\_%'),
  anycase text CHECK (anycase ILIKE 'ab%'),
  address text CHECK (address ~ '^https?://[^[:space:]]+$'),
  isbn text CHECK (isbn ~ '^\d{9}[\dX]$'),
  slug text CHECK (slug ~* '^[a-z0-9]+(-[a-z0-9]+)*$'),
  many text CHECK (char_length(many) BETWEEN 3 AND 5),
  sized text CHECK (octet_length(sized) <= 6),
  sorted text COLLATE "C" CHECK (sorted >= 'b' AND sorted < 'f'),
  in_locale text CHECK (in_locale > 'b'),
  joined text CHECK (joined || 'x' <> 'abx'),
  part text CHECK (substr(part, 2, 2) = 'bc'),
  begins text CHECK (starts_with(begins, 'ab')),
  place text CHECK (position('@' in place) > 1),
  iso code,
  feeling mood CHECK (feeling <> 'sad'),
  feelings mood DEFAULT 'ok',
  CONSTRAINT different CHECK (name <> state),
  CONSTRAINT known_feeling CHECK (feeling IN ('ok', 'sad', 'it''s') OR feeling IS NULL),
  CONSTRAINT fine CHECK (name NOT IN ('x', 'y') AND md5(name) <> 'x')
);

CREATE TABLE moments (
  day date CHECK (day > '2000-01-01'),
  until date,
  at timestamp CHECK (at < '2030-06-15 12:00:00'),
  exactly timestamp(3),
  instant timestamptz CHECK (instant >= '2020-01-01 00:00:00+00'),
  opens time CHECK (opens >= '08:00' AND opens < '18:30:00.5'),
  length interval,
  CONSTRAINT in_order CHECK (until >= day),
  CONSTRAINT not_long CHECK (until - day <= 30),
  CONSTRAINT in_spring CHECK (extract(month FROM day) BETWEEN 3 AND 5 OR until IS NULL),
  CONSTRAINT recent CHECK (at IS NULL OR at > '1999-12-31'::date)
);

CREATE TABLE others (
  active boolean NOT NULL DEFAULT true,
  gone boolean CHECK (gone IS NOT TRUE),
  token uuid,
  tags text[] CHECK (cardinality(tags) <= 2),
  kinds text[] CHECK (kinds <@ ARRAY['a', 'b']),
  grades integer[] CHECK (5 = ANY (grades)),
  body bytea CHECK (octet_length(body) < 3),
  data jsonb,
  mask bit(3),
  mask_any varbit(4),
  host inet,
  CONSTRAINT in_use CHECK (active OR gone)
);

-- Operations that the database may refuse, beside conditions that hold without them.
CREATE TABLE refusing (
  dividend integer,
  divisor integer,
  narrow smallint,
  wide bigint,
  CONSTRAINT divided CHECK (dividend > 5 OR 10 / divisor >= 0),
  CONSTRAINT summed CHECK (dividend + divisor > 0 OR narrow IS NULL),
  CONSTRAINT guarded CHECK (CASE WHEN divisor <> 0 THEN dividend / divisor < 100 ELSE 1 = 1 END),
  CONSTRAINT doubled CHECK (narrow * narrow <> 49 OR wide IS NULL),
  CONSTRAINT counted CHECK (wide + 1 > wide OR narrow IS NULL)
);
