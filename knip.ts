import type { KnipConfig } from 'knip';

export default {
  project: ['*.ts', '{client,db,server,test}/**/*.{css,mjs,ts,tsx}'],
  entry: [
    'client/styles/main.css',
    'server/main.ts',
    'server/cli/vedtak.ts',
    'server/demo/demo.ts',
    'server/tools/{install.mjs,build.ts,check.ts,dev-workers.ts,test.ts}',
    'test/bench/{bench,measuring,workers}.ts',
    'test/fuzz/fuzz.ts',
    'test/pictures/pictures.ts',
    'test/workers/worker.ts',
  ],
  // of the system: a full disk is tried with it
  ignoreBinaries: ['prlimit'],
  // the type of a function's argument or result may be exported for its readers alone
  ignoreExportsUsedInFile: { interface: true, type: true },
  compilers: {
    // the imports of a style sheet, as those of a module
    css: (text: string) =>
      [...text.matchAll(/@import\s+(?:url\()?["'](?<target>[^"']+)/gu)]
        .map(({ groups }) => `import '${groups?.target}';`)
        .join('\n'),
  },
} satisfies KnipConfig;
