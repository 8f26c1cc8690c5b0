import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '..');
const TIME = 240_000;

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command as it is typed. */
const itemAnalysis = (...args: string[]) =>
  new Promise<Ended>((resolve) => {
    execFile('npm', ['run', '--silent', 'item-analysis', '--', ...args], { cwd: ROOT }, (fault, stdout, stderr) =>
      resolve({ code: fault ? Number(fault.code) : 0, stdout, stderr }),
    );
  });

describe('Given a file of marks, and the command line', () => {
  let folder: string;
  const file = (name: string, text: string) => {
    const address = path.join(folder, name);
    writeFileSync(address, text);
    return address;
  };
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'filiform-marks-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(
    'when it is whole, then its analysis is printed as JSON, and nothing else',
    async () => {
      const marks = file('marks.csv', '\ufeffcandidate,a:1,b:2\r\nx,1,2\r\ny,,-\r\nz,0,1\r\nw,1,0\r\n');
      const { code, stdout } = await itemAnalysis('--pass-mark=50', marks);
      const analysis = JSON.parse(stdout) as { attempts: number; items: { n: number }[] };
      expect(code).toBe(0);
      expect(analysis).toMatchObject({ attempts: 4, mean: 1.25, maxMark: 3 });
      expect(analysis.items.map(({ n }) => n)).toEqual([4, 3]);
    },
    TIME,
  );

  it.each`
    what                       | args                               | says
    ${'a mark is too high'}    | ${['bad.csv']}                     | ${'line 2, column 2 is 2, more than the 1'}
    ${'there is no such file'} | ${['none.csv']}                    | ${'ENOENT'}
    ${'no file is named'}      | ${[]}                              | ${'Usage:'}
    ${'the pass mark is none'} | ${['--pass-mark=high', 'bad.csv']} | ${'0 to 100'}
    ${'an option is unknown'}  | ${['--everything', 'bad.csv']}     | ${'Usage:'}
  `(
    'when $what, then it says so on the error stream and ends with 1',
    async ({ args, says }) => {
      file('bad.csv', 'candidate,a:1\nx,2\n');
      const named = (args as string[]).map((arg) => (arg.endsWith('.csv') ? path.join(folder, arg) : arg));
      const { code, stdout, stderr } = await itemAnalysis(...named);
      expect(code).toBe(1);
      expect(stdout).not.toContain('{');
      expect(stderr).toContain(says);
    },
    TIME,
  );
});
