-- A schema with everything in it that the ORM has to do with: see tests/orm.py.

create table users (
  id bigint auto_increment primary key,
  email varchar(200) not null unique,
  name varchar(40),
  age int, constraint age_positive check (age >= 0),
  manager_id bigint references users(id),
  created_at timestamp(6) not null default current_timestamp(6),
  is_admin boolean not null default false
);
create table posts (
  id bigint auto_increment primary key,
  author_id bigint not null,
  editor_id bigint,
  title varchar(100) not null,
  published boolean not null default false,
  score double,
  data json,
  created_at datetime(6) not null default '2020-01-01',
  title_length int generated always as (length(title)) stored,
  unique author_title (author_id, title), constraint posts_author foreign key (author_id) references users (id) on delete cascade, foreign key (editor_id) references users (id)
);
create table tags (id int primary key, label varchar(50) not null unique);
create table post_tags (post_id bigint, tag_id int, primary key (post_id, tag_id), foreign key (post_id) references posts(id) on delete cascade, foreign key (tag_id) references tags(id));
create table profiles (user_id bigint primary key, bio text, foreign key (user_id) references users(id) on delete cascade);
create table orders (tenant int, number int, status enum('open', 'it''s "late" ${x} */', 'paid') not null default 'open', total decimal(30,10), primary key (tenant, number));
create table order_items (tenant int, number int, line int default 7, price numeric(12,2) not null, primary key (tenant, number, line), foreign key (tenant, number) references orders(tenant, number));
create table types (id int primary key, parent_id int references types (id), b boolean, i2 smallint, i8 bigint, u8 bigint unsigned, f4 float, f8 double, d decimal(40,10), t text, c char(5), `by` blob, da date, ti time(6), ts datetime(6), tsz timestamp(3) null, y year, j json, e enum('a','b'), s set('x','y'), bits bit(12), p point, u uuid);
create table log (at timestamp null, message text);
create table `billing users` (id int primary key, `zip code` text, `constructor` text, `__proto__` text, `quote"d` text, `a'b``c` text, `class` int, `AND` text, `shape` varchar(20) unique);
create table transactions (id int primary key, `query` text);
create view user_posts as select u.id, u.email, count(p.id) as posts from users u left join posts p on p.author_id = u.id group by u.id;
