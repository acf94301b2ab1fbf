-- Enums, domains down to their base type, composite types, arrays of all of them, ranges, and types that take arguments.
-- tags: enum, domain, composite, array, range, types

CREATE TYPE mood AS ENUM ('sad', 'it''s fine', 'Happy 😀');
COMMENT ON TYPE mood IS 'How somebody feels';

CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE DOMAIN rating AS positive DEFAULT 3 NOT NULL CONSTRAINT rating_at_most_five CHECK (VALUE <= 5);
CREATE DOMAIN code AS varchar(8) COLLATE "C";
CREATE DOMAIN tags AS text[];
COMMENT ON DOMAIN rating IS 'One to five';

CREATE TYPE place AS (latitude double precision, longitude double precision, "Name" varchar(40));
COMMENT ON TYPE place IS 'A point with a name';
COMMENT ON COLUMN place."Name" IS 'what people call it';

CREATE TYPE price_range AS RANGE (subtype = numeric);

CREATE TABLE samples (
  a_mood mood DEFAULT 'sad' NOT NULL,
  moods mood[],
  a_rating rating,
  ratings rating[] DEFAULT '{}',
  a_code code,
  a_tags tags,
  a_place place,
  places place[],
  a_range price_range,
  periods tstzmultirange,
  spans int4range[],
  small smallint,
  big bigint,
  price numeric(10, 2),
  shifted numeric(3, -2),
  any_number numeric,
  ratio real,
  money_amount money,
  fixed character(3),
  short varchar(20) DEFAULT 'x',
  letter "char",
  flags bit(8),
  more_flags bit varying(16),
  day date DEFAULT CURRENT_DATE,
  moment timestamp(3) with time zone DEFAULT now(),
  plain_moment timestamp,
  clock time(0),
  zoned_clock timetz,
  span interval,
  day_span interval day to second(3),
  id uuid DEFAULT gen_random_uuid(),
  doc json,
  docb jsonb DEFAULT '{"a": [1, 2]}',
  markup xml,
  address inet,
  network cidr,
  mac macaddr8,
  spot point,
  words tsvector,
  matrix integer[][],
  raw bytea DEFAULT '\x00ff',
  class regclass
);

CREATE TABLE keepers (animal samples, animals samples[]);
