-- A schema with everything in it that the ORM has to do with: see tests/orm.py.

create schema billing;
create type order_status as enum ('open', 'paid', 'it''s "late" ${x} */', 'done');
create type money_part as (amount numeric(20,4), currency text, tags text[]);
create domain positive as integer check (value > 0) default 7;
create table users (
  id bigint generated always as identity primary key,
  email text not null unique,
  name varchar(40),
  age integer check (age >= 0),
  manager_id bigint references users,
  created_at timestamptz not null default now(),
  is_admin boolean not null default false
);
comment on table users is 'People. */ ${boom} `x`';
create table posts (
  id bigserial primary key,
  author_id bigint not null references users on delete cascade,
  editor_id bigint references users,
  title text not null,
  published boolean not null default false,
  score float8,
  data jsonb,
  created_at timestamp not null default '2020-01-01',
  title_length integer generated always as (length(title)) stored,
  unique (author_id, title)
);
create table tags (id integer primary key, label text not null unique);
create table post_tags (post_id bigint references posts on delete cascade, tag_id integer references tags, primary key (post_id, tag_id));
create table profiles (user_id bigint primary key references users on delete cascade, bio text);
create table orders (tenant integer, number integer, status order_status not null default 'open', total numeric(30,10), primary key (tenant, number));
create table order_items (tenant integer, number integer, line positive, price numeric(12,2) not null, primary key (tenant, number, line), foreign key (tenant, number) references orders);
create table types (
  id integer primary key, parent_id integer references types,
  b boolean, i2 smallint, i8 bigint, f4 real, f8 double precision, zero double precision, d numeric, t text, c char(5), by bytea, da date, ti time, tiz timetz,
  ts timestamp, tsz timestamptz, past timestamptz, forever timestamptz, iv interval, u uuid, j json, jb jsonb, ip inet, bits bit(4), e order_status, a_int integer[], a_big bigint[], a_text text[],
  a_enum order_status[], a_num numeric[], a_ts timestamptz[], a_bytes bytea[], comp money_part, a_comp money_part[], r int4range, m money, x xml, p point
);
create table log (at timestamptz, message text);
create table billing.users (id integer primary key, "zip code" text, "constructor" text, "__proto__" text, "quote""d" text, "a'b`c\" text, "class" integer, "AND" text, "shape" text unique);
create table transactions (id integer primary key, "query" text);
create view user_posts as select u.id, u.email, count(p.id) as posts from users u left join posts p on p.author_id = u.id group by u.id;
create table chicken (id integer primary key, egg_id integer);
create table egg (id integer primary key, chicken_id integer references chicken);
alter table chicken add foreign key (egg_id) references egg;
