/**
 * The style of this house as far as a machine can check it (CONTRIBUTING.md names the rules in words).
 * The blocks below go from general to particular; a later block may only tighten or explain an exception.
 */
import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import {
  deterministicGlobals,
  deterministicImports,
  deterministicSyntax,
} from './scripts/lint/determinism.mjs';

const everywhereSyntax = [
  {
    selector: 'ExportDefaultDeclaration',
    message: 'Named exports only: a thing has one name wherever it is used.',
  },
  {
    selector: 'ExportAllDeclaration',
    message: 'No barrels: import from the file that holds the thing.',
  },
  {
    selector: 'CatchClause > BlockStatement[body.length=0]',
    message: 'An empty catch hides a failure: decide here, or let it reach the one error boundary.',
  },
  {
    selector:
      'CatchClause > BlockStatement[body.length=1] > ExpressionStatement > CallExpression[callee.object.name=/^(console|log|logger)$/]',
    message: 'A catch that only logs makes the failure look handled: decide here, or let it go on.',
  },
];

const sizeLimits = {
  'max-lines': ['error', { max: 300 }],
  'max-lines-per-function': ['error', { max: 40, IIFEs: true }],
  complexity: ['error', 10],
  'max-params': ['error', 3],
};

const typescriptRules = {
  ...sizeLimits,
  'no-restricted-syntax': ['error', ...everywhereSyntax],
  eqeqeq: 'error',
  'no-param-reassign': 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'start' }],
  '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
  '@typescript-eslint/explicit-module-boundary-types': 'error',
  '@typescript-eslint/explicit-function-return-type': [
    'error',
    { allowExpressions: true, allowTypedFunctionExpressions: true },
  ],
  '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: false }],
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: true },
  ],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  // Names from outside (environment, JSON) are written in brackets to show that the type does not know them.
  '@typescript-eslint/dot-notation': 'off',
  // Fabric's stub and contexts are classes by declaration, but whatever has their members serves.
  '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
  // Spreading a text counts its code points, which is how the limits of texts are given.
  '@typescript-eslint/no-misused-spread': 'off',
  // `type` and `interface` differ where unions meet; the author chooses.
  '@typescript-eslint/consistent-type-definitions': 'off',
};

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', 'node_modules/', '.data/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [
      eslint.configs.recommended,
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
    ],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: typescriptRules,
  },
  {
    // A parser is where outside text becomes a typed value: the one place where a claim about a type is made.
    files: ['**/*parser*.ts', '**/*codec*.ts'],
    rules: {
      '@typescript-eslint/consistent-type-assertions': [
        'error',
        { assertionStyle: 'as', objectLiteralTypeAssertions: 'never' },
      ],
      // What is read back as the type that was written takes that type as its one type parameter.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    },
  },
  {
    // Decorator metadata needs the classes themselves: a type-only import would leave `Object` behind.
    files: ['chaincode/contracts/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    // What runs on several peers must give every one of them the same bytes (style rule 16).
    files: ['domain/**/*.ts', 'chaincode/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...deterministicGlobals],
      'no-restricted-imports': ['error', deterministicImports],
      'no-restricted-syntax': ['error', ...everywhereSyntax, ...deterministicSyntax],
    },
  },
  {
    // Express knows an error handler by its four parameters.
    files: ['app/middleware/error-boundary.ts'],
    rules: { 'max-params': ['error', 4] },
  },
  {
    // A `describe` is a chapter, not a function; files keep their limit. Chai asserts by property access.
    files: ['test/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/explicit-function-return-type': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    extends: [eslint.configs.recommended],
    languageOptions: {
      globals: {
        console: 'readonly',
        process: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
      },
    },
    rules: { ...sizeLimits, eqeqeq: 'error', 'no-restricted-syntax': ['error', ...everywhereSyntax] },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs', globals: { module: 'readonly', require: 'readonly' } },
  },
  {
    // eslint reads its configuration from a default export.
    files: ['eslint.config.mjs'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
