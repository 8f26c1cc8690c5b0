import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';

const PROGRAMME = 'dry-needling';
const QUESTIONS = 20;
/** So that nobody runs out of attempts while the clock is running. */
const ATTEMPTS = 10_000;

const quizFile = (courses) => path.join(courses, PROGRAMME, 'quizzes', 'final.yaml');

/** Copies the authored programme into a folder and makes its final quiz one of twenty questions, open without limit. */
export function fixtureCourses(folder) {
  cpSync('courses', folder, { recursive: true });
  const quiz = parse(readFileSync(quizFile(folder), 'utf8'));
  const authored = quiz.questions;
  for (let n = authored.length; n < QUESTIONS; n += 1) {
    const question = authored[n % authored.length];
    quiz.questions.push({ ...question, slug: `${question.slug}-${n}`, prompt: `${question.prompt} (${n})` });
  }
  const open = { attempts: ATTEMPTS, coolDownMinutes: 0, timeLimitMinutes: 600 };
  writeFileSync(quizFile(folder), stringify({ ...quiz, ...open }));
  return folder;
}

/** The right response to each item of an attempt, by slot, as somebody would find it who knows the quiz and reads the options. */
export function answersFor(courses, items) {
  const { questions } = parse(readFileSync(quizFile(courses), 'utf8'));
  return items.map((item) => {
    const question = questions.find(({ prompt }) => prompt.trim() === item.prompt.trim());
    return { slot: item.slot, response: responseTo(question, item) };
  });
}

function responseTo(question, { options = [], stems = [] }) {
  const idOf = (choices, wanted) => choices.find(({ text }) => text === wanted)?.id ?? wanted;
  const right = question.options?.filter(({ correct }) => correct).map(({ text }) => idOf(options, text));
  switch (question.type) {
    case 'single':
      return { choice: right[0] };
    case 'multiple':
      return { choices: right };
    case 'true-false':
      return { choice: String(question.answer) };
    case 'numeric':
      return { number: question.answer };
    case 'matching': {
      const pairs = question.pairs.map(({ stem, match }) => [idOf(stems, stem), idOf(options, match)]);
      return { pairs: Object.fromEntries(pairs) };
    }
  }
  throw new Error(`The bench has no answer to a question of the type ${question.type}`);
}
