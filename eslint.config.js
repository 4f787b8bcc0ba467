import { join } from 'node:path';
import { defineConfig } from 'eslint/config';
import hooks from 'eslint-plugin-react-hooks';
import ts from 'typescript-eslint';
import { rooms, roomsRule } from './scripts/eslint-rooms.mjs';

const roomFiles = Object.keys(rooms).map((room) => `src/${room}/**/*.{ts,tsx}`);

// TypeScript takes any number for an enum's value, and any object of the same shape for an instance of a class that keeps nothing to itself.
const noEnum = { selector: 'TSEnumDeclaration', message: 'A union of strings says as much, and takes nothing else.' };
const ownClass = {
  selector: `ClassDeclaration:not([superClass]):not(:has(PrivateIdentifier)):not(:has([accessibility='private']))`,
  message: 'Without a private member any object of its shape is taken for one: give it one, or make it a type.',
};

const inSrc = [
  noEnum,
  {
    selector: 'CallExpression[callee.property.name=/^(dataSync|arraySync)$/]',
    message: 'Synchronous readback stalls the page, and WebGPU refuses it: await data().',
  },
  {
    selector: 'MemberExpression[object.name="Math"][property.name="random"]',
    message: 'Every number here comes from a named seed: use the generators of src/world.',
  },
];

// What needs to know types is asked by oxlint: .oxlintrc.json.
export default defineConfig(
  { ignores: ['dist', 'node_modules', 'coverage', 'test-results', 'playwright-report', '.cache', 'public'] },
  {
    files: ['**/*.{ts,tsx,js,mjs}'],
    extends: [ts.configs.strict],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { lab: { rules: { rooms: roomsRule } } },
    rules: {
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', noEnum],
      'lab/rooms': ['error', join(import.meta.dirname, 'src')],
      '@typescript-eslint/consistent-type-imports': 'error', // what is erased is said to be erased: verbatimModuleSyntax keeps the rest
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // `!` says that a line above has proved it (Map.get after has, an array's last element): clearer than a branch that never runs.
      '@typescript-eslint/no-non-null-assertion': 'off',
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
    rules: { 'no-restricted-syntax': ['error', ...inSrc], 'no-console': ['error', { allow: ['warn', 'error'] }] },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['**/*.test.*', '**/testing/**'],
    rules: { 'no-restricted-syntax': ['error', ...inSrc, ownClass] },
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
);
