-- Types that only MySQL has, with defaults, generated columns, and a circle of keys.

create table `user` (id bigint unsigned not null auto_increment primary key, `zip code` varchar(10), `constructor` varchar(5) default '', flags set('a','b','cd') , e enum('','x','it''s','"'), bits bit(5) default b'101', y year, g geometry, p point not null, j json, ti tinyint(1) default 1, tu tinyint unsigned, dt datetime(3) default current_timestamp(3) on update current_timestamp(3), ts timestamp null, tm time(2), d date default '2024-01-01', dec1 decimal(65,30), f float(7,4), db double unsigned, b binary(4), vb varbinary(10), tb tinyblob, lt longtext, ch char(3) character set ascii collate ascii_bin, spatial index (p)) comment '*/ ${x} `';
create table Orders (id int primary key, user_id bigint unsigned not null, `Total` decimal(10,2) not null check (`Total` >= 0), area int generated always as (id * 2) virtual, area2 int as (id * 3) stored, constraint fk1 foreign key (user_id) references `user` (id), constraint ck check (`Total` < 1000 or user_id is not null));
create table order_lines (order_id int, line smallint, note text, primary key (order_id, line), foreign key (order_id) references Orders (id) on delete cascade, fulltext (note));
create table nopk (a int, b int, unique (a, b));
create table cyc1 (id int primary key, other int not null); create table cyc2 (id int primary key, other int not null, foreign key (other) references cyc1 (id));
alter table cyc1 add foreign key (other) references cyc2 (id);
create view v as select u.id, o.Total as `total sum`, concat(u.`zip code`, 'x') from `user` u join Orders o on o.user_id = u.id;
create table part (id int not null, y int not null, primary key (id, y)) partition by hash (y) partitions 4;
create table prefixkey (t varchar(300) not null, unique key (t(10)));
create table padded (id int(6) unsigned zerofill auto_increment primary key, code smallint zerofill not null default 7, price decimal(8,2) zerofill, big bigint zerofill, ratio double(9,3) zerofill, parent_id int(6) unsigned zerofill, opened year not null default 0, foreign key (parent_id) references padded (id));
create table hushed (id int primary key, secret varchar(5) not null default 'x' invisible);
create view padded_view as select id, code, price from padded;
create table periods (id int primary key, since timestamp(6) generated always as row start, until timestamp(6) generated always as row end, period for system_time (since, until)) with system versioning;
create table wide_texts (id int primary key, short varchar(20) character set ucs2 unique, big text character set utf16, plain varchar(20), ip inet4, ip6 inet6);
create table all_wide (id int primary key, word char(4) default 'a') default charset=utf32;
