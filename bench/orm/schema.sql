-- What bench/orm.py reads and writes: users with posts, which have comments.
create table users (
  id integer generated always as identity primary key,
  email text not null unique,
  name text not null,
  age integer,
  created_at timestamptz not null default now()
);
create table posts (
  id integer generated always as identity primary key,
  author_id integer not null references users,
  title text not null,
  published boolean not null default false,
  score double precision,
  created_at timestamptz not null default now()
);
create index on posts (author_id);
create table comments (
  id integer generated always as identity primary key,
  post_id integer not null references posts,
  body text not null
);
create index on comments (post_id);
insert into users (email, name, age) select 'user' || n || '@example.org', 'User ' || n, n % 80 from generate_series(1, 1000) n;
insert into posts (author_id, title, published, score) select u.id, 'Post ' || n, n % 2 = 0, n / 7.0 from users u, generate_series(1, 10) n;
insert into comments (post_id, body) select p.id, 'A comment of some length, number ' || n from posts p, generate_series(1, 3) n;
analyze;
