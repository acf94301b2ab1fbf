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

-- expect
-- engine: postgres
-- schemas:
--   - name: public
-- enums:
--   - name:
--       schema: public
--       name: mood
--     values:
--       - sad
--       - "it's fine"
--       - "Happy 😀"
--     comment: "How somebody feels"
-- domains:
--   - name:
--       schema: public
--       name: code
--     type:
--       kind: text
--       length: 8
--     database_type: "character varying(8)"
--     nullable: true
--     collation: "\"C\""
--   - name:
--       schema: public
--       name: positive
--     type:
--       kind: int32
--     database_type: integer
--     nullable: true
--     checks:
--       - name: positive_check
--         sql: "(VALUE > 0)"
--   - name:
--       schema: public
--       name: rating
--     type:
--       kind: int32
--       name:
--         schema: public
--         name: positive
--     database_type: public.positive
--     nullable: false
--     default:
--       sql: "3"
--       kind: literal
--       value: "3"
--     checks:
--       - name: rating_at_most_five
--         sql: "((VALUE)::integer <= 5)"
--     depends_on:
--       - "\"public\".\"positive\""
--     comment: "One to five"
--   - name:
--       schema: public
--       name: tags
--     type:
--       kind: array
--       element:
--         - kind: text
--     database_type: "text[]"
--     nullable: true
-- composites:
--   - name:
--       schema: public
--       name: place
--     fields:
--       - name: latitude
--         type:
--           kind: float64
--         database_type: "double precision"
--         nullable: true
--       - name: longitude
--         type:
--           kind: float64
--         database_type: "double precision"
--         nullable: true
--       - name: Name
--         type:
--           kind: text
--           length: 40
--         database_type: "character varying(40)"
--         nullable: true
--         comment: "what people call it"
--     comment: "A point with a name"
-- tables:
--   - name:
--       schema: public
--       name: keepers
--     kind: table
--     columns:
--       - name: animal
--         type:
--           kind: composite
--           name:
--             schema: public
--             name: samples
--         database_type: public.samples
--         nullable: true
--       - name: animals
--         type:
--           kind: array
--           element:
--             - kind: composite
--               name:
--                 schema: public
--                 name: samples
--         database_type: "public.samples[]"
--         nullable: true
--   - name:
--       schema: public
--       name: samples
--     kind: table
--     columns:
--       - name: a_mood
--         type:
--           kind: enum
--           name:
--             schema: public
--             name: mood
--         database_type: public.mood
--         nullable: false
--         default:
--           sql: "'sad'::public.mood"
--           kind: literal
--           value: sad
--       - name: moods
--         type:
--           kind: array
--           element:
--             - kind: enum
--               name:
--                 schema: public
--                 name: mood
--         database_type: "public.mood[]"
--         nullable: true
--       - name: a_rating
--         type:
--           kind: int32
--           name:
--             schema: public
--             name: rating
--         database_type: public.rating
--         nullable: true
--       - name: ratings
--         type:
--           kind: array
--           element:
--             - kind: int32
--               name:
--                 schema: public
--                 name: rating
--         database_type: "public.rating[]"
--         nullable: true
--         default:
--           sql: "'{}'::public.rating[]"
--           kind: literal
--           value: "{}"
--       - name: a_code
--         type:
--           kind: text
--           length: 8
--           name:
--             schema: public
--             name: code
--         database_type: public.code
--         nullable: true
--       - name: a_tags
--         type:
--           kind: array
--           name:
--             schema: public
--             name: tags
--           element:
--             - kind: text
--         database_type: public.tags
--         nullable: true
--       - name: a_place
--         type:
--           kind: composite
--           name:
--             schema: public
--             name: place
--         database_type: public.place
--         nullable: true
--       - name: places
--         type:
--           kind: array
--           element:
--             - kind: composite
--               name:
--                 schema: public
--                 name: place
--         database_type: "public.place[]"
--         nullable: true
--       - name: a_range
--         type:
--           kind: range
--           name:
--             schema: public
--             name: price_range
--           element:
--             - kind: decimal
--         database_type: public.price_range
--         nullable: true
--       - name: periods
--         type:
--           kind: range
--           element:
--             - kind: timestamptz
--         database_type: tstzmultirange
--         nullable: true
--       - name: spans
--         type:
--           kind: array
--           element:
--             - kind: range
--               element:
--                 - kind: int32
--         database_type: "int4range[]"
--         nullable: true
--       - name: small
--         type:
--           kind: int16
--         database_type: smallint
--         nullable: true
--       - name: big
--         type:
--           kind: int64
--         database_type: bigint
--         nullable: true
--       - name: price
--         type:
--           kind: decimal
--           precision: 10
--           scale: 2
--         database_type: "numeric(10,2)"
--         nullable: true
--       - name: shifted
--         type:
--           kind: decimal
--           precision: 3
--           scale: -2
--         database_type: "numeric(3,-2)"
--         nullable: true
--       - name: any_number
--         type:
--           kind: decimal
--         database_type: numeric
--         nullable: true
--       - name: ratio
--         type:
--           kind: float32
--         database_type: real
--         nullable: true
--       - name: money_amount
--         type:
--           kind: money
--         database_type: money
--         nullable: true
--       - name: fixed
--         type:
--           kind: char
--           length: 3
--         database_type: character(3)
--         nullable: true
--       - name: short
--         type:
--           kind: text
--           length: 20
--         database_type: "character varying(20)"
--         nullable: true
--         default:
--           sql: "'x'::character varying"
--           kind: literal
--           value: x
--       - name: letter
--         type:
--           kind: text
--         database_type: "\"char\""
--         nullable: true
--       - name: flags
--         type:
--           kind: bit
--           length: 8
--         database_type: bit(8)
--         nullable: true
--       - name: more_flags
--         type:
--           kind: varbit
--           length: 16
--         database_type: "bit varying(16)"
--         nullable: true
--       - name: day
--         type:
--           kind: date
--         database_type: date
--         nullable: true
--         default:
--           sql: CURRENT_DATE
--           kind: expression
--       - name: moment
--         type:
--           kind: timestamptz
--           precision: 3
--         database_type: "timestamp(3) with time zone"
--         nullable: true
--         default:
--           sql: now()
--           kind: now
--       - name: plain_moment
--         type:
--           kind: timestamp
--         database_type: "timestamp without time zone"
--         nullable: true
--       - name: clock
--         type:
--           kind: time
--           precision: 0
--         database_type: "time(0) without time zone"
--         nullable: true
--       - name: zoned_clock
--         type:
--           kind: timetz
--         database_type: "time with time zone"
--         nullable: true
--       - name: span
--         type:
--           kind: interval
--         database_type: interval
--         nullable: true
--       - name: day_span
--         type:
--           kind: interval
--           precision: 3
--         database_type: "interval day to second(3)"
--         nullable: true
--       - name: id
--         type:
--           kind: uuid
--         database_type: uuid
--         nullable: true
--         default:
--           sql: gen_random_uuid()
--           kind: uuid
--       - name: doc
--         type:
--           kind: json
--         database_type: json
--         nullable: true
--       - name: docb
--         type:
--           kind: json
--         database_type: jsonb
--         nullable: true
--         default:
--           sql: "'{\"a\": [1, 2]}'::jsonb"
--           kind: literal
--           value: "{\"a\": [1, 2]}"
--       - name: markup
--         type:
--           kind: xml
--         database_type: xml
--         nullable: true
--       - name: address
--         type:
--           kind: inet
--         database_type: inet
--         nullable: true
--       - name: network
--         type:
--           kind: inet
--         database_type: cidr
--         nullable: true
--       - name: mac
--         type:
--           kind: macaddr
--         database_type: macaddr8
--         nullable: true
--       - name: spot
--         type:
--           kind: geometry
--         database_type: point
--         nullable: true
--       - name: words
--         type:
--           kind: tsvector
--         database_type: tsvector
--         nullable: true
--       - name: matrix
--         type:
--           kind: array
--           element:
--             - kind: int32
--         database_type: "integer[]"
--         nullable: true
--       - name: raw
--         type:
--           kind: bytes
--         database_type: bytea
--         nullable: true
--         default:
--           sql: "'\\x00ff'::bytea"
--           kind: literal
--           value: "\\x00ff"
--       - name: class
--         type:
--           kind: other
--         database_type: regclass
--         nullable: true
-- unsupported:
--   - kind: "range type"
--     name:
--       schema: public
--       name: price_range
--     sql: "CREATE TYPE public.price_range AS RANGE (SUBTYPE = numeric, MULTIRANGE_TYPE_NAME = public.price_multirange)"
