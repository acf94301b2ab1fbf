-- What SQLite takes and other engines would not: columns without types, keys that refer to nothing, circles, tables of modules.

create table t (a, b text, c integer primary key);
create table "no types" (x, y, z default 'a;''b');
create table wr (k text, l text, v blob, primary key (k, l)) without rowid;
create table st (id integer primary key, a any, b blob, r real, t text not null) strict;
create table gen (id integer primary key, w int, h int, area int generated always as (w * h) virtual, s int as (w + 1) stored, check (area < 1000));
create table missing_fk (id integer primary key, x int references nowhere(id), y int references t);
create table cyc_a (id integer primary key, b int not null references cyc_b);
create table cyc_b (id integer primary key, a int not null references cyc_a);
create virtual table fts using fts5(title, body);
create view vv as select 1, 2 as b, a || 'x' from t;
create view broken as select nope from nowhere;
create table "order" (id integer primary key autoincrement, "group" text collate nocase unique, "select" int, status text check (status in ('a', 'b', 'c''d')), total numeric(10,2) check (total >= 0), at datetime default current_timestamp, on_ date, flag boolean not null default 1, j json);
create table order_items (order_id int references "order" on delete cascade, line int, sku text references item(sku), primary key (order_id, line));
create table item (sku text primary key, name varchar(20) not null check (length(name) > 2), price decimal);
create unique index u on item (lower(name));
create unique index pu on item (name) where price > 3;
create table blob_key (k blob primary key, v text);
create table nullable_pk (k text primary key, v text);
create table composite_ref (a int, b int, c text, foreign key (a, b) references order_items (order_id, line));
create trigger tr before insert on item when new.price > 100 begin select raise(abort, 'too dear'); end;
create table pairs (a, b, c, primary key (a, b));
create table history (place_id integer not null, input text not null, uses integer, primary key (place_id, input));
create table typed_by_texts (id integer primary key, a "drop); --", b "it's" default 'x', c [check], d "decimal(10, 5)", e 'double precision', f "*/ ${x} `");
create table settled (id integer primary key on conflict replace, label text unique on conflict ignore, note text not null on conflict replace default 'none');
