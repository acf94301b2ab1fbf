-- Triggers that refuse, or write another value than they were given; partitions that take some values only.

create table journal (id bigint unsigned auto_increment primary key, line varchar(50) not null);
create trigger journal_stays before update on journal for each row signal sqlstate '45000' set message_text = 'lines are not changed';
create trigger journal_grows before delete on journal for each row signal sqlstate '23000' set message_text = 'lines are not deleted', mysql_errno = 1451;
create table slugs (id int auto_increment primary key, name varchar(40) unique, slug varchar(60));
create trigger slug before insert on slugs for each row set new.name = lower(new.name), new.slug = concat(new.name, '-x');
create table regions (id int not null, region varchar(10) not null, primary key (id, region)) partition by list columns (region) (partition e values in ('east', 'e'), partition w values in ('west'));
create table years (id int not null, at date not null, unique key (id, at)) partition by range (year(at)) (partition old values less than (1990));
create table people (id int auto_increment primary key, name varchar(30) not null, email varchar(50) character set latin1 not null);
create view addresses as select id, concat(name, '<', email, '>') as `full address`, 'fixed' as word from people;
