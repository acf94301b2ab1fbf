-- Generated columns, virtual and stored, and keys over them; texts that look like a qualified name stay as they are.
CREATE TABLE invoices (
  net decimal(10,2) NOT NULL,
  gross decimal(10,2) GENERATED ALWAYS AS (net * 1.19) VIRTUAL,
  label varchar(60) AS (concat('net: ', net, ' `a`.`b`')) STORED,
  KEY by_gross (gross), UNIQUE KEY by_label (label)
);
