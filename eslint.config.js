import { join } from 'node:path';
import { defineConfig } from 'eslint/config';
import hooks from 'eslint-plugin-react-hooks';
import ts from 'typescript-eslint';
import { rooms, roomsRule } from './scripts/eslint-rooms.mjs';

const roomFiles = Object.keys(rooms).map((room) => `src/${room}/**/*.{ts,tsx}`);

export default defineConfig(
  { ignores: ['dist', 'node_modules', 'coverage', 'test-results', 'playwright-report', '.cache', 'public'] },
  {
    files: ['**/*.{ts,tsx,js,mjs}'],
    extends: [ts.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { lab: { rules: { rooms: roomsRule } } },
    rules: {
      eqeqeq: 'error',
      'lab/rooms': ['error', join(import.meta.dirname, 'src')],
      '@typescript-eslint/consistent-type-imports': 'error', // what is erased is said to be erased: verbatimModuleSyntax keeps the rest
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Numbers and booleans in template strings are read as they are written; objects and undefined stay errors.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // `onClick={() => store.start()}` and the like: the value is void and nobody uses it.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // `!` says that a line above has proved it (Map.get after has, an array's last element): clearer than a branch that never runs.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // With noUncheckedIndexedAccess off (see tsconfig.json) the type says that `a[i]` always exists, and a check of it, where it may not, would be an error.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // A type parameter used once documents a caller's intent (`post<Reply>(…)`).
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // An engine's methods are async by contract, also in the engine that needs no await.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    // A function fits on a screen; what a component draws takes more lines than it has steps.
    files: ['**/*.{ts,tsx,js,mjs}'],
    ignores: ['**/*.test.*', '**/testing/**', 'e2e/**'],
    rules: { 'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['**/*.tsx'],
    ignores: ['**/*.test.*'],
    rules: { 'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression[callee.property.name=/^(dataSync|arraySync)$/]',
          message: 'Synchronous readback stalls the page, and WebGPU refuses it: await data().',
        },
        {
          selector: 'MemberExpression[object.name="Math"][property.name="random"]',
          message: 'Every number here comes from a named seed: use the generators of src/world.',
        },
      ],
      'no-console': ['error', { allow: ['warn', 'error'] }],
    },
  },
  {
    files: roomFiles,
    rules: {
      'no-restricted-globals': [
        'error',
        ...['document', 'window', 'localStorage', 'sessionStorage', 'requestAnimationFrame'].map((name) => ({
          name,
          message: 'Nothing before views knows the DOM.',
        })),
      ],
    },
  },
  {
    files: ['src/**/*.tsx', 'src/views/**/*.ts'],
    extends: [hooks.configs.flat['recommended-latest']],
    rules: { 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    // Plain JavaScript, typed by comments: JSON and parsed reports are `any` there.
    files: ['**/*.{js,mjs}'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
);
