// What the conditions of generated validators are written with.

export * from './arrays.js';
export * from './compare.js';
export * from './documents.js';
export * from './moments.js';
export * from './numbers.js';
export * from './patterns.js';
export * from './texts.js';
export * from './truth.js';
