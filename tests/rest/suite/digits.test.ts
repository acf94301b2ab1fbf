// No digit of a number in a body is lost, wherever its point stands.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { parseJson, writeJson } from '../api/rest/http/json.js';

const digits = '91827364554637281934';

void test('a number is written as it was read', () => {
  for (let whole = 1; whole < digits.length; whole++) {
    for (let places = 0; whole + places <= digits.length; places++) {
      const point = places === 0 ? '' : `.${digits.slice(whole, whole + places)}`;
      for (const text of [
        `${digits.slice(0, whole)}${point}`,
        `-0.${digits.slice(0, whole)}${digits.slice(whole, whole + places)}`,
      ]) {
        assert.equal(writeJson(parseJson(`{"a":[${text}]}`)), `{"a":[${text}]}`);
      }
    }
  }
});
