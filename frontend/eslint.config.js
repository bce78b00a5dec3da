import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const up = {
  group: ['../*'],
  message: 'Leave the folder by its name: import from "@/…".',
};
const noFeatures = {
  group: ['@/features/*', '@/routes/*', '@/app/*'],
  message: 'Features stand alone and shared rooms lie below them: compose them in src/routes or src/app.',
};
const shared = ['ui', 'api', 'actions', 'live', 'time', 'workspace'];

export default tseslint.config(
  { ignores: ['dist', 'src/gql', 'test-results', 'playwright-report'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  ...tseslint.configs.stylistic,
  jsxA11y.flatConfigs.strict,
  reactHooks.configs.flat['recommended-latest'],
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'jsx-a11y/label-has-associated-control': ['error', { depth: 3 }],
      'max-lines': ['error', 400],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-empty-function': 'off',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
        { selector: 'ExportAllDeclaration', message: 'No barrels.' },
      ],
    },
  },
  {
    files: ['src/features/**', ...shared.map((room) => `src/${room}/**`)],
    rules: { 'no-restricted-imports': ['error', { patterns: [up, noFeatures] }] },
  },
  { files: ['*.config.{js,ts}', '**/*.mjs'], languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly' } }, rules: { 'no-restricted-syntax': 'off' } },
);
