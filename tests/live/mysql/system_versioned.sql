-- MariaDB's tables with a history: without columns for it, with columns of their own, a column that is left out. The end of a row's life, which the server adds
-- to keys, is no part of them.
CREATE TABLE prices (id int PRIMARY KEY, price decimal(6,2), views int WITHOUT SYSTEM VERSIONING, UNIQUE KEY (price)) WITH SYSTEM VERSIONING;
CREATE TABLE contracts (
  id int PRIMARY KEY,
  since timestamp(6) GENERATED ALWAYS AS ROW START INVISIBLE,
  until timestamp(6) GENERATED ALWAYS AS ROW END INVISIBLE,
  PERIOD FOR SYSTEM_TIME (since, until)
) WITH SYSTEM VERSIONING;
