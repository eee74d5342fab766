create table bare_stock (id int primary key, available int not null check (available >= 0));
create table bare_orders (
  number bigint generated always as identity primary key,
  customer text not null,
  address jsonb not null,
  total bigint not null,
  placed_at timestamptz not null default now()
);
create table bare_lines (
  order_number bigint not null,
  position int not null,
  stock_id int not null,
  quantity int not null,
  price bigint not null,
  primary key (order_number, position)
);
insert into bare_stock select n, 100000000 from generate_series(1, 1000) n;
analyze;
