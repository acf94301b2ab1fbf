-- Names that mean something in TypeScript, JavaScript or the generated files; that are none; that collide.

CREATE TABLE orm (id int PRIMARY KEY, t text, orm text);
CREATE TABLE `index` (id int AUTO_INCREMENT PRIMARY KEY, `default` varchar(10) DEFAULT '');
CREATE TABLE types (id int PRIMARY KEY, `zip code` text NOT NULL, `constructor` text NOT NULL, `__proto__` text, `toString` int, `hasOwnProperty` bool);
CREATE TABLE `Object` (id int PRIMARY KEY, `prototype` text, `valueOf` varchar(10) DEFAULT '');
CREATE TABLE `Promise` (id int PRIMARY KEY, `then` text, `catch` text);
CREATE TABLE console (id int PRIMARY KEY, log text);
CREATE TABLE `constructor` (id int PRIMARY KEY, `class` text, `new` text, `this` text, `await` text, `yield` text);
CREATE TABLE `__proto__` (id int PRIMARY KEY, `AND` int, `OR` int, `NOT` int, `is` int, `where` text, `select` text, `include` text);
CREATE TABLE errors (id int PRIMARY KEY, name text, message text, cause text);
CREATE TABLE enums (id int PRIMARY KEY, enums enum('', '''', '"', '`', '${process.exit(1)}', '*/', '</script>', 'line\nbreak', '\\', '😀', 'constructor', 'a', '1') NOT NULL DEFAULT '');
CREATE TABLE sets (id int PRIMARY KEY, some set('a b', '''', '"', '${x}', '*/') NOT NULL);
CREATE TABLE `table` (id int PRIMARY KEY, `table` int REFERENCES `table` (id));
CREATE TABLE `database` (id int PRIMARY KEY, `session` int, FOREIGN KEY (`session`) REFERENCES `database` (id));
CREATE TABLE session (id int PRIMARY KEY, session_types text);
CREATE TABLE `transaction` (id int PRIMARY KEY, `query` text, `close` text);
CREATE TABLE string (id int PRIMARY KEY, string text, number int, boolean bool, `any` text, `never` text, `undefined` text, `null` text);
CREATE TABLE `user` (id int PRIMARY KEY, data text, `create` text, `update` text, shape text, `key` text, `keys` text, `row` text);
CREATE TABLE `a.b/c` (id int PRIMARY KEY, `x.y` int UNIQUE, `x/y` int, `x\y` text, `x'y` text, `x"y` text, `x``y` text, `${x}` text, `*/` text, `</script>` text);
CREATE TABLE `a b` (`1st` int PRIMARY KEY, `2nd` int, `a-b` int, `a_b` int, `a b` int, `aB` int, FOREIGN KEY (`2nd`) REFERENCES `a.b/c` (id));
CREATE TABLE `line
break` (`new
line` int PRIMARY KEY, `ä` varchar(20) UNIQUE, `	x` text) COMMENT '*/ process.exit(1); /* ${process.exit(1)} `</script>';
CREATE TABLE this_name_is_as_long_as_names_may_be_and_has_the_same_start_a_01 (
  id int PRIMARY KEY,
  this_name_is_as_long_as_names_may_be_and_has_the_same_start_a_01 int UNIQUE,
  this_name_is_as_long_as_names_may_be_and_has_the_same_start_a_02 int UNIQUE
);
CREATE TABLE this_name_is_as_long_as_names_may_be_and_has_the_same_02 (
  id int PRIMARY KEY,
  this_name_is_as_long_as_names_may_be_and_has_the_same_start_a_01 int,
  this_name_is_as_long_as_names_may_be_and_has_the_same_start_a_02 int,
  FOREIGN KEY (id) REFERENCES this_name_is_as_long_as_names_may_be_and_has_the_same_start_a_01 (id),
  FOREIGN KEY (this_name_is_as_long_as_names_may_be_and_has_the_same_start_a_01)
    REFERENCES this_name_is_as_long_as_names_may_be_and_has_the_same_start_a_01 (this_name_is_as_long_as_names_may_be_and_has_the_same_start_a_01),
  FOREIGN KEY (this_name_is_as_long_as_names_may_be_and_has_the_same_start_a_02)
    REFERENCES this_name_is_as_long_as_names_may_be_and_has_the_same_start_a_01 (this_name_is_as_long_as_names_may_be_and_has_the_same_start_a_02)
);

-- Relations are called like columns, and like each other.
CREATE TABLE team (id int PRIMARY KEY, members text, member text, teams int, matches text);
CREATE TABLE member (id int PRIMARY KEY, team text, team_id int, teams int, FOREIGN KEY (team_id) REFERENCES team (id), FOREIGN KEY (teams) REFERENCES team (id));
CREATE TABLE `match` (
  id int PRIMARY KEY, home int NOT NULL, away int NOT NULL, home_team int, team_home int, winner_id int, winner text, loser_id int, loser int, previous_match_id int, `match` int,
  FOREIGN KEY (home) REFERENCES team (id), FOREIGN KEY (away) REFERENCES team (id), FOREIGN KEY (home_team) REFERENCES team (id), FOREIGN KEY (team_home) REFERENCES team (id),
  FOREIGN KEY (winner_id) REFERENCES team (id), FOREIGN KEY (loser_id) REFERENCES team (id), FOREIGN KEY (loser) REFERENCES team (id),
  FOREIGN KEY (previous_match_id) REFERENCES `match` (id), FOREIGN KEY (`match`) REFERENCES `match` (id)
);
CREATE TABLE team_member (team_id int, member_id int, PRIMARY KEY (team_id, member_id), FOREIGN KEY (team_id) REFERENCES team (id), FOREIGN KEY (member_id) REFERENCES member (id));
CREATE TABLE member_team (member_id int, team_id int, PRIMARY KEY (member_id, team_id), FOREIGN KEY (team_id) REFERENCES team (id), FOREIGN KEY (member_id) REFERENCES member (id));
