-- Since when the server has counted what is used; NULL where its statistics were never thrown away.
SELECT to_char(stats_reset AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"')
FROM pg_catalog.pg_stat_database
WHERE datname = current_database()
