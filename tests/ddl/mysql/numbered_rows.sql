-- Rows that are numbered without a sign, and what refers to them: in the same statement, further down, in a circle, and as programs for the web write dumps.
CREATE TABLE users (id bigint unsigned NOT NULL AUTO_INCREMENT, name varchar(50), PRIMARY KEY (id));
CREATE TABLE profiles (user_id bigint unsigned NOT NULL, town varchar(50), PRIMARY KEY (user_id), CONSTRAINT profile_of FOREIGN KEY (user_id) REFERENCES users (id));
CREATE TABLE visits (id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, profile_id bigint unsigned NOT NULL, after_id bigint unsigned, CONSTRAINT visit_of FOREIGN KEY (profile_id) REFERENCES profiles (user_id), CONSTRAINT visit_after FOREIGN KEY (after_id) REFERENCES visits (id));
CREATE TABLE counters (id bigint unsigned NOT NULL PRIMARY KEY, n bigint unsigned);
CREATE TABLE teams (id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, lead_id bigint unsigned);
CREATE TABLE leads (id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, team_id bigint unsigned NOT NULL, CONSTRAINT lead_of FOREIGN KEY (team_id) REFERENCES teams (id));
ALTER TABLE teams ADD CONSTRAINT led_by FOREIGN KEY (lead_id) REFERENCES leads (id);
CREATE TABLE albums (id bigint(20) unsigned NOT NULL, title varchar(40) NOT NULL);
CREATE TABLE tracks (id int(10) unsigned NOT NULL, album_id bigint(20) unsigned NOT NULL, after_id int(10) unsigned);
ALTER TABLE albums ADD PRIMARY KEY (id);
ALTER TABLE tracks ADD PRIMARY KEY (id), ADD KEY tracks_album (album_id);
ALTER TABLE albums MODIFY id bigint(20) unsigned NOT NULL AUTO_INCREMENT, AUTO_INCREMENT=5;
ALTER TABLE tracks MODIFY id int(10) unsigned NOT NULL AUTO_INCREMENT;
ALTER TABLE tracks ADD CONSTRAINT track_of FOREIGN KEY (album_id) REFERENCES albums (id) ON DELETE CASCADE, ADD CONSTRAINT track_after FOREIGN KEY (after_id) REFERENCES tracks (id);
CREATE TABLE rings (id bigint unsigned NOT NULL PRIMARY KEY, next_id bigint unsigned, UNIQUE (next_id), CONSTRAINT r1 FOREIGN KEY (next_id) REFERENCES rings (next_id), CONSTRAINT r2 FOREIGN KEY (next_id) REFERENCES rings (next_id) ON DELETE CASCADE, CONSTRAINT r3 FOREIGN KEY (next_id) REFERENCES rings (next_id) ON UPDATE CASCADE, CONSTRAINT r4 FOREIGN KEY (next_id) REFERENCES rings (next_id) ON DELETE SET NULL);

-- Rows may bring numbers below those that are counted.
CREATE TABLE below (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, name varchar(9));
INSERT INTO below VALUES (-7, 'x');
INSERT INTO below (name) VALUES ('y');
