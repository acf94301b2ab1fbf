-- A shop with enough rows that no page of it is special.
create table customers (id int generated always as identity primary key, name text not null, email text not null unique);
create table products (id int generated always as identity primary key, name text not null, price numeric(10, 2) not null);
create table orders (
  id int generated always as identity primary key,
  customer_id int not null references customers (id),
  status text not null default 'open' check (status in ('open', 'paid', 'sent')),
  note text,
  total numeric(10, 2) not null check (total >= 0),
  created_at timestamptz not null default now()
);
create table items (
  id int generated always as identity primary key,
  order_id int not null references orders (id),
  product_id int not null references products (id),
  quantity int not null check (quantity > 0)
);
insert into customers (name, email) select 'customer ' || n, n || '@example.com' from generate_series(1, 1000) n;
insert into products (name, price) select 'product ' || n, n * 1.25 from generate_series(1, 500) n;
insert into orders (customer_id, status, total) select n % 1000 + 1, 'open', n % 99 from generate_series(1, 50000) n;
insert into items (order_id, product_id, quantity) select n % 50000 + 1, n % 500 + 1, n % 7 + 1 from generate_series(1, 150000) n;
create index on orders (customer_id, id);
create index on items (order_id);
analyze;
