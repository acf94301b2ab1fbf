-- Domains that take no NULL, and domains of rows; types that say of a wrong text that they failed; numbers of objects; a circle that is closed at the commit.

create extension if not exists hstore;
create domain flag as boolean not null;
create domain "Sure Flag" as flag;
create type place as (street text, zip int);
create domain known_place as place check ((value).zip > 0);
create type "Mood" as enum ('sad', 'it''s "great"', '');
create schema "other things";
create domain "other things".label as varchar(20) not null check (value <> '');
create table people (
  id int generated always as identity primary key,
  is_formal flag default false,
  is_sure "Sure Flag" default true,
  name "other things".label,
  mood "Mood" default 'sad',
  moods "Mood"[] not null default '{sad}',
  home known_place,
  homes place[],
  born date,
  size numeric(6, 2),
  code char(3),
  tags hstore,
  object oid,
  "zip code" text
);
create table x (id int primary key, y_id int not null);
create table y (id int primary key, x_id int not null references x deferrable initially deferred);
alter table x add foreign key (y_id) references y deferrable initially deferred;
create table text (id int primary key, words varchar(10));
create table point (x int primary key, y int);
