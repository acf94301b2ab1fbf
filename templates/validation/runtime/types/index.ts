// The types that all engines have; each engine's own are in ../engine.ts.

export * from './arrays.js';
export * from './bytes.js';
export * from './choices.js';
export * from './documents.js';
export * from './moments.js';
export * from './numbers.js';
export * from './texts.js';
export * from './type.js';
