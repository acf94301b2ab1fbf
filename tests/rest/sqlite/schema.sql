-- The tables that the tests of tests/rest/suite ask for.

create table writers (
  id integer primary key,
  name text not null unique,
  age integer check (age >= 0),
  active boolean not null default true,
  notes json,
  wage decimal(12, 2),
  joined timestamp default '2024-01-02 03:04:05'
);
create table books (
  id integer primary key,
  title text not null,
  pages integer not null default 100,
  writer_id integer not null references writers (id),
  editor_id integer references writers (id)
);
create table details (book_id integer primary key references books (id), isbn text);
create table genres (id integer primary key, label text not null unique);
create table book_genres (
  book_id integer not null references books (id),
  genre_id integer not null references genres (id),
  primary key (book_id, genre_id)
);
create table nodes (id integer primary key, parent_id integer references nodes (id));
create table "odd ""table"" `name` '; --" (id integer primary key, "constructor" text, "a,b" text, "x.y" text);
create table samples (
  id integer primary key,
  size text check (size in ('small', 'large', 'huge')),
  real32 real,
  real64 real,
  exact decimal(30, 10),
  big bigint,
  raw blob,
  moment timestamp,
  day date,
  flag boolean,
  word text not null default ''
);
create table keywords (id integer primary key, "after" int, "having" int, "distinct" int, "order" int);
create view long_books as select id, title, writer_id from books where pages > 150;
create table anything (id integer primary key, a);
create table spelled (id integer primary key, at timestamp);
insert into spelled values (1, '2024-05-06 07:08:09'), (2, '2024-05-06T07:08:09Z'), (3, '2024-05-06 07:08:09+00:00'), (4, '2024-05-06 07:08:09.000 +00:00'), (5, '2024-05-06T07:08:09.000Z'), (6, '2024-05-06T07:08:09+02:00'), (7, '2024-05-06'), (8, null);
