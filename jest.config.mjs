const swc = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', tsx: true },
      transform: { react: { runtime: 'automatic' } },
    },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  },
]

const common = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.tsx?$': swc },
  modulePathIgnorePatterns: ['/\\.next/', '/\\.data/'],
  setupFilesAfterEnv: ['<rootDir>/test/setup/fail-on-console-error.ts'],
}

/** Pure parts run without a database; the others get one throw-away PostgreSQL per run (test/setup/global-setup.ts). */
export default {
  testTimeout: 300_000, // far above what any test needs: a slow machine is no defect, only a hang is
  maxWorkers: '100%', // most suites wait for a database or a process, not for the processor
  reporters: ['default', '<rootDir>/test/setup/count-reporter.mjs'],
  projects: [
    {
      ...common,
      displayName: 'pure',
      testMatch: [
        '<rootDir>/packages/**/*.test.ts',
        '<rootDir>/models/**/*.test.ts',
        '<rootDir>/prisma/**/*.test.ts',
        '<rootDir>/apps/web/**/*.test.ts?(x)',
        '<rootDir>/bench/**/*.test.ts',
        '<rootDir>/test/architecture.test.ts',
        '<rootDir>/test/golden/**/*.test.ts',
      ],
    },
    {
      ...common,
      displayName: 'product',
      globalSetup: '<rootDir>/test/setup/global-setup.mjs',
      globalTeardown: '<rootDir>/test/setup/global-teardown.mjs',
      testMatch: [
        '<rootDir>/apps/api/**/*.test.ts',
        '<rootDir>/scripts/**/*.test.ts',
        '<rootDir>/test/contracts/**/*.test.ts',
        '<rootDir>/test/flows/**/*.test.ts',
        '<rootDir>/test/e2e/**/*.test.ts',
      ],
    },
  ],
}
