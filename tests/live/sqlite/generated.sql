-- Generated columns, stored and virtual, long form and short.
-- tags: generated

CREATE TABLE boxes (
  width REAL,
  height REAL,
  area REAL GENERATED ALWAYS AS (width * height) STORED,
  label TEXT AS ('(' || width || ' x ' || height || ')') NOT NULL COLLATE NOCASE,
  ratio AS (width / nullif(height, 0)) VIRTUAL CHECK (ratio > 0)
);
CREATE INDEX boxes_area ON boxes (area);
