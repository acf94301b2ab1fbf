-- Names and comments that try to be more than data, in everything that the documentation is made of.

CREATE SCHEMA billing;
CREATE SCHEMA "a/b";
CREATE TYPE "mood'; --" AS ENUM ('it''s', '</script>', '`|`', '${x}', E'two\nlines', '');

CREATE TABLE "</script><script>document.title='owned'</script>" (
  "a""b" integer PRIMARY KEY,
  "`${x}`" text NOT NULL DEFAULT '*/ <!-- </style> {{name}}',
  "__proto__" integer,
  "constructor" text,
  "select" text,
  "order" text,
  "and" text,
  "a.b" text,
  "a->>b" text,
  "x&y=z#?%2F" text,
  "🎉 größe" "mood'; --",
  "new
line" text,
  "[link](javascript:alert(1))" text,
  "| cell | `code`" text,
  CONSTRAINT "check`; </script>" CHECK ("select" <> '</b>' AND length("order") < 10)
);
COMMENT ON TABLE "</script><script>document.title='owned'</script>" IS '<img src=x onerror="document.title=''owned''"> | `x` */ ${y} [z](https://example.org)
# second line
```
fence';
COMMENT ON COLUMN "</script><script>document.title='owned'</script>"."constructor" IS '</td><script>document.title="owned"</script>';

CREATE TABLE "constructor" ("__proto__" integer PRIMARY KEY REFERENCES "</script><script>document.title='owned'</script>" ("a""b") ON DELETE CASCADE);
CREATE TABLE "__proto__" (id integer PRIMARY KEY, parent integer REFERENCES "__proto__" (id));
CREATE TABLE "README" (id integer PRIMARY KEY);
CREATE TABLE "rpc" (id integer PRIMARY KEY);
CREATE TABLE ".." (id integer PRIMARY KEY);
CREATE TABLE "a/b?c#d" (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, amount numeric(20, 4) CHECK (amount > 0 AND amount < 1000));
CREATE TABLE orders (id integer PRIMARY KEY, note text);
CREATE TABLE billing.orders (id uuid PRIMARY KEY, total numeric NOT NULL);
CREATE TABLE "a/b"."c|d" (id integer PRIMARY KEY, at timestamptz NOT NULL DEFAULT now());
CREATE VIEW "view </script>" AS SELECT id, note AS "*/" FROM orders;

CREATE FUNCTION "area </script>"("side `a`" integer, "${b}" integer DEFAULT 1) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 * $2';
CREATE FUNCTION recent(since timestamptz) RETURNS SETOF orders LANGUAGE sql STABLE AS 'SELECT * FROM orders';
CREATE FUNCTION forget() RETURNS void LANGUAGE sql AS 'DELETE FROM orders';
