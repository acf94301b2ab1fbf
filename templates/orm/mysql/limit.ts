/** There is no OFFSET without LIMIT, and no order of a derived table; this limit is none. */
export const noLimit = '18446744073709551615';
