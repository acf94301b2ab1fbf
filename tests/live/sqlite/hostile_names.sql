-- Names made of quotes, comments, newlines and keywords; the empty name too.
-- tags: names

CREATE TABLE "it's ""quoted"" `here` [and] */ ${there}" (
  "a,b)(" INTEGER PRIMARY KEY,
  `b``c` TEXT CONSTRAINT "x -- y" UNIQUE,
  [sel"ect] INT CHECK ([sel"ect] > 0),
  "line
break" TEXT DEFAULT 'a
b',
  'single' TEXT,
  "back\slash" TEXT,
  "😀 עברית" TEXT COLLATE "NOCASE",
  "" TEXT
);
CREATE TABLE "table" ("select" INT, "check" INT CHECK ("check" > 0), "primary" INT REFERENCES "table" ("select"), UNIQUE ("select"));
CREATE INDEX "index ""1""" ON "it's ""quoted"" `here` [and] */ ${there}" ("a,b)(", lower("line
break"));
CREATE VIEW "view --" AS SELECT "a,b)(" AS "x
y", [sel"ect] FROM "it's ""quoted"" `here` [and] */ ${there}";
CREATE TABLE "" ("" TEXT);
