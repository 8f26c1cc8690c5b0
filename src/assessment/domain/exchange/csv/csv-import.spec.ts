import { importCsv } from './csv-import';

const read = (text: string) => importCsv(new TextEncoder().encode(text)).questions;

describe('Given a file of CSV', () => {
  it.each`
    what                          | file                                                                             | definition
    ${'a right option by number'} | ${'prompt,type,option_1,option_2,right\nQ,single,a,b,2'}                         | ${{ type: 'single', format: 'plain', options: [{ correct: false }, { correct: true }] }}
    ${'a template elsewhere'}     | ${'Question,Option A,Option B,Correct Answer\nQ,a,b,B'}                          | ${{ type: 'single', options: [{ correct: false }, { correct: true }] }}
    ${'the right words'}          | ${'Question;Option1;Option2;CorrectAnswer\nQ;Paris;Rome;Paris'}                  | ${{ options: [{ correct: true }, { correct: false }] }}
    ${'quotes and line ends'}     | ${'prompt,type,answer\r\n"Say ""x"",\r\ntwice",true-false,yes\r\n'}              | ${{ prompt: 'Say "x",\ntwice', answer: true }}
    ${'weights'}                  | ${'prompt,type,option_1,option_2,weights\nQ,multiple,a,b,1;-0.5'}                | ${{ scoring: 'weighted', options: [{ fraction: 1 }, { fraction: -0.5 }] }}
    ${'a number'}                 | ${'prompt,type,answer,tolerance,unit\nQ,numeric,2.5,0.1,mm'}                     | ${{ answer: 2.5, tolerance: 0.1, unit: { symbol: 'mm', required: false } }}
    ${'a formula made harmless'}  | ${"prompt,type,answer\n'=1+1,true-false,false"}                                  | ${{ prompt: '=1+1' }}
    ${'pairs'}                    | ${'prompt,type,option_1,match_1,option_2,match_2,match_3\nQ,matching,a,1,b,2,3'} | ${{ pairs: [{ stem: 'a', match: '1' }, { stem: 'b', match: '2' }], distractors: ['3'] }}
  `('when it has $what, then it is read', ({ file, definition }) => {
    expect(read(file as string)).toMatchObject([{ outcome: 'kept', definition: definition as object }]);
  });

  it.each`
    what                        | row                        | outcome      | code
    ${'a number from nowhere'}  | ${'Q,,a,b,1,,'}            | ${'refused'} | ${'right-unread'}
    ${'an unknown type'}        | ${'Q,riddle,a,b,A,,'}      | ${'refused'} | ${'type-unknown'}
    ${'more cells than header'} | ${'Q,single,a,b,A,,,more'} | ${'refused'} | ${'too-many-cells'}
    ${'JSON that is none'}      | ${'Q,single,a,b,A,{,'}     | ${'refused'} | ${'more-unread'}
    ${'an unknown column'}      | ${'Q,single,a,b,A,,hard'}  | ${'changed'} | ${'column-not-used'}
    ${'an open quote'}          | ${'"Q,single,a,b,A,,'}     | ${'refused'} | ${'quote-not-closed'}
  `('when a row has $what, then it is $outcome and its neighbours are read', ({ row, outcome, code }) => {
    const header = 'Question,type,option_1,option_2,correct answer,more,difficulty';
    const questions = read(`${header}\nQ,single,a,b,A,,\n${row as string}\nQ,single,a,b,B,,\n`);
    expect(questions.map((question) => question.outcome)).toEqual(['kept', outcome, 'kept']);
    expect(questions[1].notes.map((note) => note.code)).toContain(code);
  });
});
