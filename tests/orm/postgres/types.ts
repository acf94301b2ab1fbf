// What compiles and what does not: a line marked @ts-expect-error must be an error. It is never run.

import { db, Post, User, UserPost, Log, errors } from '../orm/index.js';
import type { PostTypes } from '../orm/models/post.js';
import type { Result } from '../orm/runtime/types.js';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function same<A, B>(_: Equal<A, B>): void {}

export async function types(): Promise<void> {
  const all = await Post.findMany();
  same<typeof all, Post[]>(true);
  const some = await Post.findMany({
    where: { published: true, author: { age: { gte: 18 } } },
    include: { author: true, tags: true },
    orderBy: { createdAt: 'desc' },
    limit: 20,
  });
  same<(typeof some)[0]['author'], User>(true);
  const label: string | undefined = some[0]?.tags[0]?.label;
  void label;
  const picked = await Post.findMany({ select: { id: true, title: true, author: { select: { email: true } } } });
  same<(typeof picked)[0], { id: bigint; title: string; author: { email: string } }>(true);
  const none = await Post.findMany({ select: { id: true, title: false } });
  same<(typeof none)[0], { id: bigint }>(true);
  // @ts-expect-error no title in there
  none[0]?.title;
  // @ts-expect-error author is not included
  all[0]?.author;
  // @ts-expect-error misspelled
  await Post.findMany({ where: { titel: 'x' } });
  // @ts-expect-error misspelled operator
  await Post.findMany({ where: { title: { equals: 'x' } } });
  // @ts-expect-error wrong type
  await Post.findMany({ where: { title: 5 } });
  // @ts-expect-error not nullable
  await Post.findMany({ where: { title: null } });
  // @ts-expect-error undefined is no condition
  await Post.findMany({ where: { title: undefined } });
  await Post.findMany({ where: { editorId: null } });
  // @ts-expect-error misspelled clause
  await Post.findMany({ limt: 5 });
  // @ts-expect-error misspelled relation
  await Post.findMany({ include: { writer: true } });
  // @ts-expect-error misspelled in an included relation
  await Post.findMany({ include: { author: { select: { emial: true } } } });
  // @ts-expect-error misspelled in the condition of an included relation
  await User.findMany({ include: { postsByAuthor: { where: { titel: 'x' } } } });
  // @ts-expect-error one row has no limit
  await Post.findMany({ include: { author: { limit: 1 } } });
  // @ts-expect-error misspelled
  await Post.findMany({ orderBy: { titel: 'asc' } });
  // @ts-expect-error no direction
  await Post.findMany({ orderBy: { title: 'up' } });
  await Post.findMany({
    orderBy: [{ author: { name: { direction: 'desc', nulls: 'last' } } }, { tags: { count: 'desc' } }],
  });
  const deep = await User.findMany({
    include: { postsByAuthor: { include: { tags: { select: { label: true } }, editor: true }, limit: 3 } },
  });
  same<NonNullable<(typeof deep)[0]>['postsByAuthor'][0]['tags'], { label: string }[]>(true);
  same<NonNullable<(typeof deep)[0]>['postsByAuthor'][0]['editor'], User | null>(true);
  const one = await User.findByEmail('a');
  same<typeof one, User | null>(true);
  const oneWith = await User.findByEmailOrThrow('a', { include: { profile: true } });
  const bio: string | null | undefined = oneWith.profile?.bio;
  void bio;
  // @ts-expect-error id is given by the database
  await User.create({ data: { id: 1n, email: 'x' } });
  // @ts-expect-error email is required
  await User.create({ data: {} });
  const made = await User.create({ data: { email: 'x', createdAt: new Date() }, include: { postsByAuthor: true } });
  same<(typeof made)['postsByAuthor'], Post[]>(true);
  // @ts-expect-error not every row by accident
  await User.deleteMany({});
  // @ts-expect-error no key
  await User.find({ name: 'x' });
  // @ts-expect-error generated
  await Post.update({ where: { id: 1 }, data: { titleLength: 3 } });
  // @ts-expect-error a view is not written
  await UserPost.createMany([]);
  // @ts-expect-error no key
  await Log.find({ message: 'x' });
  // @ts-expect-error title is no number
  await Post.aggregate({ sum: { title: true } });
  const numbers = await Post.aggregate({ count: true, sum: { score: true }, max: { title: true } });
  same<typeof numbers.sum.score, number | null>(true);
  same<typeof numbers.max.title, string | null>(true);
  const groups = await Post.groupBy({ by: ['authorId'], count: true, having: { count: { gt: 1 } } });
  same<(typeof groups)[0]['by'], Pick<Post, 'authorId'>>(true);
  await User.queryBuilder().where('age', '>=', 18).orderBy('name').execute();
  const built = await User.queryBuilder().select('id', 'name').include({ profile: true }).executeFirst();
  same<NonNullable<typeof built>['name'], string | null>(true);
  // @ts-expect-error no such column
  User.queryBuilder().where('agee', '>=', 18);
  User.queryBuilder()
    .where('id', '=', 1)
    .where('createdAt', '<', new Date())
    .where('managerId', '!=', null)
    .where('name', 'in', ['x']);
  // @ts-expect-error id is never null
  User.queryBuilder().where('id', '=', null);
  // @ts-expect-error not a number
  User.queryBuilder().where('age', '>=', 'x');
  for await (const user of User.stream({ where: { age: { gt: 3 } } })) same<typeof user, User>(true);
  await db.transaction(async (tx) => {
    const posts = await tx.user.load({ id: 1 }, 'postsByAuthor', { limit: 3 });
    same<typeof posts, Post[]>(true);
  });
  same<Result<PostTypes, object>, Post>(true);
  void errors.UniqueViolation;
}
