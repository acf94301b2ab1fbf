-- Names that mean something in TypeScript, JavaScript or the generated files; that are none; that collide.

CREATE TABLE orm (id int PRIMARY KEY, t text, orm text);
CREATE TABLE index (id int PRIMARY KEY, "default" text DEFAULT '');
CREATE TABLE types (id int PRIMARY KEY, "zip code" text NOT NULL, "constructor" text NOT NULL, "__proto__" text, "toString" int, "hasOwnProperty" bool);
CREATE TABLE "Object" (id int PRIMARY KEY, "prototype" text, "valueOf" text DEFAULT '');
CREATE TABLE "Promise" (id int PRIMARY KEY, "then" text, "catch" text);
CREATE TABLE console (id int PRIMARY KEY, log text);
CREATE TABLE "constructor" (id int PRIMARY KEY, "class" text, "new" text, "this" text, "await" text, "yield" text);
CREATE TABLE "__proto__" (id int PRIMARY KEY, "AND" int, "OR" int, "NOT" int, "is" int, "where" text, "select" text, "include" text);
CREATE TABLE "Record" (id int PRIMARY KEY);
CREATE TABLE "Partial" (id int PRIMARY KEY);
CREATE TABLE "Date" (id int PRIMARY KEY, at date);
CREATE TABLE "Uint8Array" (id int PRIMARY KEY, raw bytea);
CREATE TABLE "Array" (id int PRIMARY KEY, items text[]);
CREATE TABLE "Error" (id int PRIMARY KEY);
CREATE TABLE "Symbol" (id int PRIMARY KEY);
CREATE TABLE errors (id int PRIMARY KEY, name text, message text, cause text);
CREATE TABLE enums (id int PRIMARY KEY);
CREATE TABLE samples (id int PRIMARY KEY);
CREATE TABLE factory (id int PRIMARY KEY);
CREATE TABLE "table" (id int PRIMARY KEY, "table" int REFERENCES "table");
CREATE TABLE tables (id int PRIMARY KEY);
CREATE TABLE database (id int PRIMARY KEY);
CREATE TABLE session (id int PRIMARY KEY, session_types text);
CREATE TABLE transaction (id int PRIMARY KEY, query text, close text);
CREATE TABLE test (id int PRIMARY KEY, it text, describe text);
CREATE TABLE string (id int PRIMARY KEY, string text, number int, boolean bool, "any" text, "never" text, "undefined" text, "null" text);
CREATE TABLE process (id int PRIMARY KEY, env text, exit int);
CREATE TABLE "user" (id int PRIMARY KEY, data text, "create" text, update text, shape text, key text, keys text, row text);
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE "2fa" (id int PRIMARY KEY, "2nd" int REFERENCES "2fa", first_2fa int REFERENCES "2fa");
CREATE TABLE "日本語" ("ключ" int PRIMARY KEY, "2fa" int REFERENCES "2fa");
CREATE TABLE row (id int PRIMARY KEY, result int, rows int, "table" int);
CREATE TABLE "a.b/c" (id int PRIMARY KEY, "x.y" int UNIQUE, "x/y" int, "x\y" text, "x'y" text, "x""y" text, "x`y" text, "${x}" text, "*/" text, "</script>" text);
CREATE TABLE "a b" ("1st" int PRIMARY KEY, "2nd" int REFERENCES "a.b/c", "a-b" int, "a_b" int, "a b" int, "aB" int);
CREATE TABLE "line
break" ("new
line" int PRIMARY KEY, "😀" text UNIQUE, "ä" text, " " text, "	" text);
CREATE TABLE "Case" (id int PRIMARY KEY, "Name" text, name text, "NAME" text);
CREATE TABLE "case" (id int PRIMARY KEY, other int REFERENCES "Case", "Other" int REFERENCES "Case");
CREATE TABLE "CASE" (id int PRIMARY KEY, one int REFERENCES "case", two int REFERENCES "Case");
CREATE TABLE this_name_is_as_long_as_names_may_be_and_has_the_same_start_a01 (
  id int PRIMARY KEY,
  this_name_is_as_long_as_names_may_be_and_has_the_same_start_a01 int UNIQUE,
  this_name_is_as_long_as_names_may_be_and_has_the_same_start_a02 int UNIQUE
);
CREATE TABLE this_name_is_as_long_as_names_may_be_and_has_the_same_start_a02 (
  id int PRIMARY KEY REFERENCES this_name_is_as_long_as_names_may_be_and_has_the_same_start_a01,
  this_name_is_as_long_as_names_may_be_and_has_the_same_start_a01 int
    REFERENCES this_name_is_as_long_as_names_may_be_and_has_the_same_start_a01 (this_name_is_as_long_as_names_may_be_and_has_the_same_start_a01),
  this_name_is_as_long_as_names_may_be_and_has_the_same_start_a02 int
    REFERENCES this_name_is_as_long_as_names_may_be_and_has_the_same_start_a01 (this_name_is_as_long_as_names_may_be_and_has_the_same_start_a02)
);

-- Relations are called like columns, and like each other.
CREATE TABLE team (id int PRIMARY KEY, members text, member text, teams int, matches text);
CREATE TABLE member (id int PRIMARY KEY, team text, team_id int REFERENCES team, teams int REFERENCES team, "Team_id" int REFERENCES team);
CREATE TABLE match (
  id int PRIMARY KEY,
  home int NOT NULL REFERENCES team, away int NOT NULL REFERENCES team, home_team int REFERENCES team, team_home int REFERENCES team,
  winner_id int REFERENCES team, winner text, loser_id int REFERENCES team, loser int REFERENCES team, previous_match_id int REFERENCES match, match int REFERENCES match
);
CREATE TABLE team_member (team_id int REFERENCES team, member_id int REFERENCES member, PRIMARY KEY (team_id, member_id));
CREATE TABLE member_team (member_id int REFERENCES member, team_id int REFERENCES team, PRIMARY KEY (member_id, team_id));
CREATE SCHEMA "other.schema";
CREATE TABLE "other.schema".team (id int PRIMARY KEY, home int REFERENCES public.team, away int REFERENCES "other.schema".team);
CREATE TYPE "Mood" AS ENUM ('', ' ', '''', '"', '`', '${process.exit(1)}', '*/', '</script>', E'line\nbreak', '\', '😀', 'constructor', '__proto__', 'a', 'A', '1');
CREATE TYPE team_mood AS ENUM ('a');
CREATE TABLE moods (id int PRIMARY KEY, mood "Mood" NOT NULL DEFAULT '''', moods "Mood"[] NOT NULL DEFAULT '{}', team team_mood);
COMMENT ON TABLE moods IS '*/ process.exit(1); /* ${process.exit(1)} `</script>';
COMMENT ON COLUMN moods.mood IS E'*/\nprocess.exit(1) //\u2028 x';
