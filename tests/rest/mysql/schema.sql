-- The tables that the tests of tests/rest/suite ask for.

create table writers (
  id int auto_increment primary key,
  name varchar(50) not null unique,
  age int check (age >= 0),
  active boolean not null default true,
  notes json,
  wage decimal(12, 2),
  joined datetime default '2024-01-02 03:04:05'
);
create table books (
  id int auto_increment primary key,
  title varchar(100) not null,
  pages int not null default 100,
  writer_id int not null,
  editor_id int,
  constraint books_writer_id_fkey foreign key (writer_id) references writers (id),
  constraint books_editor_id_fkey foreign key (editor_id) references writers (id),
  fulltext (title)
);
create table details (book_id int primary key references books (id), isbn varchar(20), constraint details_book_id_fkey foreign key (book_id) references books (id));
create table genres (id int auto_increment primary key, label varchar(50) not null unique);
create table book_genres (
  book_id int not null,
  genre_id int not null,
  primary key (book_id, genre_id),
  constraint book_genres_book_id_fkey foreign key (book_id) references books (id),
  constraint book_genres_genre_id_fkey foreign key (genre_id) references genres (id)
);
create table nodes (id int auto_increment primary key, parent_id int, constraint nodes_parent_id_fkey foreign key (parent_id) references nodes (id));
create table `odd "table" ``name`` '; --` (id int auto_increment primary key, `constructor` varchar(50), `a,b` varchar(50), `x.y` varchar(50));
create view long_books as select id, title, writer_id from books where pages > 150;
create table samples (
  id int auto_increment primary key,
  size enum('small', 'large', 'huge'),
  real32 float,
  real64 double,
  exact decimal(30, 10),
  big bigint,
  raw varbinary(20),
  moment datetime(6),
  day date,
  flag boolean,
  word varchar(50) not null default ''
);
create table keywords (id int auto_increment primary key, `after` int, `having` int, `distinct` int, `order` int);
create function plus_one(x int) returns int deterministic return x + 1;
create table visits (place varchar(10) primary key, visitors int not null) partition by list columns (place) (partition one values in ('yard'));
create table mixing (a varchar(10) collate utf8mb4_unicode_ci, b varchar(10) collate utf8mb4_general_ci);
create view mixed as select concat(a, b) as `both` from mixing;
create table guarded (id int primary key);
create trigger guard before insert on guarded for each row signal sqlstate '45000' set message_text = 'not today', mysql_errno = 30001;
