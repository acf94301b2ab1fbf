-- What a partitioned table is given later, its partitions have too; bounds are shown in UTC, and as their type has them.
CREATE TABLE owners (id integer PRIMARY KEY);
CREATE TABLE events (id bigint NOT NULL, owner integer, at timestamptz NOT NULL, day date) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2024-01-01 00:00:00+02') TO ('2024-02-01T00:00:00.250Z');
CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM ('2024-03-01 12:30-03:30') TO (MAXVALUE) PARTITION BY LIST (owner);
CREATE TABLE events_2_few PARTITION OF events_2 FOR VALUES IN (1, 2);
ALTER TABLE events ADD CONSTRAINT of_owner FOREIGN KEY (owner) REFERENCES owners (id) ON DELETE CASCADE;
ALTER TABLE events ADD CONSTRAINT later CHECK (day > '2000-01-01');
CREATE INDEX by_owner ON events (owner);
CREATE INDEX by_day ON ONLY events (day);
CREATE INDEX events_1_by_day ON events_1 (day);
CREATE TABLE days (day date) PARTITION BY RANGE (day);
CREATE TABLE days_1 PARTITION OF days FOR VALUES FROM ('2024-1-1') TO ('2024-02-01');
CREATE TABLE stamps (at timestamp) PARTITION BY RANGE (at);
CREATE TABLE stamps_1 PARTITION OF stamps FOR VALUES FROM ('2024-01-01') TO ('2024-02-01 10:00');
CREATE TABLE stamps_2 PARTITION OF stamps FOR VALUES FROM ('2024-03-01 10:00:00.000000') TO ('2024-03-01 10:00:10.500');
