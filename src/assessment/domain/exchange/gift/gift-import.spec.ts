import { importGift } from './gift-import';

const read = (text: string) => importGift(new TextEncoder().encode(text)).questions;
const only = (text: string) => {
  const questions = read(text);
  expect(questions).toHaveLength(1);
  return { ...questions[0], codes: questions[0].notes.map(({ code }) => code) };
};

describe('Given a question in GIFT', () => {
  it.each`
    text                                                           | definition
    ${'Who?{~Grant ~Jefferson =no one}'}                           | ${{ type: 'single', prompt: 'Who?', options: [{ text: 'Grant', correct: false }, { text: 'Jefferson', correct: false }, { text: 'no one', correct: true }] }}
    ${'He is {~buried =entombed} here.'}                           | ${{ type: 'single', prompt: 'He is _____ here.' }}
    ${'A {~w ~%50%half =full}'}                                    | ${{ type: 'single', scoring: 'weighted', options: [{ fraction: 0 }, { fraction: 0.5 }, { fraction: 1 }] }}
    ${'Two? {~%-50%a ~%50%b ~%50%c ~%-50%d}'}                      | ${{ type: 'multiple', scoring: 'right-minus-wrong' }}
    ${'Three? {~%33.33333%a ~%33.33333%b ~%33.33333%c ~d}'}        | ${{ type: 'multiple', scoring: 'weighted', options: [{ fraction: 1 / 3 }, { fraction: 1 / 3 }, { fraction: 1 / 3 }, { fraction: 0 }] }}
    ${'Sun rises.{T}'}                                             | ${{ type: 'true-false', answer: true, feedback: { true: '', false: '' } }}
    ${'Grant.{FALSE#wrong#right####why}'}                          | ${{ type: 'true-false', answer: false, feedback: { true: 'wrong', false: 'right' }, rationale: 'why' }}
    ${'Town? {=Nazareth#Yes =%75%Nazereth =%0%*#No}'}              | ${{ type: 'short-text', wildcards: false, feedback: 'No', answers: [{ text: 'Nazareth', feedback: 'Yes' }, { text: 'Nazereth', fraction: 0.75 }] }}
    ${'How? {=*manually*}'}                                        | ${{ type: 'short-text', wildcards: true, answers: [{ text: '*manually*' }] }}
    ${'Born? {#1822:5}'}                                           | ${{ type: 'numeric', answer: 1822, tolerance: 5 }}
    ${'Pi? {#3.141..3.142}'}                                       | ${{ type: 'numeric', answer: 3.1415, tolerance: 0.0005 }}
    ${'Born? {#=1822:0#Yes =%50%1822:2}'}                          | ${{ type: 'numeric', answer: 1822, feedback: 'Yes', alternatives: [{ answer: 1822, tolerance: 2, fraction: 0.5 }] }}
    ${'Match. {=Canada->Ottawa =Italy -> Rome = -> Tokyo}'}        | ${{ type: 'matching', pairs: [{ stem: 'Canada', match: 'Ottawa' }, { stem: 'Italy', match: 'Rome' }], distractors: ['Tokyo'] }}
    ${'Order {>3 ALL VERTICAL ABSOLUTE_POSITION SHOW\na\nb\nc\n}'} | ${{ type: 'ordering', scoring: 'positions', items: [{ text: 'a' }, { text: 'b' }, { text: 'c' }] }}
    ${'Write. {}'}                                                 | ${{ type: 'essay', rubric: [] }}
    ${'Which? {\n~\\= 2\\: \\~ \\# \\{x\\} \\\\ a\\nb\n=c}'}       | ${{ type: 'single', options: [{ text: '= 2: ~ # {x} \\ a\nb' }, { text: 'c' }] }}
    ${'$CATEGORY: $course$/top/Needles/Safety\n::N::Q {T}'}        | ${{ topic: 'Needles/Safety' }}
    ${'[html]<b>Q</b> {T#<i>no</i>}'}                              | ${{ prompt: '**Q**', feedback: { true: '', false: '_no_' } }}
    ${'[markdown]**Q** {T}'}                                       | ${{ prompt: '**Q**' }}
  `('when it is $text, then it is read as Moodle reads it', ({ text, definition }) => {
    const question = only(text as string);
    expect(question).toMatchObject({ outcome: 'kept', definition: definition as object });
  });

  it('when a comment has an id and tags, then they are its slug and tags', () => {
    const question = only('// question: 7  name: N\n// [id:pleura-1] [tag:lung] [tag:a\\]b]\n::N:: Q {T}');
    expect(question).toMatchObject({ name: 'N', tags: ['lung', 'a]b'], definition: { slug: 'pleura-1' } });
  });

  it.each`
    text                           | outcome      | code
    ${'Only words.'}               | ${'refused'} | ${'description'}
    ${'Q {=a ~b'}                  | ${'refused'} | ${'braces'}
    ${'TeX \\frac{1}{2} {=1 =2}'}  | ${'refused'} | ${'more-braces'}
    ${'Q {~a ~b}'}                 | ${'refused'} | ${'no-right-option'}
    ${'Q {=a}{'}                   | ${'refused'} | ${'braces'}
    ${'Q {~<img src="a.png"> =b}'} | ${'refused'} | ${'sign-in-tag'}
    ${'Q {#3,14}'}                 | ${'refused'} | ${'not-a-number'}
    ${'Q {#5..1}'}                 | ${'refused'} | ${'negative-tolerance'}
    ${'Q {#=3 =*}'}                | ${'refused'} | ${'any-number'}
    ${'Q {=a -> b =c}'}            | ${'refused'} | ${'no-arrow'}
    ${'Q {~%33,3%a =b}'}           | ${'refused'} | ${'weight-unread'}
    ${'Q {~%150%a ~b}'}            | ${'refused'} | ${'weight-out-of-range'}
    ${'Q {1:MC:=a~b}'}             | ${'refused'} | ${'cloze-syntax'}
    ${'{=a =b}'}                   | ${'refused'} | ${'no-prompt'}
    ${'Q {a ~b =c}'}               | ${'refused'} | ${'words-before-answers'}
    ${'Q \u0000 {T}'}              | ${'refused'} | ${'text-not-kept'}
    ${'::What is it?:: {T}'}       | ${'changed'} | ${'prompt-from-name'}
    ${'Q {true}'}                  | ${'changed'} | ${'true-false-in-small-letters'}
    ${'Q {#3:2~#No}'}              | ${'changed'} | ${'wrong-number-feedback'}
    ${'// [id:Not A Slug]\nQ {T}'} | ${'changed'} | ${'id-left-out'}
    ${'Q {>2 RANDOM\na\nb\nc\n}'}  | ${'changed'} | ${'all-items-shown'}
    ${'[html]<u>Q</u> {T}'}        | ${'changed'} | ${'formatting-left-out'}
    ${'Q {=a =b ~c}'}              | ${'kept'}    | ${'several-right'}
    ${'[html]$$ x \\neq y $$ {T}'} | ${'kept'}    | ${'line-end-or-formula'}
    ${'Q {\n=a\n~b\n~x = y\n}'}    | ${'kept'}    | ${'answer-within-line'}
  `('when it is $text, then it is $outcome, and a note says why', ({ text, outcome, code }) => {
    const question = only(text as string);
    expect(question.outcome).toBe(outcome);
    expect(question.codes).toContain(code);
  });
});

