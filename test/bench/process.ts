import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds of CPU that the workerd processes below this one have used (Linux). */
export function workerdCpu(): number {
  let ticks = 0;
  for (const pid of descendants(process.pid)) {
    // the command's name may hold spaces, so the fields are counted from its closing bracket
    const [, name = '', rest = ''] = /^\d+ \((.*)\) (.*)/su.exec(readStat(pid)) ?? [];
    const fields = rest.split(' ');
    if (name === 'workerd') ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks * 10;
}

function readStat(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return '';
  }
}

function descendants(pid: number): number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
  return children.flatMap((child) => [child, ...descendants(child)]);
}
