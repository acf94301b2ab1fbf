-- The tables that the tests of tests/graphql/suite ask for.

create table writers (
  id int auto_increment primary key,
  name varchar(50) not null unique comment 'What "they" are called, in full.',
  age int comment '@deprecated: ask for the year of birth' check (age >= 0),
  active boolean not null default true,
  notes json,
  wage decimal(30, 10),
  big bigint,
  score double,
  joined datetime default '2024-01-02 03:04:05',
  mood enum('happy', 'so-so', 'PG-13'),
  raw blob
);
create table books (
  id int auto_increment primary key,
  title varchar(100) not null,
  pages int not null default 100,
  writer_id int not null,
  editor_id int,
  constraint books_writer_id_fkey foreign key (writer_id) references writers (id),
  constraint books_editor_id_fkey foreign key (editor_id) references writers (id)
);
create table details (book_id int primary key, isbn varchar(20), constraint details_book_id_fkey foreign key (book_id) references books (id));
create table genres (id int auto_increment primary key, label varchar(50) not null unique);
create table book_genres (
  book_id int not null,
  genre_id int not null,
  primary key (book_id, genre_id),
  constraint book_genres_book_id_fkey foreign key (book_id) references books (id),
  constraint book_genres_genre_id_fkey foreign key (genre_id) references genres (id)
);
create table nodes (id int auto_increment primary key, parent_id int, constraint nodes_parent_id_fkey foreign key (parent_id) references nodes (id));
create table `lines` (tenant int, number int, price decimal(12, 2), code varchar(20) unique, primary key (tenant, number));
create table logs (at datetime, message text);
create view long_books as select id, title, writer_id from books where pages > 150;

-- Names that the schema has need of itself.
create table book_filter (id int primary key);
create table `order` (id int primary key, page_info text);
create table create_book_input (id int primary key);
