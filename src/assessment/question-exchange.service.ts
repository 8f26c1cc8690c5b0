import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail';
import { Programmes } from '../catalogue/programmes.service';
import { UnitOfWork } from '../database/unit-of-work';
import type { PersonActor } from '../identity/access';
import { sha256Hex } from '../kernel/canonical-json';
import { Clock } from '../kernel/clock';
import { Invalid } from '../kernel/errors';
import { Ids } from '../kernel/ids';
import { QuestionCards, type QuestionFacets } from './data/question-cards';
import { QuestionShelf } from './data/question-shelf';
import { ReviewBook } from './data/review-book';
import {
  concluded,
  type ExportResult,
  type ImportedQuestion,
  Notes,
  reportOf,
  sentenceOf,
} from './domain/exchange/exchange';
import { draftFaults } from './draft-check';
import { formatOf, type KnownFormat } from './exchange-formats';
import type { ImportReport } from './import-report';
import { Pictures } from './pictures.service';

/** Bytes of one file of questions. */
export const FILE_BYTES = 64 * 1024 * 1024;
/** Questions of one export. */
const MOST_EXPORTED = 5_000;
const PAGE = 200;

const TAG = /^[\p{L}\p{N}][\p{L}\p{N} ._:/-]{0,59}$/u;

/** Questions of other programs, coming in and going out. */
@Injectable()
export class QuestionExchange {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly programmes: Programmes,
    private readonly shelf: QuestionShelf,
    private readonly cards: QuestionCards,
    private readonly book: ReviewBook,
    private readonly pictures: Pictures,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Takes a file over: every question that can be represented becomes a draft. The whole file is one action, so that a
   * report never speaks of half of one; the same file again changes nothing and has the same report. A dry run writes
   * nothing at all.
   *
   * @throws ImportFault for a file that cannot be read
   */
  async import(
    actor: PersonActor,
    { programme, format, bytes, dryRun }: { programme?: string; format: KnownFormat; bytes: Buffer; dryRun: boolean },
  ): Promise<ImportReport> {
    const target = await this.programmeFor(programme);
    const read = checked(formatOf(format).read(bytes).questions);
    if (dryRun) return summaryOf(read, new Map());
    const fileDigest = sha256Hex(bytes);
    return this.unitOfWork.run(async () => {
      const earlier = await this.shelf.findImport(target, format, fileDigest);
      if (earlier) return earlier.report;
      const taken = read.flatMap((question, index) =>
        question.definition ? [{ question, index, definition: question.definition }] : [],
      );
      for (const { question } of taken) {
        for (const { bytes: picture } of question.media) await this.pictures.keep(Buffer.from(picture));
      }
      const importId = this.ids.next();
      // The report names the questions, and their origin the import: ids are known before either is written.
      const plan = this.shelf.plan(taken.map(({ definition }) => definition));
      const report = summaryOf(read, new Map(taken.map(({ index }, n) => [index, plan[n].questionId])));
      const recordedAt = this.clock.now();
      await this.shelf.putImport({
        id: importId,
        programme: target,
        format,
        fileDigest,
        actorId: actor.id,
        report,
        recordedAt,
      });
      const origin = { kind: 'imported' as const, personId: actor.id, clonedFromVersionId: null, importId };
      await this.shelf.enterPlanned(target, plan, origin);
      await this.book.begin(
        plan.map(({ id }) => id),
        actor.id,
      );
      for (const [n, { question }] of taken.entries()) {
        const tags = question.tags.map((tag) => tag.trim().toLowerCase()).filter((tag) => TAG.test(tag));
        await this.shelf.retag([plan[n].questionId], [...new Set(tags)], []);
      }
      const { imported, changed, refused } = report;
      const facts = { programme: target, format, fileDigest, imported, changed, refused };
      await this.audit.record('questions.imported', actor, { type: 'question-import', id: importId }, facts);
      return report;
    });
  }

  /** The newest versions of the questions that fit, as a file of another program. */
  async export(actor: PersonActor, format: KnownFormat, facets: QuestionFacets): Promise<ExportResult> {
    const ids: string[] = [];
    const questionIds: string[] = [];
    let cursor: string | undefined;
    do {
      const { items, next } = await this.cards.list(facets, { limit: PAGE, cursor });
      ids.push(...items.map(({ id }) => id));
      questionIds.push(...items.map(({ questionId }) => questionId));
      cursor = next ?? undefined;
    } while (cursor !== undefined && ids.length < MOST_EXPORTED);
    const versions = new Map((await this.versionsOf(ids)).map((version) => [version.id, version]));
    const tags = await this.shelf.tagsOf(questionIds);
    const sources = [];
    for (const id of ids) {
      const version = versions.get(id);
      if (!version) continue;
      const media = await this.mediaOf(JSON.stringify(version.content));
      const { content: definition, questionId } = version;
      sources.push({ name: definition.slug, definition, tags: tags.get(questionId) ?? [], media });
    }
    const result = formatOf(format).write.export(sources);
    await this.unitOfWork.run(() =>
      this.audit.record(
        'questions.exported',
        actor,
        { type: 'person', id: actor.id },
        { format, questions: sources.length },
      ),
    );
    return result;
  }

  private async programmeFor(slug: string | undefined): Promise<string> {
    const running = await this.programmes.list();
    if (slug === undefined && running.length === 1) return running[0].slug;
    if (running.some((programme) => programme.slug === slug)) return slug as string;
    throw new Invalid([
      {
        path: 'programme',
        message: slug === undefined ? 'is needed: several run here' : 'is not a programme that runs here',
      },
    ]);
  }

  private async versionsOf(ids: readonly string[]) {
    const versions = [];
    for (let from = 0; from < ids.length; from += PAGE)
      versions.push(...(await this.shelf.versionsOf(ids.slice(from, from + PAGE))));
    return versions;
  }

  private async mediaOf(text: string) {
    const named = [...new Set(text.match(/media\/[0-9a-f]{64}/g) ?? [])];
    const kept = await this.pictures.among(named);
    return [...kept].map(([path, { type, content }]) => ({ path, bytes: content, mediaType: type }));
  }
}

function summaryOf(questions: readonly ImportedQuestion[], ids: ReadonlyMap<number, string>): ImportReport {
  const { read, imported, changed, refused } = reportOf(questions);
  return {
    read,
    imported,
    changed,
    refused,
    questions: questions.map(({ name, type, outcome, notes }, index) => ({
      name,
      type,
      outcome,
      notes: notes.map(sentenceOf),
      ...(ids.has(index) ? { questionId: ids.get(index) } : {}),
    })),
  };
}

/** What a reader made and the bank would not keep is refused with the reason, not dropped. */
function checked(questions: readonly ImportedQuestion[]): ImportedQuestion[] {
  return questions.map((question) => {
    const faults = question.definition ? draftFaults('question-draft', question.definition) : [];
    if (faults.length === 0) return question;
    const notes = new Notes();
    for (const note of question.notes) notes.add(note);
    for (const { path, message } of faults.slice(0, 5)) {
      notes.refuse('not-a-draft', `${path} ${message}`, question.line);
    }
    return concluded({ ...question, notes: notes.all, definition: null });
  });
}
