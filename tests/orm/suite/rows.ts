// The rows that all tests of reading look at: two people, three posts, two tags.

import {
  BillingUser,
  Log,
  Order,
  OrderItem,
  Post,
  PostTag,
  Profile,
  Tag,
  Transaction,
  Type,
  User,
} from '../orm/index.js';

export interface Rows {
  readonly ann: User;
  readonly bob: User;
  readonly posts: ReadonlyMap<string, Post>;
  readonly one: Tag;
  readonly odd: Tag;
}

export async function clear(): Promise<void> {
  await Type.updateMany({ all: true, data: { parentId: null } });
  for (const model of [OrderItem, Order, PostTag, Tag, Post, Profile, Type, Log, BillingUser, Transaction])
    await model.deleteMany({ all: true });
  await User.updateMany({ all: true, data: { managerId: null } });
  await User.deleteMany({ all: true });
}

export async function fill(): Promise<Rows> {
  await clear();
  const ann = await User.create({ data: { email: 'ann@x', name: 'Ann', age: 30 } });
  const bob = await User.create({ data: { email: 'bob@x', age: 17, managerId: ann.id } });
  await Post.createMany([
    { authorId: ann.id, title: 'a1', published: true, score: 0.1, data: { big: [1, 'x"', null], é: true } },
    { authorId: ann.id, title: 'a2', score: 1e300 },
    {
      authorId: bob.id,
      title: 'b1',
      published: true,
      editorId: ann.id,
      createdAt: new Date('2021-01-01T00:00:00.123Z'),
    },
  ]);
  const [one, odd] = [
    await Tag.create({ data: { id: 1, label: 'one' } }),
    await Tag.create({ data: { id: 2, label: '50%_\\x!' } }),
  ];
  const posts = await Post.findMany();
  await PostTag.createMany(posts.map(({ id }) => ({ postId: id, tagId: 1 })));
  const titled = new Map(posts.map((post) => [post.title, post]));
  await PostTag.createMany([{ postId: titled.get('a1')?.id ?? 0, tagId: 2 }]);
  return { ann, bob, posts: titled, one, odd };
}
