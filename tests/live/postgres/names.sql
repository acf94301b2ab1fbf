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

-- expect
-- engine: postgres
-- schemas:
--   - name: "We\"ird; schema"
--   - name: public
-- enums:
--   - name:
--       schema: "We\"ird; schema"
--       name: "e'num"
--     values:
--       - ""
--       - "\""
--       - "back\\slash"
--       - "new\nline"
--       - "{a,b}"
--       - "NULL"
--       - " "
--       - "*/"
-- sequences:
--   - name:
--       schema: public
--       name: User_user_seq
--     options:
--       type: integer
--       maximum: 2147483647
--     owned_by:
--       table:
--         schema: public
--         name: User
--       column: user
-- tables:
--   - name:
--       schema: "We\"ird; schema"
--       name: "ta\"ble 😀"
--     kind: table
--     comment: "it's\\ \"so\"\n*/ ${y} </script>"
--     columns:
--       - name: select
--         type:
--           kind: int32
--         database_type: integer
--         nullable: false
--         comment: "‮ right to left"
--       - name: "a\"b"
--         type:
--           kind: text
--         database_type: text
--         nullable: true
--         default:
--           sql: "'\\''\"\n'::text"
--           kind: literal
--           value: "\\'\"\n"
--       - name: "*/ ${x} <!--"
--         type:
--           kind: enum
--           name:
--             schema: "We\"ird; schema"
--             name: "e'num"
--         database_type: "\"We\"\"ird; schema\".\"e'num\""
--         nullable: true
--         default:
--           sql: "'new\nline'::\"We\"\"ird; schema\".\"e'num\""
--           kind: literal
--           value: "new\nline"
--       - name: "שלום"
--         type:
--           kind: array
--           element:
--             - kind: enum
--               name:
--                 schema: "We\"ird; schema"
--                 name: "e'num"
--         database_type: "\"We\"\"ird; schema\".\"e'num\"[]"
--         nullable: true
--       - name: "übergrößenträger_übergrößenträger_übergrößen_12"
--         type:
--           kind: int32
--         database_type: integer
--         nullable: true
--     primary_key:
--       name: "ta\"ble 😀_pkey"
--       columns:
--         - select
--     uniques:
--       - name: "ta\"ble 😀_übergrößenträger_übergrößenträger_über_key"
--         columns:
--           - "übergrößenträger_übergrößenträger_übergrößen_12"
--     checks:
--       - name: "ta\"ble 😀_a\"b_check"
--         sql: "(\"a\"\"b\" <> 'x''y'::text)"
--   - name:
--       schema: public
--       name: User
--     kind: table
--     columns:
--       - name: user
--         type:
--           kind: int32
--         database_type: integer
--         nullable: false
--         default:
--           sql: "nextval('public.\"User_user_seq\"'::regclass)"
--           kind: sequence
--         identity:
--           kind: serial
--           sequence:
--             schema: public
--             name: User_user_seq
--       - name: Group
--         type:
--           kind: int32
--         database_type: integer
--         nullable: true
--     foreign_keys:
--       - name: User_Group_fkey
--         columns:
--           - Group
--         references:
--           schema: "We\"ird; schema"
--           name: "ta\"ble 😀"
--         referenced_columns:
--           - select
--     indexes:
--       - name: "in\"dex"
--         parts:
--           - Group
--           - expression: "((\"user\" + 1))"
