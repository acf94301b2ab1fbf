-- A number that grows with every change of the schema, whoever makes it.
SELECT schema_version FROM pragma_schema_version;
