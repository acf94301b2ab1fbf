-- Moments that columns have by themselves, with the digits of the column.
CREATE SCHEMA IF NOT EXISTS public;
CREATE TABLE moments (
  id integer PRIMARY KEY,
  made timestamp NOT NULL DEFAULT now(),
  seen timestamp(3) DEFAULT CURRENT_TIMESTAMP(3),
  zoned timestamptz DEFAULT CURRENT_TIMESTAMP,
  whole timestamp(0) DEFAULT LOCALTIMESTAMP
);
