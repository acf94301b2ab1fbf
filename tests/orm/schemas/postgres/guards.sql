-- Tables that say themselves what may be done with their rows: rules and triggers that refuse, do nothing, or do something else; keys that are documents.

create table events (position bigserial primary key, kind text not null, payload jsonb not null default '{}');
create rule events_stay as on delete to events do instead nothing;
create table "Frozen Rows" (id int primary key, note text);
create rule frozen as on update to "Frozen Rows" do instead nothing;
create table journal (id bigint generated always as identity primary key, line text not null);
create function refuse() returns trigger language plpgsql as $$ begin raise exception '% of % is not allowed', tg_op, tg_table_name using errcode = 'restrict_violation'; end $$;
create trigger journal_grows before update or delete or truncate on journal for each statement execute function refuse();
create table kept (id int primary key, note text);
create function keep() returns trigger language plpgsql as $$ begin return null; end $$;
create trigger keep before update or delete on kept for each row execute function keep();
create table retired (id int primary key, note text, retired_at timestamptz);
create function retire() returns trigger language plpgsql as $$ begin update retired set retired_at = now() where id = old.id; return null; end $$;
create trigger retire before delete on retired for each row execute function retire();
create table slugs (id serial primary key, name text unique, slug text, touched timestamptz);
create function slug() returns trigger language plpgsql as $$ begin new.name := lower(trim(new.name)); new.slug := new.name || '-' || new.id; new.touched := clock_timestamp(); return new; end $$;
create trigger slug before insert or update on slugs for each row execute function slug();
create table odd_only (id int primary key check (id > 0), n int check (n < 50));
create function odd_only() returns trigger language plpgsql as $$ begin if new.n % 2 = 0 then raise exception 'odd numbers only' using errcode = 'check_violation'; end if; return new; end $$;
create trigger odd_only before insert or update on odd_only for each row execute function odd_only();
create table documents (id jsonb primary key, moods int[] unique);
create table notes (id int primary key, document jsonb not null references documents, moods int[] references documents (moods));
