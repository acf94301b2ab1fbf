-- Views alone: there is nothing to write, and no table to make rows in.

create view numbers as select 1 as one, 'a' as word;
create view more as select one + 1 as two from numbers;
