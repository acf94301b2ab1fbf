-- What PostgreSQL's grammar has and our tree has no place for: refused by name, not as a mistake.
SELECT * FROM f(1) x (a int, b text COLLATE "C"), ROWS FROM (f(1) AS (a int), g(2)) AS z;
SELECT * FROM xmltable('/a' PASSING x COLUMNS y int PATH 'b', z FOR ORDINALITY);
SELECT a IS DOCUMENT, a IS NOT DOCUMENT, a IS NORMALIZED, a IS NOT NORMALIZED, a IS NFC NORMALIZED, a IS NOT NFKD NORMALIZED;
SELECT CAST(a AS setof int);
SELECT xmlconcat(a, b), xmlforest(a, b AS c), xmlpi(NAME a), xmlparse(DOCUMENT a), xmlroot(a, VERSION '1'), xmlserialize(CONTENT a AS text), xmlexists('x' PASSING a), xmlelement(NAME a, xmlattributes(b), c);
UPDATE t AS x SET a[1] = 2, b.c = 3, (d, e) = ROW(1, 2), (f, g) = (SELECT 1, 2), h = DEFAULT, (i) = (DEFAULT), (j, k) = (1, DEFAULT) WHERE CURRENT OF c;
CREATE TABLE t OF s.u;
CREATE TABLE t OF s.u (a WITH OPTIONS DEFAULT 1, PRIMARY KEY (a));
CREATE TABLE t AS EXECUTE p (1, 2);
CREATE INDEX i ON ONLY t USING btree (a ASC NULLS FIRST, b COLLATE "C" text_ops (x=1) DESC, f(c), (d || e)) NULLS NOT DISTINCT WITH (fillfactor=70) TABLESPACE x WHERE a IS NOT NULL;
CREATE SCHEMA s CREATE TABLE t (a int) CREATE VIEW v AS SELECT 1;
DROP FUNCTION f(IN a int, OUT b int);
DROP DATABASE IF EXISTS d WITH (FORCE);
SET TRANSACTION SNAPSHOT 'x';
