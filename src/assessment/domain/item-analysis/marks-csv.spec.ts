import * as fc from 'fast-check';
import { DomainError, Fault } from '../../../kernel/errors';
import { MarksCsv } from './marks-csv';

function read(csv: string | Uint8Array, chunk = 7) {
  const bytes = typeof csv === 'string' ? Buffer.from(csv) : csv;
  const reader = new MarksCsv();
  for (let at = 0; at < bytes.length; at += chunk) if (!reader.push(bytes.subarray(at, at + chunk))) break;
  return reader.end();
}

const faultsOf = (csv: string | Uint8Array, chunk?: number): Fault[] => {
  try {
    read(csv, chunk);
  } catch (fault) {
    return (fault as DomainError).facts.errors as Fault[];
  }
  throw new Error('It was read');
};

const rowsOf = (csv: string | Uint8Array, chunk?: number) => {
  const { attempts, items } = read(csv, chunk);
  return Array.from({ length: attempts }, (_, attempt) => items.map(({ marks }) => marks[attempt]));
};

describe('Given marks as CSV', () => {
  it.each`
    what                                  | csv                                                         | rows
    ${'plain'}                            | ${'candidate,a:1,b:2\nx,1,0.5\ny,0,2\n'}                    | ${[[1, 0.5], [0, 2]]}
    ${'without a last line end'}          | ${'candidate,a:1\nx,1'}                                     | ${[[1]]}
    ${'with CRLF, a BOM and capitals'}    | ${'\ufeffCandidate,a:1,b:2\r\nx,1,0.5\r\n'}                 | ${[[1, 0.5]]}
    ${'with bare CR'}                     | ${'candidate,a:1\rx,1\ry,0\r'}                              | ${[[1], [0]]}
    ${'blank and not presented'}          | ${'candidate,a:1,b:2\nx,,-\ny, - , \n'}                     | ${[[0, NaN], [NaN, 0]]}
    ${'quoted, with commas and lines'}    | ${'candidate,"a, ""b"":1"\n"Okafor, T.\nLyon","1"\n'}       | ${[[1]]}
    ${'with blank lines'}                 | ${'candidate,a:1\n\nx,1\n\n\n'}                             | ${[[1]]}
    ${'with other ways to write numbers'} | ${'candidate,a:99\nx,+1\ny,.5\nz,1.\nw,1e1\nv, 2 \nu,1e-2'} | ${[[1], [0.5], [1], [10], [2], [0.01]]}
    ${'of nobody'}                        | ${'candidate,a:1\n'}                                        | ${[]}
    ${'of an item that earns nothing'}    | ${'candidate,a:0\nx,0\n'}                                   | ${[[0]]}
    ${'with a colon in the name'}         | ${'candidate,part 1: depth:2\nx,2\n'}                       | ${[[2]]}
  `('when they are $what, then they are read', ({ csv, rows }) => expect(rowsOf(csv)).toEqual(rows));

  it.each`
    what                         | csv                                         | path                  | says
    ${'nothing'}                 | ${''}                                       | ${'line 1, column 1'} | ${'is empty'}
    ${'another first column'}    | ${'name,a:1\n'}                             | ${'line 1, column 1'} | ${'names the columns'}
    ${'no item'}                 | ${'candidate\nx\n'}                         | ${'line 1, column 1'} | ${'only column'}
    ${'semicolons'}              | ${'candidate;a:1\nx;1\n'}                   | ${'line 1, column 1'} | ${'separated by semicolons'}
    ${'tabs'}                    | ${'candidate\ta:1\nx\t1\n'}                 | ${'line 1, column 1'} | ${'separated by tabs'}
    ${'semicolons further down'} | ${'candidate,a:1\nx;1\n'}                   | ${'line 2, column 1'} | ${'separated by semicolons'}
    ${'an item without maximum'} | ${'candidate,a:1,b\n'}                      | ${'line 1, column 3'} | ${'no maximum mark'}
    ${'a maximum that is none'}  | ${'candidate,a:one\n'}                      | ${'line 1, column 2'} | ${'no maximum mark'}
    ${'a negative maximum'}      | ${'candidate,a:-1\n'}                       | ${'line 1, column 2'} | ${'no maximum mark'}
    ${'an endless maximum'}      | ${'candidate,a:1e999\n'}                    | ${'line 1, column 2'} | ${'no maximum mark'}
    ${'an item without a name'}  | ${'candidate,:1\n'}                         | ${'line 1, column 2'} | ${'no name'}
    ${'an item twice'}           | ${'candidate,a:1,a:2\n'}                    | ${'line 1, column 3'} | ${'name of column 2'}
    ${'a candidate twice'}       | ${'candidate,a:1\nx,1\ny,1\n x ,0\n'}       | ${'line 4, column 1'} | ${'of line 2 again'}
    ${'no candidate'}            | ${'candidate,a:1\n,1\n'}                    | ${'line 2, column 1'} | ${'no candidate'}
    ${'a mark above maximum'}    | ${'candidate,a:1,b:2\nx,1,2.5\n'}           | ${'line 2, column 3'} | ${'more than the 2 that b earns'}
    ${'a mark below zero'}       | ${'candidate,a:1\nx,-0.5\n'}                | ${'line 2, column 2'} | ${'below 0'}
    ${'no number'}               | ${'candidate,a:1\nx,NaN\n'}                 | ${'line 2, column 2'} | ${'no number'}
    ${'two dashes'}              | ${'candidate,a:1\nx,--\n'}                  | ${'line 2, column 2'} | ${'no number'}
    ${'a decimal comma'}         | ${'candidate,a:1\nx,"0,5"\n'}               | ${'line 2, column 2'} | ${'with a point'}
    ${'a field too few'}         | ${'candidate,a:1,b:1\nx,1\n'}               | ${'line 2, column 2'} | ${'has 2 of 3 fields'}
    ${'a field too many'}        | ${'candidate,a:1\nx,0,5\n'}                 | ${'line 2, column 2'} | ${'has 3 fields'}
    ${'an open quotation'}       | ${'candidate,a:1\n"x,1\n'}                  | ${'line 2, column 1'} | ${'never closed'}
    ${'more after a quotation'}  | ${'candidate,a:1\n"x"y,1\n'}                | ${'line 2, column 1'} | ${'goes on after'}
    ${'an endless field'}        | ${`candidate,a:1\n"${'x,1\n'.repeat(300)}`} | ${'line 2, column 1'} | ${'more than 1000 bytes'}
    ${'a control character'}     | ${'candidate,a:1\nx\u0000,1\n'}             | ${'line 2, column 1'} | ${'control character'}
  `('when there is $what, then it says where, and what to do', ({ csv, path, says }) => {
    for (const chunk of [1, 7, 10_000]) {
      expect(faultsOf(csv as string, chunk)).toEqual([{ path, message: expect.stringContaining(says as string) }]);
    }
  });

  it.each`
    what               | bytes                                                                                         | path
    ${'half a letter'} | ${Buffer.concat([Buffer.from('candidate,a:1\nx'), Buffer.from([0xc3]), Buffer.from(',1\n')])} | ${'line 2, column 1'}
    ${'Latin-1'}       | ${Buffer.from('candidate,t\u00eate:1\nx,1\n', 'latin1')}                                      | ${'line 1, column 2'}
    ${'UTF-16'}        | ${Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('candidate,a:1\n', 'utf16le')])}      | ${'line 1, column 1'}
  `('when it is $what, then it asks for UTF-8', ({ bytes, path }) =>
    expect(faultsOf(bytes as Buffer)).toEqual([{ path, message: expect.stringContaining('as UTF-8') }]),
  );

  it('when much is wrong, then the first fifty faults are told at once', () => {
    const rows = Array.from({ length: 200 }, (_, index) => `c${index},x`).join('\n');
    const faults = faultsOf(`candidate,a:1\n${rows}\n`, 10_000);
    expect(faults).toHaveLength(50);
    expect(faults.at(-1)!.path).toBe('line 51, column 2');
  });

  it('when there are more items than anybody asks, then it is too large', () => {
    const names = Array.from({ length: 1_001 }, (_, index) => `q${index}:1`).join(',');
    expect(() => read(`candidate,${names}\n`, 10_000)).toThrow(expect.objectContaining({ kind: 'payload-too-large' }));
  });

  it('when the file comes in pieces of any size, then nothing changes', () => {
    const cell = fc.oneof(
      fc.constant(''),
      fc.constant('-'),
      fc.integer({ min: 0, max: 400 }).map((mark) => String(mark / 4)),
    );
    const rows = fc.array(fc.tuple(cell, cell), { maxLength: 12 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 60 }), fc.constantFrom('\n', '\r\n', '\r'), (cells, chunk, end) => {
        const csv = [
          'candidate,"a,b":100,c:100',
          ...cells.map(([one, other], index) => `"n ""${index}""",${one},"${other}"`),
        ];
        const text = csv.join(end).replace('"a,b":100', '"a,b:100"');
        const expected = cells.map((row) => row.map((value) => (value === '-' ? Number.NaN : Number(value))));
        expect(rowsOf(text, chunk)).toEqual(expected);
      }),
    );
  });
});
