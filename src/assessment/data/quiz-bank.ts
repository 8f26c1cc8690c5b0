import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type {
  ProgrammeVersion,
  QuestionBankFile,
  QuestionDefinition,
  QuizDefinition,
} from '../../catalogue/programme';
import { figureSize, figureUrl } from '../../catalogue/programmes.service';
import { UnitOfWork } from '../../database/unit-of-work';
import { digestOf, sha256Hex } from '../../kernel/canonical-json';
import { Clock } from '../../kernel/clock';
import { idOfName, Ids } from '../../kernel/ids';
import { questionOf } from '../authored';
import type { Question } from '../domain/question';
import type { PinnedFigure, QuizContent, QuizPool } from '../quiz-content';
import { stateOf } from '../domain/review-state';
import { Media } from './media.entity';
import { QuestionIdentity } from './question.entity';
import { QuestionVersion } from './question-version.entity';
import { ReviewBook } from './review-book';
import { isOfTheBank, QuizShelf } from './quiz-shelf';
import { Quiz } from './quiz.entity';
import { QuizAdoption } from './quiz-adoption.entity';
import { QuizVersion } from './quiz-version.entity';

/** A version of a quiz with the questions that it asks, in the order of their slots. */
export interface QuizEdition {
  readonly quizId: string;
  readonly quizVersionId: string;
  readonly slug: string;
  readonly programme: string;
  readonly content: QuizContent;
  /** Those that everybody is asked; others may be drawn when an attempt starts. */
  readonly questions: readonly {
    readonly slot: number;
    readonly questionVersionId: string;
    readonly question: Question;
    readonly maxMark: number;
  }[];
}

