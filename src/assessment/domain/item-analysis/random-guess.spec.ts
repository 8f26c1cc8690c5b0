import type { QuestionDefinition } from '../../../catalogue/question-definition';
import { randomGuessOf } from './random-guess';

const option = (correct: boolean, fraction?: number) => ({ slug: 'o', text: 'o', correct, feedback: '', fraction });
const policy = { letterCase: 'ignore', accents: 'ignore', wildcards: true };
const pair = (match: string) => ({ slug: match, stem: match, match });

describe('Given a question of each type', () => {
  it.each`
    what                       | question                                                                                                                            | guess
    ${'true or false'}         | ${{ type: 'true-false' }}                                                                                                           | ${0.5}
    ${'one of four'}           | ${{ type: 'single', options: [option(true), option(false), option(false), option(false)] }}                                         | ${0.25}
    ${'weighted options'}      | ${{ type: 'single', scoring: 'weighted', options: [option(true, 1), option(true, 0.5), option(false, -0.3)] }}                      | ${0.4}
    ${'several of many'}       | ${{ type: 'multiple', options: [option(true), option(false)] }}                                                                     | ${null}
    ${'matching'}              | ${{ type: 'matching', pairs: [pair('a'), pair('b'), pair('a')], distractors: ['c', 'd'] }}                                          | ${0.25}
    ${'a number'}              | ${{ type: 'numeric', answer: 1, tolerance: 0 }}                                                                                     | ${0}
    ${'a word'}                | ${{ type: 'short-text', ...policy, answers: [{ text: 'lung*' }] }}                                                                  | ${0}
    ${'anything at all'}       | ${{ type: 'short-text', ...policy, answers: [{ text: 'lung' }, { text: ' * ', fraction: 0.2 }] }}                                   | ${0.2}
    ${'a star that is a star'} | ${{ type: 'short-text', ...policy, wildcards: false, answers: [{ text: '*' }] }}                                                    | ${0}
    ${'gaps by their weights'} | ${{ type: 'cloze', gaps: [{ type: 'single', weight: 3, options: [option(true), option(false)] }, { type: 'numeric', weight: 1 }] }} | ${0.375}
    ${'an order'}              | ${{ type: 'ordering' }}                                                                                                             | ${0}
    ${'a place'}               | ${{ type: 'hotspot' }}                                                                                                              | ${0}
    ${'an essay'}              | ${{ type: 'essay' }}                                                                                                                | ${0}
  `('when it is $what, then guessing earns $guess', ({ question, guess }) => {
    const found = randomGuessOf(question as QuestionDefinition);
    expect(found).toEqual(guess === null ? null : expect.closeTo(guess as number, 12));
  });
});
