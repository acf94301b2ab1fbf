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
