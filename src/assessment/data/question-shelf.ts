import { Injectable } from '@nestjs/common';
import { In, type QueryDeepPartialEntity } from 'typeorm';
import type { QuestionDefinition } from '../../catalogue/question-definition';
import { UnitOfWork } from '../../database/unit-of-work';
import { digestOf } from '../../kernel/canonical-json';
import { Clock } from '../../kernel/clock';
import { Ids } from '../../kernel/ids';
import { AttemptItem } from './attempt-item.entity';
import { Attempt } from './attempt.entity';
import { QuestionCards } from './question-cards';
import { QuestionImport } from './question-import.entity';
import { QuestionOrigin } from './question-origin.entity';
import { QuestionTag } from './question-tag.entity';
import { QuestionVersion } from './question-version.entity';
import { QuestionIdentity } from './question.entity';
import { QuizVersion } from './quiz-version.entity';
import { Quiz } from './quiz.entity';

export type Origin = Pick<QuestionOrigin, 'kind' | 'personId' | 'clonedFromVersionId' | 'importId'>;

/** A question with all its versions, the first first. */
export interface WholeQuestion {
  readonly question: QuestionIdentity;
  readonly versions: readonly QuestionVersion[];
  /** `null`: it belongs to a programme's package. */
  readonly origin: QuestionOrigin | null;
}

/** A version of a quiz that names a version of a question. */
export interface PinnedBy {
  /** It asks it of everybody; else it names it among those that it may draw. */
  readonly ofEverybody: boolean;
  readonly quizId: string;
  readonly quizVersionId: string;
  readonly number: number;
  readonly title: string;
  readonly questionVersionId: string;
}

const BATCH = 100;

