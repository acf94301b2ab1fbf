-- A partitioned table has its partitions inside, whole and to any depth; tables that inherit stand beside each other.
-- tags: partition, inheritance

CREATE TABLE readings (
  sensor integer NOT NULL,
  at timestamptz NOT NULL,
  value numeric CHECK (value > -300),
  PRIMARY KEY (sensor, at)
) PARTITION BY RANGE (at);
CREATE INDEX readings_value ON readings (value);
CREATE TABLE readings_2023 PARTITION OF readings FOR VALUES FROM ('2023-01-01 00:00+00') TO ('2024-01-01 00:00+00')
  PARTITION BY LIST (sensor);
CREATE TABLE readings_2023_few PARTITION OF readings_2023 FOR VALUES IN (1, 2, 3);
CREATE TABLE readings_2023_rest PARTITION OF readings_2023 DEFAULT;
CREATE TABLE readings_rest PARTITION OF readings DEFAULT;
CREATE INDEX only_here ON readings_rest (at);

CREATE TABLE hashed (id integer, name text) PARTITION BY HASH (id, lower(name) text_pattern_ops);
CREATE TABLE hashed_0 PARTITION OF hashed FOR VALUES WITH (MODULUS 2, REMAINDER 0);

CREATE TABLE alarms (
  sensor integer,
  at timestamptz,
  FOREIGN KEY (sensor, at) REFERENCES readings
);

CREATE TABLE vehicles (id integer PRIMARY KEY, wheels integer NOT NULL CHECK (wheels > 0));
CREATE TABLE engines (power integer);
CREATE TABLE cars (doors integer) INHERITS (vehicles, engines);
