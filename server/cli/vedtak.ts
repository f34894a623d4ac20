import { type Command, type Terminal, UsageError } from './command.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { journalCommand } from './journal.ts';
import { verifyCommand } from './verify.ts';

const commands: ReadonlyMap<string, Command> = new Map([
  ['verify', verifyCommand],
  ['journal', journalCommand],
  ['export', exportCommand],
  ['import', importCommand],
]);

const terminal: Terminal = {
  line: (text) => void process.stdout.write(`${text}\n`),
  fault: (text) => void process.stderr.write(`${text}\n`),
  bytes: (chunk) =>
    new Promise((resolve, reject) => {
      process.stdout.write(chunk, (error) => (error ? reject(error) : resolve()));
    }),
  isShown: process.stdout.isTTY === true,
};

function overview(): string {
  const list = [...commands].map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`);
  return ['Usage: vedtak COMMAND …', '', ...list, '', 'vedtak COMMAND --help says more.'].join('\n');
}

/** Runs one command line. @returns the exit code. */
async function main([name, ...args]: string[]): Promise<number> {
  if (name === '--help' || name === '-h') {
    terminal.line(overview());
    return 0;
  }
  const command = commands.get(name ?? '');
  if (command === undefined) {
    terminal.fault(name === undefined ? overview() : `There is no command ${name}.\n\n${overview()}`);
    return 2;
  }
  if (args.includes('--help') || args.includes('-h')) {
    terminal.line(command.help);
    return 0;
  }
  try {
    return await command.run(args, terminal);
  } catch (error) {
    // A fault of the program itself must not look like a file that does not hold.
    if (error instanceof UsageError) terminal.fault(`${error.message}\n\n${command.help}`);
    else terminal.fault(`A fault in vedtak: ${error instanceof Error ? error.stack : String(error)}`);
    return 2;
  }
}

// Whoever reads may have seen enough, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
process.exitCode = await main(process.argv.slice(2));