/** Quizzes and questions with all their versions. A version never changes, so each is read and made ready once. */
@Injectable()
export class QuizBank {
  private readonly questions = new Map<string, Question>();
  private readonly editions = new Map<string, QuizEdition>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly shelf: QuizShelf,
    private readonly reviews: ReviewBook,
  ) {}

  findQuiz(quizId: string): Promise<Quiz | null> {
    return this.manager.getRepository(Quiz).findOneBy({ id: quizId });
  }

  async quizIdsOf(programme: string): Promise<string[]> {
    const quizzes = await this.manager.getRepository(Quiz).find({ where: { programme }, order: { id: 'ASC' } });
    return quizzes.map(({ id }) => id);
  }

  /**
   * The version of a quiz that belongs to a version of its programme, or of a quiz of the bank the one that is scheduled;
   * `null` where there is none.
   */
  async findEdition(programmeVersionId: string, quizId: string): Promise<QuizEdition | null> {
    const adoption = await this.manager.getRepository(QuizAdoption).findOneBy({ programmeVersionId, quizId });
    if (adoption) return this.edition(adoption.quizVersionId);
    const schedule = await this.shelf.findSchedule(quizId);
    return schedule && this.edition(schedule.quizVersionId);
  }

  /**
   * The version that people sit, or would if they began now: the one that is scheduled, else the newest that is approved, else
   * the newest. Of a quiz of a package it is the one that was adopted last.
   */
  async editionInUse(quizId: string): Promise<QuizEdition> {
    const schedule = await this.shelf.findSchedule(quizId);
    if (schedule) return this.edition(schedule.quizVersionId);
    const approved = await this.approvedEdition(quizId);
    if (approved) return approved;
    const versions = this.manager.getRepository(QuizVersion);
    const [newest] = await versions.find({ where: { quizId }, order: { number: 'DESC' }, take: 1 });
    return this.edition(newest.id);
  }

  /** The newest version that a second person has approved, or that was adopted with its package; `null`: none is. */
  async approvedEdition(quizId: string): Promise<QuizEdition | null> {
    const [adopted] = await this.manager
      .getRepository(QuizAdoption)
      .find({ where: { quizId }, order: { adoptedAt: 'DESC', id: 'DESC' }, take: 1 });
    if (adopted) return this.edition(adopted.quizVersionId);
    const versions = await this.manager.getRepository(QuizVersion).find({ where: { quizId }, order: { number: 'ASC' } });
    const steps = await this.reviews.stepsOfAll(
      'quiz',
      versions.map(({ id }) => id),
    );
    const approved = versions.findLast(({ id }) => stateOf(steps.get(id) ?? []) === 'approved');
    return approved ? this.edition(approved.id) : null;
  }

  /** With the opening hours of its schedule, where that is of this version. */
  async edition(quizVersionId: string): Promise<QuizEdition> {
    const edition = await this.written(quizVersionId);
    if (!isOfTheBank(edition)) return edition;
    const schedule = await this.shelf.findSchedule(edition.quizId);
    if (schedule?.quizVersionId !== quizVersionId) return edition;
    const hours = {
      ...(schedule.opensAt && { opensAt: schedule.opensAt.toISOString() }),
      ...(schedule.closesAt && { closesAt: schedule.closesAt.toISOString() }),
    };
    return { ...edition, content: { ...edition.content, ...hours } };
  }

  private async written(quizVersionId: string): Promise<QuizEdition> {
    const known = this.editions.get(quizVersionId);
    if (known) return known;
    const version = await this.manager.getRepository(QuizVersion).findOneByOrFail({ id: quizVersionId });
    const quiz = await this.manager.getRepository(Quiz).findOneByOrFail({ id: version.quizId });
    const questions = await this.questionsOf(version.content.slots.map(({ questionVersionId }) => questionVersionId));
    const addressOf = await this.addressesOf(version);
    const edition: QuizEdition = {
      quizId: quiz.id,
      quizVersionId,
      slug: quiz.slug,
      programme: quiz.programme,
      content: version.content,
      questions: version.content.slots.map(({ slot, questionVersionId, mark }) => {
        const question = withPicture(questions.get(questionVersionId) as Question, version.content, addressOf);
        return { slot, questionVersionId, question, maxMark: mark ?? question.maxMark };
      }),
    };
    this.editions.set(quizVersionId, edition);
    return edition;
  }

  /** Where the pictures of a version are found: its content pins them, so any programme version that adopted it has them. */
  private async addressesOf({ id: quizVersionId, content }: QuizVersion): Promise<(src: string) => string> {
    if (!content.figures) return (src) => src;
    const adoption = await this.manager
      .getRepository(QuizAdoption)
      .findOneOrFail({ where: { quizVersionId }, order: { adoptedAt: 'ASC', id: 'ASC' } });
    return (src) => (src.startsWith(FIGURES) ? figureUrl(adoption.programmeVersionId, src.slice(FIGURES.length)) : src);
  }

  /** Its picture, if any, bears the author's name for it. */
  async question(questionVersionId: string): Promise<Question> {
    return (await this.questionsOf([questionVersionId])).get(questionVersionId) as Question;
  }

  /** Questions asked in a sitting of an edition, by version: those of its slots with their pictures, those drawn as they are. */
  async questionsIn({ questions }: QuizEdition, versionIds: readonly string[]): Promise<Map<string, Question>> {
    const pinned = new Map(questions.map(({ questionVersionId, question }) => [questionVersionId, question]));
    const drawn = await this.questionsOf(versionIds.filter((id) => !pinned.has(id)));
    return new Map([...pinned, ...drawn]);
  }

  /** By the id of the version. */
  async questionsOf(versionIds: readonly string[]): Promise<Map<string, Question>> {
    const missing = versionIds.filter((id) => !this.questions.has(id));
    if (missing.length > 0) {
      const rows = await this.manager.getRepository(QuestionVersion).findBy({ id: In(missing) });
      for (const { id, content, digest } of rows) this.questions.set(id, questionOf(content, digest, ofTheBank));
    }
    return new Map(versionIds.map((id) => [id, this.questions.get(id) as Question]));
  }

  /** Takes over the quizzes of a programme's version. What is there already, by its digest, is used as it is. */
  async adopt({ id: programmeVersionId, slug: programme, content }: ProgrammeVersion): Promise<number> {
    const adoptions = this.manager.getRepository(QuizAdoption);
    const { bank = [], quizzes, figures } = content;
    const known = new Set((await adoptions.findBy({ programmeVersionId })).map(({ quizId }) => quizId));
    // The bank is entered with the first of the quizzes, in the same action.
    if (known.size > 0 && known.size === quizzes.length) return 0;
    const held = await this.enterBank(programme, bank, figures);
    let adopted = 0;
    for (const definition of quizzes) {
      const quizId = idOfName(`${programme}/quiz/${definition.slug}`);
      if (known.has(quizId)) continue;
      const quizVersionId = await this.enterQuiz(programme, quizId, definition, figures, held);
      const row = { id: this.ids.next(), programmeVersionId, quizId, quizVersionId, adoptedAt: this.clock.now() };
      await adoptions.createQueryBuilder().insert().values(row).orIgnore().execute();
      adopted += 1;
    }
    return adopted;
  }

  private async enterQuiz(
    programme: string,
    quizId: string,
    definition: QuizDefinition,
    figures: ProgrammeVersion['content']['figures'],
    bank: readonly HeldQuestion[],
  ): Promise<string> {
    const { slug, questions, ...settings } = definition;
    await this.manager
      .createQueryBuilder()
      .insert()
      .into(Quiz)
      .values({ id: quizId, programme, slug })
      .orIgnore()
      .execute();
    const slots: QuizContent['slots'][number][] = [];
    for (const [index, question] of questions.entries()) {
      slots.push({ slot: index + 1, questionVersionId: await this.enterQuestion(programme, question) });
    }
    const pools = definition.blueprint?.map(({ topic, level, count }): QuizPool => {
      const among = bank.filter(({ content: one }) => one.topic === topic && one.level === level);
      return { topic, level, count, mark: 1, among: among.map(({ versionId }) => versionId) };
    });
    const content: QuizContent = {
      ...settings,
      review: 'feedback',
      ...figuresOf(questions, figures),
      slots,
      ...(pools && { pools }),
    };
    const digest = digestOf(content);
    const id = idOfName(`quiz-version/${quizId}/${digest}`);
    const versions = this.manager.getRepository(QuizVersion);
    if (!(await versions.existsBy({ id }))) {
      const number = ((await versions.maximum('number', { quizId })) ?? 0) + 1;
      await versions.insert({ id, quizId, number, content, digest, recordedAt: this.clock.now() });
    }
    return id;
  }

  /**
   * The bank of a programme's package. Its pictures are kept by their own bytes: a question may be drawn long after the
   * version of the programme that brought it.
   */
  private async enterBank(
    programme: string,
    bank: readonly QuestionBankFile[],
    figures: ProgrammeVersion['content']['figures'],
  ): Promise<HeldQuestion[]> {
    const held: HeldQuestion[] = [];
    for (const question of bank.flatMap(({ questions }) => questions)) {
      const { image } = question;
      const svg = image?.src.startsWith(FIGURES) ? figures[image.src.slice(FIGURES.length)] : undefined;
      const content =
        image && svg !== undefined
          ? ({ ...question, image: { ...figureSize(svg), ...image, src: await this.keepDrawing(svg) } } as typeof question)
          : question;
      held.push({ content, versionId: await this.enterQuestion(programme, content) });
    }
    return held;
  }

  private async keepDrawing(svg: string): Promise<string> {
    const content = Buffer.from(svg);
    const digest = sha256Hex(content);
    const row = { digest, type: 'image/svg+xml', size: content.length, content };
    await this.manager
      .getRepository(Media)
      .createQueryBuilder()
      .insert()
      .values({ id: this.ids.next(), ...row, recordedAt: this.clock.now() })
      .orIgnore()
      .execute();
    return `media/${digest}`;
  }

  private async enterQuestion(programme: string, content: QuestionDefinition): Promise<string> {
    const questionId = idOfName(`${programme}/question/${content.slug}`);
    await this.manager
      .createQueryBuilder()
      .insert()
      .into(QuestionIdentity)
      .values({ id: questionId, programme, slug: content.slug })
      .orIgnore()
      .execute();
    const digest = digestOf(content);
    const id = idOfName(`question-version/${questionId}/${digest}`);
    const versions = this.manager.getRepository(QuestionVersion);
    if (!(await versions.existsBy({ id }))) {
      const number = ((await versions.maximum('number', { questionId })) ?? 0) + 1;
      await versions.insert({ id, questionId, number, content, digest, recordedAt: this.clock.now() });
    }
    return id;
  }

  private get manager() {
    return this.unitOfWork.manager;
  }
}

