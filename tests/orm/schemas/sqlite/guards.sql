-- Triggers that refuse, or do nothing; texts that point to numbers.

create table journal (id integer primary key, line text not null);
create trigger journal_stays before update on journal begin select raise(abort, 'lines are not changed'); end;
create trigger journal_grows before delete on journal begin select raise(rollback, 'lines are not deleted'); end;
create table kept (id integer primary key, note text);
create trigger keep before delete on kept begin select raise(ignore); end;
create table gone (id integer primary key, note text);
create trigger gone after insert on gone when new.id % 2 = 0 begin delete from gone where id = new.id; end;
create table texts_to_numbers (id integer primary key, number text not null references journal (id), word varchar(20) references kept (id));
