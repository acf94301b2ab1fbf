import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

// What pages find in a browser.
const browser = ['CSSStyleSheet', 'document', 'Element', 'EventSource', 'fetch', 'Intl', 'location', 'navigator', 'performance', 'ResizeObserver', 'setTimeout', 'URL', 'WebSocket', 'window'];
const graphiql = ['GraphiQL', 'React', 'ReactDOM'];

export default defineConfig(
  globalIgnores(['dist/']),
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
  },
  {
    files: ['**/docs/pages/**/*.js', '**/dashboard/pages/**/*.js', '**/server/development/*.js', '**/graphiql/assets/*.js'],
    languageOptions: { globals: Object.fromEntries([...browser, ...graphiql].map((name) => [name, 'readonly'])) },
  },
);
