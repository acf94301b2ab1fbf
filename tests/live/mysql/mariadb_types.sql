-- What MariaDB has besides: JSON, which is a long text with a check, uuid, inet4 and inet6.
CREATE TABLE devices (
  id uuid NOT NULL DEFAULT uuid() PRIMARY KEY,
  address inet4,
  address6 inet6 NOT NULL,
  settings json NOT NULL DEFAULT json_object(),
  notes longtext CHECK (json_valid(notes) OR notes = ''),
  plain longtext
);
