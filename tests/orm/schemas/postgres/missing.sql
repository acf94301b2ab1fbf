-- A table of another server, which the schema is made again without; tables before and behind it.
create extension postgres_fdw;
create server far foreign data wrapper postgres_fdw options (host '127.0.0.1', port '1', dbname 'far');
create user mapping for public server far options (user 'nobody');
create table users (id int primary key, name text not null);
create foreign table user_far (id int not null, name text) server far;
create table user_notes (id int generated always as identity primary key, user_id int not null references users, note text not null);
