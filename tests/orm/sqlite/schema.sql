-- A schema with everything in it that the ORM has to do with: see tests/orm.py.

create table users (
  id integer primary key,
  email text not null unique,
  name varchar(40),
  age int check (age >= 0),
  manager_id integer references users,
  created_at timestamp not null default current_timestamp,
  is_admin boolean not null default false
);
create table posts (
  id integer primary key autoincrement,
  author_id integer not null references users on delete cascade,
  editor_id integer references users,
  title text not null,
  published boolean not null default false,
  score double,
  data json,
  created_at timestamp not null default '2020-01-01',
  title_length int generated always as (length(title)) stored,
  unique (author_id, title)
);
create table tags (id integer primary key, label text not null unique);
create table post_tags (post_id integer references posts on delete cascade, tag_id integer references tags, primary key (post_id, tag_id));
create table profiles (user_id integer primary key references users on delete cascade, bio text);
create table orders (tenant int, number int, status text not null default 'open' check (status in ('open','paid')), total decimal(30,10), primary key (tenant, number));
create table order_items (tenant int, number int, line int default 7, price numeric(12,2) not null, primary key (tenant, number, line), foreign key (tenant, number) references orders);
create table types (id integer primary key, parent_id integer references types, b boolean, i2 smallint, i8 bigint, f8 double, huge double, d decimal, t text, by blob, da date, ts timestamp, j json, anything any, u uuid);
create table log (at timestamp, message text);
create table "billing users" (id integer primary key, "zip code" text, "constructor" text, "__proto__" text, "quote""d" text, "a'b`c\" text, "class" integer, "AND" text, "shape" text unique);
create table transactions (id integer primary key, "query" text);
create view user_posts as select u.id, u.email, count(p.id) as posts from users u left join posts p on p.author_id = u.id group by u.id;
