-- The tables that the tests of tests/graphql/suite ask for.

create table writers (
  id integer primary key,
  name text not null unique,
  age integer check (age >= 0),
  active boolean not null default true,
  notes json,
  wage decimal(30, 10),
  big bigint,
  score double,
  joined timestamp default '2024-01-02 03:04:05',
  mood text check (mood in ('happy', 'so-so', 'PG-13')),
  raw blob
);
create table books (
  id integer primary key,
  title varchar(100) not null,
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
create table lines (tenant integer not null, number integer not null, price decimal(12, 2), code text unique, primary key (tenant, number));
create table logs (at timestamp, message text);
create view long_books as select id, title, writer_id from books where pages > 150;

-- Names that the schema has need of itself.
create table book_filter (id integer primary key);
create table "order" (id integer primary key, page_info text);
create table create_book_input (id integer primary key);
