// A client's view of the types that openapi-typescript makes of an application's document: `shop` beside this file.
// What is wrong has to be an error.

import type { components, paths } from './shop';

type Filters = NonNullable<paths['/orders']['get']['parameters']['query']>;
export const filters: Filters = { customer_id: 'eq.1', select: '*,customers(name)', order: 'id.desc', limit: 3 };

export const product: components['schemas']['Product.new'] = { sku: 'A1', name: 'Lamp', price: '12.50' };
export const change: components['schemas']['Product.changes'] = { stock: 3 };

// @ts-expect-error: a product has a name.
export const nameless: components['schemas']['Product.new'] = { sku: 'A1', price: 1 };
// @ts-expect-error: stock is a number.
export const wordy: components['schemas']['Product.changes'] = { stock: true };
// @ts-expect-error: the database makes it.
export const gross: components['schemas']['Product.changes'] = { gross_price: 1 };

type Answer = paths['/orders']['get']['responses'][200]['content']['application/json'];
export function customerOf(orders: Answer): string | undefined {
  return orders[0]?.customers?.name;
}

type Refusal = paths['/orders']['get']['responses']['4XX']['content']['application/json'];
export const codeOf = (refusal: Refusal): string => refusal.code;
