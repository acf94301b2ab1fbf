-- Names and comments made of what breaks naive code: quotes, line ends, code, emoji, other scripts, the longest name.
-- tags: names

CREATE SCHEMA "We""ird; schema";
CREATE TYPE "We""ird; schema"."e'num" AS ENUM ('', '"', E'back\\slash', E'new\nline', '{a,b}', 'NULL', ' ', '*/');
CREATE TABLE "We""ird; schema"."ta""ble 😀" (
  "select" integer PRIMARY KEY,
  "a""b" text DEFAULT E'\\''"\n' CHECK ("a""b" <> 'x''y'),
  "*/ ${x} <!--" "We""ird; schema"."e'num" DEFAULT E'new\nline',
  "שלום" "We""ird; schema"."e'num"[],
  "übergrößenträger_übergrößenträger_übergrößen_12" integer UNIQUE
);
COMMENT ON TABLE "We""ird; schema"."ta""ble 😀" IS E'it''s\\ "so"\n*/ ${y} </script>';
COMMENT ON COLUMN "We""ird; schema"."ta""ble 😀"."select" IS E'\u202e right to left';
CREATE TABLE "User" ("user" serial, "Group" integer REFERENCES "We""ird; schema"."ta""ble 😀");
CREATE INDEX "in""dex" ON "User" ("Group", ("user" + 1));
