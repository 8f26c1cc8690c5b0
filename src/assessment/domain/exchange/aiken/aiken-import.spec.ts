import { importAiken } from './aiken-import';

const read = (text: string) => importAiken(new TextEncoder().encode(text)).questions;

describe('Given a file of Aiken', () => {
  it.each`
    what                        | file                                                        | definition
    ${'points'}                 | ${'Q?\nA. one\nB. two\nANSWER: B'}                          | ${{ type: 'single', format: 'plain', prompt: 'Q?', options: [{ text: 'one', correct: false }, { text: 'two', correct: true }] }}
    ${'brackets'}               | ${'Q?\nA) one\nB) two\nANSWER: A'}                          | ${{ options: [{ text: 'one', correct: true }, { text: 'two', correct: false }] }}
    ${'texts of several lines'} | ${'Q\nmore\n\nand more\nA. one\nof two\nB. two\nANSWER: A'} | ${{ prompt: 'Q\nmore\n\nand more', options: [{ text: 'one\nof two' }, { text: 'two' }] }}
    ${'small letters'}          | ${'Q?\na. one\nb. two\nAnswer: b'}                          | ${{ options: [{ correct: false }, { correct: true }] }}
    ${'lines free between'}     | ${'Q?\n\nA. one\n\nB. two\n\nANSWER: B'}                    | ${{ options: [{ text: 'one' }, { text: 'two', correct: true }] }}
    ${'no space'}               | ${'Q?\nA)one\nB)two\nANSWER:B) two'}                        | ${{ options: [{ text: 'one' }, { text: 'two', correct: true }] }}
    ${'Windows line ends'}      | ${'Q?\r\nA. one\r\nB. two\r\nANSWER: B\r\n'}                | ${{ options: [{ text: 'one' }, { text: 'two', correct: true }] }}
  `('when it has $what, then it is read', ({ file, definition }) => {
    expect(read(file as string)).toMatchObject([{ outcome: 'kept', definition: definition as object }]);
  });

  it('when several are right, then it is a multiple response whose rule an author must say', () => {
    const [question] = read('Q?\nA. one\nB. two\nC. three\nANSWER: A, C');
    expect(question).toMatchObject({ outcome: 'changed', definition: { type: 'multiple', scoring: 'all-or-nothing' } });
    expect(question.notes.map(({ code }) => code)).toContain('scoring-not-said');
  });

  it.each`
    what                      | bad                                      | code                 | line
    ${'no answer'}            | ${'Q?\nA. one\nB. two'}                  | ${'no-answer'}       | ${6}
    ${'an unknown answer'}    | ${'Q?\nA. one\nB. two\nANSWER: D'}       | ${'answer-unknown'}  | ${9}
    ${'an unreadable answer'} | ${'Q?\nA. one\nB. two\nANSWER: the one'} | ${'answer-unread'}   | ${9}
    ${'a label twice'}        | ${'Q?\nA. one\nB. two\nB. x\nANSWER: A'} | ${'label-twice'}     | ${6}
    ${'one option'}           | ${'Q?\nA. one\nANSWER: A'}               | ${'too-few-options'} | ${6}
  `('when one has $what, then it is refused with its line and its neighbours are read', ({ bad, code, line }) => {
    const good = 'Good?\nA. one\nB. two\nANSWER: A\n';
    const questions = read(`${good}\n${bad as string}\n\n${good}`);
    expect(questions.map(({ outcome }) => outcome)).toEqual(['kept', 'refused', 'kept']);
    expect(questions[1].notes).toMatchObject([{ code: code as string, line: line as number }]);
    expect(questions[2].definition?.prompt).toBe('Good?');
  });
});