describe('Given a bad question among good ones', () => {
  it.each`
    what                         | file                                   | outcomes
    ${'never closed'}            | ${'A {T}\n\nB {=a\n\nC {T}'}           | ${['kept', 'refused', 'kept']}
    ${'never closed before ::'}  | ${'A {T}\n\n::B:: b {=a\n::C:: c {T}'} | ${['kept', 'refused', 'kept']}
    ${'closed twice'}            | ${'A {T}\n\nB {T}}\n\nC {T}'}          | ${['kept', 'refused', 'kept']}
    ${'a heading without blank'} | ${'Heading\n::A:: a {T}\n::B:: b {F}'} | ${['refused', 'kept', 'kept']}
  `('when it is $what, then its neighbours are read', ({ file, outcomes }) => {
    expect(read(file as string).map(({ outcome }) => outcome)).toEqual(outcomes);
  });

  it('when answers have lines free between them, then they are one question', () => {
    expect(only('Q {\n\n=a\n\n~b\n\n}').definition).toMatchObject({ options: [{ text: 'a' }, { text: 'b' }] });
  });

  it('when no lines are free between questions, then each is read, with its line', () => {
    expect(read('A {T}\nB {\n=a\n~b\n}\nC {F}').map(({ line, outcome }) => [line, outcome])).toEqual([
      [1, 'kept'],
      [2, 'kept'],
      [6, 'kept'],
    ]);
  });
});