/** Questions of the bank with their versions, origins and tags. */
@Injectable()
export class QuestionShelf {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly cards: QuestionCards,
  ) {}

  /** New questions, each with its first version. Belongs inside an action. */
  async enter(
    programme: string,
    contents: readonly QuestionDefinition[],
    origin: Origin,
  ): Promise<QuestionVersion[]> {
    const versions = this.plan(contents);
    await this.enterPlanned(programme, versions, origin);
    return versions;
  }

  /** First versions of questions that are about to be entered: their ids can be spoken of already. */
  plan(contents: readonly QuestionDefinition[]): QuestionVersion[] {
    const recordedAt = this.clock.now();
    return contents.map((content) => ({
      id: this.ids.next(),
      questionId: this.ids.next(),
      number: 1,
      content,
      digest: digestOf(content),
      recordedAt,
    }));
  }

  async enterPlanned(programme: string, versions: readonly QuestionVersion[], origin: Origin): Promise<void> {
    for (let from = 0; from < versions.length; from += BATCH) {
      const batch = versions.slice(from, from + BATCH);
      // Its id names it: what an author calls it stands in its content, and may stand there twice.
      const identities = batch.map(({ questionId: id }) => ({ id, programme, slug: `bank.${id}` }));
      await this.manager.getRepository(QuestionIdentity).insert(identities);
      await this.manager
        .getRepository(QuestionOrigin)
        .insert(
          batch.map(({ questionId, recordedAt }) => ({ id: this.ids.next(), questionId, ...origin, recordedAt })),
        );
      await this.insertVersions(programme, batch);
    }
  }

  /** Another version, unless one of them says the same already. Belongs inside an action. */
  async addVersion(
    { question, versions }: WholeQuestion,
    content: QuestionDefinition,
  ): Promise<{ version: QuestionVersion; isNew: boolean }> {
    const digest = digestOf(content);
    const known = versions.find((version) => version.digest === digest);
    if (known) return { version: known, isNew: false };
    const version: QuestionVersion = {
      id: this.ids.next(),
      questionId: question.id,
      number: Math.max(...versions.map(({ number }) => number)) + 1,
      content,
      digest,
      recordedAt: this.clock.now(),
    };
    await this.insertVersions(question.programme, [version]);
    return { version, isNew: true };
  }

  async find(questionId: string): Promise<WholeQuestion | null> {
    const question = await this.manager.getRepository(QuestionIdentity).findOneBy({ id: questionId });
    if (!question) return null;
    const versions = await this.manager
      .getRepository(QuestionVersion)
      .find({ where: { questionId }, order: { number: 'ASC' } });
    const origin = await this.manager.getRepository(QuestionOrigin).findOneBy({ questionId });
    return { question, versions, origin };
  }

  async versionsOf(versionIds: readonly string[]): Promise<(QuestionVersion & { programme: string })[]> {
    if (versionIds.length === 0) return [];
    const versions = await this.manager.getRepository(QuestionVersion).findBy({ id: In([...versionIds]) });
    const ids = [...new Set(versions.map(({ questionId }) => questionId))];
    const identities = await this.manager.getRepository(QuestionIdentity).findBy({ id: In(ids) });
    const programmes = new Map(identities.map(({ id, programme }) => [id, programme]));
    return versions.map((version) => ({ ...version, programme: programmes.get(version.questionId) ?? '' }));
  }

  /** Of which questions these are versions. */
  async identitiesOf(versionIds: readonly string[]): Promise<Pick<QuestionVersion, 'id' | 'questionId'>[]> {
    if (versionIds.length === 0) return [];
    const where = { id: In([...versionIds]) };
    return this.manager.getRepository(QuestionVersion).find({ where, select: { id: true, questionId: true } });
  }

  findImport(programme: string, format: string, fileDigest: string): Promise<QuestionImport | null> {
    return this.manager.getRepository(QuestionImport).findOneBy({ programme, format, fileDigest });
  }

  findImportById(id: string): Promise<QuestionImport | null> {
    return this.manager.getRepository(QuestionImport).findOneBy({ id });
  }

  async putImport(row: QuestionImport): Promise<void> {
    await this.manager.getRepository(QuestionImport).insert(row);
  }

  /** Tags by question, sorted. */
  async tagsOf(questionIds: readonly string[]): Promise<Map<string, string[]>> {
    const tags = new Map<string, string[]>(questionIds.map((id) => [id, []]));
    for (let from = 0; from < questionIds.length; from += 500) {
      const rows = await this.manager
        .getRepository(QuestionTag)
        .find({ where: { questionId: In(questionIds.slice(from, from + 500)) }, order: { tag: 'ASC' } });
      for (const { questionId, tag } of rows) tags.get(questionId)?.push(tag);
    }
    return tags;
  }

  /** Belongs inside an action. A tag that is there already stays; one that is not cannot be taken off. */
  async retag(questionIds: readonly string[], add: readonly string[], remove: readonly string[]): Promise<void> {
    const tags = this.manager.getRepository(QuestionTag);
    const taggedAt = this.clock.now();
    const rows = questionIds.flatMap((questionId) =>
      add.map((tag) => ({ id: this.ids.next(), questionId, tag, taggedAt })),
    );
    for (let from = 0; from < rows.length; from += BATCH) {
      await tags.createQueryBuilder().insert().values(rows.slice(from, from + BATCH)).orIgnore().execute();
    }
    for (let from = 0; remove.length > 0 && from < questionIds.length; from += 500) {
      await tags.delete({ questionId: In(questionIds.slice(from, from + 500)), tag: In([...remove]) });
    }
  }

  /** Which of these questions there are. */
  async existing(questionIds: readonly string[]): Promise<Set<string>> {
    const found = new Set<string>();
    for (let from = 0; from < questionIds.length; from += 500) {
      const rows = await this.manager
        .getRepository(QuestionIdentity)
        .findBy({ id: In(questionIds.slice(from, from + 500)) });
      for (const { id } of rows) found.add(id);
    }
    return found;
  }

  /** In how many attempts a question was met, in whatever version, and when last. */
  async exposureOf(versionIds: readonly string[]): Promise<{ attempts: number; lastUsedAt: Date | null }> {
    const row = await this.manager
      .getRepository(AttemptItem)
      .createQueryBuilder('item')
      .innerJoin(Attempt, 'attempt', 'attempt.id = item.attemptId')
      .where('item.questionVersionId IN (:...versionIds)', { versionIds })
      .select('COUNT(DISTINCT item.attemptId)', 'attempts')
      .addSelect('MAX(attempt.startedAt)', 'last')
      .getRawOne<{ attempts: number | string; last: string | null }>();
    return { attempts: Number(row?.attempts ?? 0), lastUsedAt: row?.last ? new Date(row.last) : null };
  }

  /** At each quiz where it was met: how many attempts met it, of how many there were. The one that met it most, first. */
  async exposuresOf(versionIds: readonly string[]): Promise<{ quizId: string; asked: number; attempts: number }[]> {
    const rows = await this.manager
      .getRepository(AttemptItem)
      .createQueryBuilder('item')
      .innerJoin(Attempt, 'attempt', 'attempt.id = item.attemptId')
      .where('item.questionVersionId IN (:...versionIds)', { versionIds })
      .select('attempt.quizId', 'quizId')
      .addSelect('COUNT(DISTINCT item.attemptId)', 'asked')
      .groupBy('attempt.quizId')
      .getRawMany<{ quizId: string; asked: number | string }>();
    const exposures = [];
    for (const { quizId, asked } of rows) {
      const attempts = await this.manager.getRepository(Attempt).countBy({ quizId });
      exposures.push({ quizId, asked: Number(asked), attempts });
    }
    return exposures.sort((one, other) => other.asked - one.asked || (one.quizId < other.quizId ? -1 : 1));
  }

  /** Questions that a person has met, in whatever version of them. */
  async metBy(personId: string): Promise<Set<string>> {
    const rows = await this.manager
      .getRepository(AttemptItem)
      .createQueryBuilder('item')
      .innerJoin(Attempt, 'attempt', 'attempt.id = item.attemptId AND attempt.personId = :personId', { personId })
      .innerJoin(QuestionVersion, 'version', 'version.id = item.questionVersionId')
      .select('version.questionId', 'questionId')
      .distinct(true)
      .getRawMany<{ questionId: string }>();
    return new Set(rows.map(({ questionId }) => questionId));
  }

  /** Versions of quizzes that pin one of these versions. A pool pins none. */
  async pinnedBy(versionIds: readonly string[]): Promise<PinnedBy[]> {
    const found: PinnedBy[] = [];
    for (const questionVersionId of versionIds) {
      const rows = await this.manager
        .getRepository(QuizVersion)
        .createQueryBuilder('version')
        .innerJoin(Quiz, 'quiz', 'quiz.id = version.quizId')
        .where('version.content LIKE :id', { id: `%"${questionVersionId}"%` })
        .orderBy('version.recordedAt', 'ASC')
        .getMany();
      for (const { id, quizId, number, content } of rows) {
        const ofEverybody = content.slots.some((slot) => slot.questionVersionId === questionVersionId);
        found.push({ quizId, quizVersionId: id, number, title: content.title, questionVersionId, ofEverybody });
      }
    }
    return found;
  }

  private async insertVersions(programme: string, versions: readonly QuestionVersion[]): Promise<void> {
    await this.manager
      .getRepository(QuestionVersion)
      .insert(versions.map((version) => version as QueryDeepPartialEntity<QuestionVersion>));
    await this.cards.enter(programme, versions);
  }

  private get manager() {
    return this.unitOfWork.manager;
  }
}
