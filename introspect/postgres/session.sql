-- Opens the snapshot that every other question is asked in, and says what database it is. One row.
--
-- The settings make the server print everything the same way whatever its configuration: an empty search_path has all names come back
-- qualified, the others fix how constants inside expressions are written. JIT and parallel workers cost more than they save here; and
-- the planner, which has no statistics of a fresh catalog, would join tables of thousands of rows in nested loops.
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
SET LOCAL statement_timeout = 10000;
SET LOCAL lock_timeout = 10000;
SET LOCAL datestyle = 'ISO, YMD';
SET LOCAL intervalstyle = 'postgres';
SET LOCAL timezone = 'UTC';
SET LOCAL extra_float_digits = 1;
SET LOCAL bytea_output = 'hex';
SET LOCAL quote_all_identifiers = off;
SET LOCAL standard_conforming_strings = on;
SET LOCAL jit = off;
SET LOCAL enable_nestloop = off;
SET LOCAL max_parallel_workers_per_gather = 0;
SELECT current_setting('server_version'),
       pg_encoding_to_char(d.encoding),
       coalesce(d.datlocale, d.datcollate),
       coalesce(current_schema(), 'public'),
       current_user,
       set_config('search_path', '', true)  -- last: current_schema() must see the old one
FROM pg_catalog.pg_database AS d
WHERE d.datname = current_database();