/** A question of a programme's own bank. */
interface HeldQuestion {
  readonly versionId: string;
  readonly content: QuestionDefinition;
}

/** Where the pictures of the bank are served; those of a package have an address only within an edition. */
const ofTheBank = (src: string) => (src.startsWith('media/') ? `/${src}` : src);

/** Pictures of a programme's package, as authors name them. */
const FIGURES = 'figures/';

/** A question with its picture's address, and its size where the author does not say it. */
function withPicture(question: Question, { figures }: QuizContent, addressOf: (src: string) => string): Question {
  const { image } = question;
  if (!image) return question;
  const { width, height } = figures?.[image.url] ?? {};
  return { ...question, image: { ...(width && height && { width, height }), ...image, url: addressOf(image.url) } };
}

/** What pins the pictures that questions show. */
function figuresOf(
  questions: readonly QuestionDefinition[],
  figures: ProgrammeVersion['content']['figures'],
): Pick<QuizContent, 'figures'> {
  const shown = questions.flatMap(({ image }) => (image?.src.startsWith(FIGURES) ? [image.src] : []));
  if (shown.length === 0) return {};
  const pinned = shown.map((src): [string, PinnedFigure] => {
    const svg = figures[src.slice(FIGURES.length)] ?? '';
    return [src, { digest: digestOf(svg), ...figureSize(svg) }];
  });
  return { figures: Object.fromEntries(pinned) };
}
