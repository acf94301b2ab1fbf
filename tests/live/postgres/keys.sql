-- Primary, unique and foreign keys with all that can be said of them; checks; exclusions.
-- tags: primary key, unique, foreign key, check, exclusion, deferrable

CREATE TABLE countries (
  code char(2),
  region integer,
  name text NOT NULL,
  CONSTRAINT countries_key PRIMARY KEY (region, code) INCLUDE (name),
  CONSTRAINT countries_name UNIQUE (name) DEFERRABLE INITIALLY DEFERRED
);
COMMENT ON CONSTRAINT countries_key ON countries IS 'two parts';

CREATE TABLE people (
  id integer PRIMARY KEY WITH (fillfactor = 80),
  region integer,
  country char(2),
  boss integer REFERENCES people ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE,
  friend integer CONSTRAINT "Friend of" REFERENCES people (id) ON DELETE SET DEFAULT,
  age integer CHECK (age >= 0),
  born date,
  died date,
  CONSTRAINT lifetime CHECK (died IS NULL OR died >= born) NO INHERIT,
  CONSTRAINT lives_in FOREIGN KEY (region, country) REFERENCES countries (region, code) MATCH FULL ON DELETE RESTRICT
);
ALTER TABLE people ADD CONSTRAINT adult CHECK (age > 17) NOT VALID;
ALTER TABLE people ADD CONSTRAINT by_name FOREIGN KEY (id) REFERENCES people (id) NOT VALID;
COMMENT ON CONSTRAINT adult ON people IS 'from now on';

CREATE TABLE rooms (
  room box,
  during tsrange,
  EXCLUDE USING gist (during WITH &&) WHERE (NOT isempty(during)),
  CONSTRAINT apart EXCLUDE USING gist (room WITH &&, during WITH &&) DEFERRABLE
);

-- expect
-- engine: postgres
-- schemas:
--   - name: public
-- tables:
--   - name:
--       schema: public
--       name: countries
--     kind: table
--     columns:
--       - name: code
--         type:
--           kind: char
--           length: 2
--         database_type: character(2)
--         nullable: false
--       - name: region
--         type:
--           kind: int32
--         database_type: integer
--         nullable: false
--       - name: name
--         type:
--           kind: text
--         database_type: text
--         nullable: false
--     primary_key:
--       name: countries_key
--       columns:
--         - region
--         - code
--       included_columns:
--         - name
--       comment: "two parts"
--     uniques:
--       - name: countries_name
--         columns:
--           - name
--         deferrability: initially_deferred
--   - name:
--       schema: public
--       name: people
--     kind: table
--     columns:
--       - name: id
--         type:
--           kind: int32
--         database_type: integer
--         nullable: false
--       - name: region
--         type:
--           kind: int32
--         database_type: integer
--         nullable: true
--       - name: country
--         type:
--           kind: char
--           length: 2
--         database_type: character(2)
--         nullable: true
--       - name: boss
--         type:
--           kind: int32
--         database_type: integer
--         nullable: true
--       - name: friend
--         type:
--           kind: int32
--         database_type: integer
--         nullable: true
--       - name: age
--         type:
--           kind: int32
--         database_type: integer
--         nullable: true
--       - name: born
--         type:
--           kind: date
--         database_type: date
--         nullable: true
--       - name: died
--         type:
--           kind: date
--         database_type: date
--         nullable: true
--     primary_key:
--       name: people_pkey
--       columns:
--         - id
--       attributes:
--         options: "fillfactor=80"
--     foreign_keys:
--       - name: "Friend of"
--         columns:
--           - friend
--         references:
--           schema: public
--           name: people
--         referenced_columns:
--           - id
--         on_delete: set_default
--       - name: by_name
--         columns:
--           - id
--         references:
--           schema: public
--           name: people
--         referenced_columns:
--           - id
--         attributes:
--           not_valid: "true"
--       - name: lives_in
--         columns:
--           - region
--           - country
--         references:
--           schema: public
--           name: countries
--         referenced_columns:
--           - region
--           - code
--         on_delete: restrict
--         match: full
--       - name: people_boss_fkey
--         columns:
--           - boss
--         references:
--           schema: public
--           name: people
--         referenced_columns:
--           - id
--         on_delete: set_null
--         on_update: cascade
--         deferrability: deferrable
--     checks:
--       - name: adult
--         sql: "(age > 17)"
--         comment: "from now on"
--         attributes:
--           not_valid: "true"
--       - name: lifetime
--         sql: "((died IS NULL) OR (died >= born))"
--         no_inherit: true
--       - name: people_age_check
--         sql: "(age >= 0)"
--   - name:
--       schema: public
--       name: rooms
--     kind: table
--     columns:
--       - name: room
--         type:
--           kind: geometry
--         database_type: box
--         nullable: true
--       - name: during
--         type:
--           kind: range
--           element:
--             - kind: timestamp
--         database_type: tsrange
--         nullable: true
--     exclusions:
--       - name: apart
--         sql: "EXCLUDE USING gist (room WITH &&, during WITH &&) DEFERRABLE"
--         columns:
--           - room
--           - during
--       - name: rooms_during_excl
--         sql: "EXCLUDE USING gist (during WITH &&) WHERE ((NOT isempty(during)))"
--         columns:
--           - during
