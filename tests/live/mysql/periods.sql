-- MariaDB's periods of an application: the catalog shows them as checks, so such a check may be one, and is told.
-- tags: unsupported, periods
-- only: mariadb 10.5
-- ddl differs: unsupported/.stays

CREATE TABLE rates (
  room int NOT NULL,
  since date,
  until date,
  PERIOD FOR valid (since, until),
  UNIQUE KEY (room, valid WITHOUT OVERLAPS)
);
CREATE TABLE stays (
  arrival datetime NOT NULL,
  departure datetime NOT NULL,
  `a``b` datetime NOT NULL,
  left_at datetime,
  CONSTRAINT in_order CHECK (arrival < departure),
  CONSTRAINT odd CHECK (`a``b` < departure),
  CONSTRAINT known CHECK (arrival < left_at),
  CHECK (arrival < departure)
);

-- expect
-- engine: mariadb
-- tables:
--   - name:
--       name: rates
--     kind: table
--     columns:
--       - name: room
--         type:
--           kind: int32
--         database_type: int(11)
--         nullable: false
--       - name: since
--         type:
--           kind: date
--         database_type: date
--         nullable: false
--       - name: until
--         type:
--           kind: date
--         database_type: date
--         nullable: false
--     uniques:
--       - name: room
--         columns:
--           - room
--           - until
--           - since
--     checks:
--       - name: valid
--         sql: "`since` < `until`"
--   - name:
--       name: stays
--     kind: table
--     columns:
--       - name: arrival
--         type:
--           kind: timestamp
--         database_type: datetime
--         nullable: false
--       - name: departure
--         type:
--           kind: timestamp
--         database_type: datetime
--         nullable: false
--       - name: "a`b"
--         type:
--           kind: timestamp
--         database_type: datetime
--         nullable: false
--       - name: left_at
--         type:
--           kind: timestamp
--         database_type: datetime
--         nullable: true
--     checks:
--       - name: CONSTRAINT_1
--         sql: "`arrival` < `departure`"
--       - name: in_order
--         sql: "`arrival` < `departure`"
--       - name: known
--         sql: "`arrival` < `left_at`"
--       - name: odd
--         sql: "`a``b` < `departure`"
-- unsupported:
--   - kind: "possible application-time period"
--     name:
--       name: rates
--     detail: "valid (since, until): the catalog shows a period as this check"
--   - kind: "possible application-time period"
--     name:
--       name: stays
--     detail: "in_order (arrival, departure): the catalog shows a period as this check"
--   - kind: "possible application-time period"
--     name:
--       name: stays
--     detail: "odd (a`b, departure): the catalog shows a period as this check"
