-- Names that mean something in TypeScript, JavaScript or the generated files; that are none; that collide. Keys of every kind, and circles.

CREATE TABLE orm (id INTEGER PRIMARY KEY, t TEXT, orm TEXT);
CREATE TABLE "index" (id INTEGER PRIMARY KEY AUTOINCREMENT, "default" TEXT DEFAULT '');
CREATE TABLE types (id INTEGER PRIMARY KEY, "zip code" TEXT NOT NULL, "constructor" TEXT NOT NULL, "__proto__" TEXT, "toString" INT, "hasOwnProperty" BOOLEAN);
CREATE TABLE "Object" (id INTEGER PRIMARY KEY, "prototype" TEXT, "valueOf" TEXT DEFAULT '');
CREATE TABLE "Promise" (id INTEGER PRIMARY KEY, "then" TEXT, "catch" TEXT);
CREATE TABLE console (id INTEGER PRIMARY KEY, log TEXT);
CREATE TABLE "constructor" (id INTEGER PRIMARY KEY, "class" TEXT, "new" TEXT, "this" TEXT, "await" TEXT);
CREATE TABLE "__proto__" (id INTEGER PRIMARY KEY, "AND" INT, "OR" INT, "NOT" INT, "is" INT, "where" TEXT, "select" TEXT, "include" TEXT);
CREATE TABLE errors (id INTEGER PRIMARY KEY, name TEXT, message TEXT, cause TEXT);
CREATE TABLE "table" (id INTEGER PRIMARY KEY, "table" INT REFERENCES "table");
CREATE TABLE database (id INTEGER PRIMARY KEY, session INT REFERENCES database);
CREATE TABLE "transaction" (id INTEGER PRIMARY KEY, query TEXT, close TEXT);
CREATE TABLE string (id INTEGER PRIMARY KEY, string TEXT, number INT, "any" TEXT, "never" TEXT, "undefined" TEXT, "null" TEXT);
CREATE TABLE "user" (id INTEGER PRIMARY KEY, data TEXT, "create" TEXT, "update" TEXT, shape TEXT, key TEXT, keys TEXT, row TEXT);
CREATE TABLE "a.b/c" (id INTEGER PRIMARY KEY, "x.y" INT UNIQUE, "x/y" INT, "x\y" TEXT, "x'y" TEXT, "x""y" TEXT, "x`y" TEXT, "${x}" TEXT, "*/" TEXT, "</script>" TEXT);
CREATE TABLE "a b" ("1st" INTEGER PRIMARY KEY, "2nd" INT REFERENCES "a.b/c", "a-b" INT, "a_b" INT, "a b" INT, "aB" INT);
CREATE TABLE "line
break" ("new
line" INTEGER PRIMARY KEY, "😀" TEXT UNIQUE, "ä" TEXT, " " TEXT);
CREATE TABLE team (id INTEGER PRIMARY KEY, members TEXT, member TEXT, teams INT, matches TEXT);
CREATE TABLE member (id INTEGER PRIMARY KEY, team TEXT, team_id INT REFERENCES team, teams INT REFERENCES team);
CREATE TABLE "match" (
  id INTEGER PRIMARY KEY, home INT NOT NULL REFERENCES team, away INT NOT NULL REFERENCES team, home_team INT REFERENCES team, team_home INT REFERENCES team,
  winner_id INT REFERENCES team, winner TEXT, loser_id INT REFERENCES team, loser INT REFERENCES team, previous_match_id INT REFERENCES "match", "match" INT REFERENCES "match"
);
CREATE TABLE team_member (team_id INT REFERENCES team, member_id INT REFERENCES member, PRIMARY KEY (team_id, member_id));
CREATE TABLE member_team (member_id INT REFERENCES member, team_id INT REFERENCES team, PRIMARY KEY (member_id, team_id));

CREATE TABLE only_identity (id INTEGER PRIMARY KEY);
CREATE TABLE only_defaults (a INT DEFAULT 1, b TEXT DEFAULT '');
CREATE TABLE only_generated (id INTEGER PRIMARY KEY, doubled INT AS (id * 2) STORED);
CREATE TABLE by_text (id TEXT PRIMARY KEY, note TEXT);
CREATE TABLE by_anything (id PRIMARY KEY, note);
CREATE TABLE by_real (id REAL PRIMARY KEY, note TEXT) WITHOUT ROWID;
CREATE TABLE by_blob (id BLOB PRIMARY KEY NOT NULL, note TEXT);
CREATE TABLE by_nullable (a INT, b INT, c TEXT NOT NULL, UNIQUE (a, b), UNIQUE (c));
CREATE TABLE by_nullable_only (a INT, b INT, UNIQUE (a, b));
CREATE TABLE points_at_nullable (id INTEGER PRIMARY KEY, a INT, b INT, FOREIGN KEY (a, b) REFERENCES by_nullable (a, b));
CREATE TABLE keyed_by_parent (parent INT REFERENCES points_at_nullable, kind TEXT, UNIQUE (parent, kind));
CREATE TABLE region (country TEXT, code TEXT, PRIMARY KEY (country, code));
CREATE TABLE city (country TEXT, region TEXT, name TEXT, PRIMARY KEY (country, region, name), FOREIGN KEY (country, region) REFERENCES region);
CREATE TABLE street (country TEXT, region TEXT, city TEXT, name TEXT, PRIMARY KEY (country, region, city, name), FOREIGN KEY (country, region, city) REFERENCES city,
  FOREIGN KEY (country, region) REFERENCES region);
CREATE TABLE own_parent (id INTEGER PRIMARY KEY, parent INT NOT NULL REFERENCES own_parent);
CREATE TABLE chicken (id INTEGER PRIMARY KEY, egg INT NOT NULL REFERENCES egg DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE egg (id INTEGER PRIMARY KEY, chicken INT NOT NULL REFERENCES chicken DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE left_hand (id INTEGER PRIMARY KEY, right_hand INT NOT NULL REFERENCES right_hand);
CREATE TABLE right_hand (id INTEGER PRIMARY KEY, left_hand INT NOT NULL REFERENCES left_hand);
CREATE TABLE finger (id INTEGER PRIMARY KEY, hand INT NOT NULL REFERENCES left_hand);
CREATE TABLE checked (
  id INTEGER PRIMARY KEY, low INT NOT NULL, high INT NOT NULL, kind TEXT NOT NULL, day DATE, until DATE, total NUMERIC(8, 2), part INT,
  CHECK (low < high), CHECK (high - low <= 100), CHECK (kind IN ('a', 'b') OR total IS NOT NULL), CHECK (day < until), CHECK (part = 0 OR total / part > 1)
);
CREATE TABLE summed (id INTEGER PRIMARY KEY, a INT NOT NULL, b INT NOT NULL, sum INT AS (a + b) STORED, CHECK (sum < 100));
CREATE TABLE shapes (id INTEGER PRIMARY KEY, a GEOMETRY NOT NULL, b POINT NOT NULL);
CREATE VIEW by_kind AS SELECT kind, count(*) AS "count" FROM checked GROUP BY kind;
