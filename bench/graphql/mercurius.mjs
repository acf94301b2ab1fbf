// Mercurius with its loaders, as its documentation shows them: a statement for each level. Its compiler of documents (JIT) is on.

import process from 'node:process';

import Fastify from 'fastify';
import mercurius from 'mercurius';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const rows = async (name, text, ...values) => (await pool.query({ name, text, values })).rows;

const schema = `
  type Query { order(id: ID!): Order  customers(after: Int!): [Customer!]! }
  type Mutation { createOrder(customerId: Int!): Order! }
  type Customer { id: ID! name: String! orders: [Order!]! }
  type Order { id: ID! customerId: Int! status: String! note: String total: String! createdAt: String! items: [Item!]! }
  type Item { quantity: Int! product: Product! }
  type Product { name: String! price: String! }
`;
const order = 'id, customer_id as "customerId", status, note, total, created_at::text as "createdAt"';
const resolvers = {
  Query: {
    order: async (_, { id }) => (await rows('order', `select ${order} from orders where id = $1`, id))[0],
    customers: (_, { after }) => rows('customers', 'select id, name from customers where id > $1 order by id limit 20', after),
  },
  Mutation: {
    createOrder: async (_, { customerId }) => (await rows('create', `insert into orders (customer_id, total) values ($1, 12.5) returning ${order}`, customerId))[0],
  },
};

function grouped(ids, found, key) {
  const groups = new Map(ids.map((id) => [id, []]));
  for (const row of found) groups.get(row[key]).push(row);
  return ids.map((id) => groups.get(id));
}

const loaders = {
  Customer: {
    async orders(queries) {
      const ids = queries.map(({ obj }) => obj.id);
      const text = `select o.* from unnest($1::int[]) c (id), lateral (select ${order} from orders where customer_id = c.id order by id limit 5) o`;
      return grouped(ids, await rows('orders', text, ids), 'customerId');
    },
  },
  Order: {
    async items(queries) {
      const ids = queries.map(({ obj }) => obj.id);
      return grouped(ids, await rows('items', 'select order_id, product_id, quantity from items where order_id = any($1)', ids), 'order_id');
    },
  },
  Item: {
    async product(queries) {
      const found = await rows('products', 'select id, name, price from products where id = any($1)', queries.map(({ obj }) => obj.product_id));
      const byId = new Map(found.map((row) => [row.id, row]));
      return queries.map(({ obj }) => byId.get(obj.product_id));
    },
  },
};

const app = Fastify();
app.register(mercurius, { schema, resolvers, loaders, jit: 1 });
app.get('/usage', () => process.cpuUsage());
await app.listen({ port: 0 });
console.log(`listening at http://127.0.0.1:${app.server.address().port}"`);
