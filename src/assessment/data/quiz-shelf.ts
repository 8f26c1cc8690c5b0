import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { UnitOfWork } from '../../database/unit-of-work';
import { digestOf } from '../../kernel/canonical-json';
import { Clock } from '../../kernel/clock';
import { Ids } from '../../kernel/ids';
import { cursorKey, DEFAULT_LIMIT, Listing, PageRequest, pageOf } from '../../kernel/listing';
import type { QuizContent } from '../quiz-content';
import { Attempt } from './attempt.entity';
import { QuizSchedule } from './quiz-schedule.entity';
import { QuizVersion } from './quiz-version.entity';
import { Quiz } from './quiz.entity';

/** A quiz with all its versions, the first first. */
export interface WholeQuiz {
  readonly quiz: Quiz;
  readonly versions: readonly QuizVersion[];
}

const OF_THE_BANK = 'bank.';

/** Made in the bank, and not by a programme's package: no slug of a package has a full stop. */
export function isOfTheBank({ slug }: Pick<Quiz, 'slug'>): boolean {
  return slug.startsWith(OF_THE_BANK);
}

/** Quizzes that were made in the bank, with their versions and schedules. */
@Injectable()
export class QuizShelf {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Belongs inside an action. */
  async enter(programme: string, content: QuizContent): Promise<QuizVersion> {
    const id = this.ids.next();
    await this.manager.getRepository(Quiz).insert({ id, programme, slug: `${OF_THE_BANK}${id}` });
    return this.insertVersion(id, 1, content);
  }

  /** Another version, unless one of them says the same already. Belongs inside an action. */
  async addVersion(
    { quiz, versions }: WholeQuiz,
    content: QuizContent,
  ): Promise<{ version: QuizVersion; isNew: boolean }> {
    const digest = digestOf(content);
    const known = versions.find((version) => version.digest === digest);
    if (known) return { version: known, isNew: false };
    const number = Math.max(...versions.map((version) => version.number)) + 1;
    return { version: await this.insertVersion(quiz.id, number, content), isNew: true };
  }

  async find(quizId: string): Promise<WholeQuiz | null> {
    const quiz = await this.manager.getRepository(Quiz).findOneBy({ id: quizId });
    if (!quiz) return null;
    const order = { number: 'ASC' } as const;
    return { quiz, versions: await this.manager.getRepository(QuizVersion).find({ where: { quizId }, order }) };
  }

  /** Quizzes of the bank with their newest version, the newest quiz first. */
  async list(page: PageRequest, programme?: string): Promise<Listing<{ quiz: Quiz; version: QuizVersion }>> {
    const query = this.manager
      .getRepository(Quiz)
      .createQueryBuilder('quiz')
      .where('quiz.slug LIKE :bank', { bank: `${OF_THE_BANK}%` });
    if (programme !== undefined) query.andWhere('quiz.programme = :programme', { programme });
    const after = cursorKey(page);
    if (after !== null) query.andWhere('quiz.id < :after', { after });
    const rows = await query
      .orderBy('quiz.id', 'DESC')
      .take((page.limit ?? DEFAULT_LIMIT) + 1)
      .getMany();
    const { items, next } = pageOf(rows, page, ({ id }) => id);
    const newest = await this.newestOf(items.map(({ id }) => id));
    return {
      next,
      items: items.flatMap((quiz) => {
        const version = newest.get(quiz.id);
        return version ? [{ quiz, version }] : [];
      }),
    };
  }

  /** The entry that counts: the last. */
  findSchedule(quizId: string): Promise<QuizSchedule | null> {
    return this.manager.getRepository(QuizSchedule).findOne({ where: { quizId }, order: { sequence: 'DESC' } });
  }

  /** That of every quiz of a programme that has one. */
  async schedulesOf(programme: string): Promise<QuizSchedule[]> {
    return this.manager
      .getRepository(QuizSchedule)
      .createQueryBuilder('schedule')
      .innerJoin(Quiz, 'quiz', 'quiz.id = schedule.quizId AND quiz.programme = :programme', { programme })
      .where((query) => {
        const last = query
          .subQuery()
          .select('MAX(other.sequence)')
          .from(QuizSchedule, 'other')
          .where('other.quizId = schedule.quizId');
        return `schedule.sequence = ${last.getQuery()}`;
      })
      .orderBy('schedule.quizId')
      .getMany();
  }

  /** Belongs inside an action. Of two that schedule at once, one runs into the unique key: a conflict. */
  async schedule(entry: Omit<QuizSchedule, 'id' | 'sequence' | 'recordedAt'>): Promise<void> {
    const sequence = ((await this.findSchedule(entry.quizId))?.sequence ?? 0) + 1;
    const row = { id: this.ids.next(), sequence, recordedAt: this.clock.now(), ...entry };
    await this.manager.getRepository(QuizSchedule).insert(row);
  }

  /** How many attempts there are on each version. */
  async attemptsOn(versionIds: readonly string[]): Promise<Map<string, number>> {
    if (versionIds.length === 0) return new Map();
    const rows = await this.manager
      .getRepository(Attempt)
      .createQueryBuilder('attempt')
      .where('attempt.quizVersionId IN (:...versionIds)', { versionIds })
      .select('attempt.quizVersionId', 'id')
      .addSelect('COUNT(*)', 'attempts')
      .groupBy('attempt.quizVersionId')
      .getRawMany<{ id: string; attempts: number | string }>();
    return new Map(rows.map(({ id, attempts }) => [id, Number(attempts)]));
  }

  private async newestOf(quizIds: readonly string[]): Promise<Map<string, QuizVersion>> {
    if (quizIds.length === 0) return new Map();
    const versions = await this.manager
      .getRepository(QuizVersion)
      .find({ where: { quizId: In([...quizIds]) }, order: { number: 'ASC' } });
    return new Map(versions.map((version) => [version.quizId, version]));
  }

  private async insertVersion(quizId: string, number: number, content: QuizContent): Promise<QuizVersion> {
    const recordedAt = this.clock.now();
    const version: QuizVersion = { id: this.ids.next(), quizId, number, content, digest: digestOf(content), recordedAt };
    await this.manager.getRepository(QuizVersion).insert(version);
    return version;
  }

  private get manager() {
    return this.unitOfWork.manager;
  }
}
