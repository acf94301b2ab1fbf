// The generated ORM beside plain pg with prepared statements, Kysely and Drizzle: the same reads and writes, in turns, on one database.
//
// Prints a JSON object: for each task and contestant, microseconds of wall time and of processor time for each call, medians of rounds.

import { drizzle } from 'drizzle-orm/node-postgres';
import { asc, eq, gte, relations, sql } from 'drizzle-orm';
import { boolean, doublePrecision, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { Kysely, PostgresDialect } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import pg from 'pg';

import { Post, User, db } from './dist/orm/index.js';

const ROUNDS = Number(process.env.ROUNDS ?? 7);
const WARM = 2; // rounds before, in which the code is compiled
const AT_ONCE = 10;

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const kysely = new Kysely({ dialect: new PostgresDialect({ pool }) });

const moment = (name) => timestamp(name, { withTimezone: true, mode: 'string' }).notNull().defaultNow();
const id = () => integer('id').primaryKey().generatedAlwaysAsIdentity();
const users = pgTable('users', { id: id(), email: text('email').notNull(), name: text('name').notNull(), age: integer('age'), createdAt: moment('created_at') });
const posts = pgTable('posts', {
  id: id(),
  authorId: integer('author_id').notNull(),
  title: text('title').notNull(),
  published: boolean('published').notNull().default(false),
  score: doublePrecision('score'),
  createdAt: moment('created_at'),
});
const comments = pgTable('comments', { id: id(), postId: integer('post_id').notNull(), body: text('body').notNull() });
const schema = {
  users,
  posts,
  comments,
  userRelations: relations(users, ({ many }) => ({ posts: many(posts) })),
  postRelations: relations(posts, ({ one, many }) => ({
    author: one(users, { fields: [posts.authorId], references: [users.id] }),
    comments: many(comments),
  })),
  commentRelations: relations(comments, ({ one }) => ({ post: one(posts, { fields: [comments.postId], references: [posts.id] }) })),
};
const drizzled = drizzle(pool, { schema });
const prepared = {
  key: drizzled.select().from(users).where(eq(users.id, sql.placeholder('id'))).prepare('drizzle_key'),
  list: drizzled.select().from(users).where(gte(users.age, sql.placeholder('age'))).orderBy(asc(users.id)).limit(50).prepare('drizzle_list'),
  nested: drizzled.query.users.findMany({ with: { posts: { with: { comments: true } } }, orderBy: asc(users.id), limit: 20 }).prepare('drizzle_nested'),
};

const userColumns = 'id, email, name, age, created_at as "createdAt"';
const postJson = `'id', p.id, 'authorId', p.author_id, 'title', p.title, 'published', p.published, 'score', p.score, 'createdAt', p.created_at`;
const nestedSql =
  `select ${userColumns}, (select coalesce(json_agg(json_build_object(${postJson}, 'comments', ` +
  `(select coalesce(json_agg(json_build_object('id', c.id, 'postId', c.post_id, 'body', c.body)), '[]') from comments c where c.post_id = p.id))), '[]') ` +
  `from posts p where p.author_id = u.id) as posts from users u order by id limit 20`;

let calls = 0;
const some = () => (calls++ % 1000) + 1;
const pgQuery = (name, text, values = []) => pool.query({ name, text, values });

const tasks = {
  'one row by its key': {
    calls: 1500,
    pg: () => pgQuery('one', `select ${userColumns} from users where id = $1`, [some()]),
    sqlx: () => User.findById(some()),
    kysely: () => kysely.selectFrom('users').selectAll().where('id', '=', some()).executeTakeFirst(),
    drizzle: () => prepared.key.execute({ id: some() }),
  },
  'list of 50': {
    calls: 300,
    pg: () => pgQuery('list', `select ${userColumns} from users where age >= $1 order by id limit $2`, [18, 50]),
    sqlx: () => User.findMany({ where: { age: { gte: 18 } }, orderBy: { id: 'asc' }, limit: 50 }),
    kysely: () => kysely.selectFrom('users').selectAll().where('age', '>=', 18).orderBy('id').limit(50).execute(),
    drizzle: () => prepared.list.execute({ age: 18 }),
  },
  '20 users, posts, comments': {
    calls: 60,
    pg: () => pgQuery('nested', nestedSql),
    sqlx: () => User.findMany({ include: { posts: { include: { comments: true } } }, orderBy: { id: 'asc' }, limit: 20 }),
    kysely: () => kysely.selectFrom('users').selectAll().select((user) => [
      jsonArrayFrom(
        user.selectFrom('posts').selectAll().whereRef('posts.author_id', '=', 'users.id').select((post) => [
          jsonArrayFrom(post.selectFrom('comments').selectAll().whereRef('comments.post_id', '=', 'posts.id')).as('comments'),
        ]),
      ).as('posts'),
    ]).orderBy('id').limit(20).execute(),
    drizzle: () => prepared.nested.execute(),
  },
  'insert, row back': {
    calls: 900,
    pg: () => pgQuery('insert', 'insert into posts (author_id, title, published) values ($1, $2, $3) returning *', [some(), 'New', true]),
    sqlx: () => Post.create({ data: { authorId: some(), title: 'New', published: true } }),
    kysely: () => kysely.insertInto('posts').values({ author_id: some(), title: 'New', published: true }).returningAll().executeTakeFirst(),
    drizzle: () => drizzled.insert(posts).values({ authorId: some(), title: 'New', published: true }).returning(),
  },
  'update, row back': {
    calls: 900,
    pg: () => pgQuery('update', 'update users set name = $1 where id = $2 returning *', ['Name', some()]),
    sqlx: () => User.update({ where: { id: some() }, data: { name: 'Name' } }),
    kysely: () => kysely.updateTable('users').set({ name: 'Name' }).where('id', '=', some()).returningAll().executeTakeFirst(),
    drizzle: () => drizzled.update(users).set({ name: 'Name' }).where(eq(users.id, some())).returning(),
  },
};

async function measure(work, count) {
  const [begin, processor] = [process.hrtime.bigint(), process.cpuUsage()];
  for (let done = 0; done < count; done += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, work));
  const { user, system } = process.cpuUsage(processor);
  return { wall: Number(process.hrtime.bigint() - begin) / 1000 / count, processor: (user + system) / count };
}

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

const results = {};
for (const [task, { calls: count, ...contestants }] of Object.entries(tasks)) {
  const measured = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  for (let round = 0; round < WARM + ROUNDS; round++) {
    for (const [name, work] of Object.entries(contestants)) {
      const result = await measure(work, count);
      if (round >= WARM) measured[name].push(result);
    }
  }
  const middle = (of) => ({ wall: median(of.map((one) => one.wall)), processor: median(of.map((one) => one.processor)) });
  results[task] = Object.fromEntries(Object.entries(measured).map(([name, of]) => [name, middle(of)]));
}
process.stdout.write(JSON.stringify(results));
await pool.end();
await db.close();
