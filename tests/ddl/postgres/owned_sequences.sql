-- Sequences that are made by themselves and given to columns later, as pg_dump writes them.
CREATE SCHEMA "My shop";
CREATE TABLE plain (id integer NOT NULL, note text);
CREATE SEQUENCE plain_id_seq AS integer START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1;
ALTER SEQUENCE plain_id_seq OWNED BY plain.id;
ALTER TABLE ONLY plain ALTER COLUMN id SET DEFAULT nextval('plain_id_seq'::regclass);
CREATE SEQUENCE "My shop"."Orders ""x""_id.seq";
CREATE TABLE "My shop"."Orders ""x""" ("Id.no" bigint NOT NULL DEFAULT nextval('"My shop"."Orders ""x""_id.seq"'::regclass), PRIMARY KEY ("Id.no"));
ALTER SEQUENCE "My shop"."Orders ""x""_id.seq" OWNED BY "My shop"."Orders ""x"""."Id.no";
CREATE SEQUENCE freed OWNED BY plain.note;
ALTER SEQUENCE freed OWNED BY NONE;
