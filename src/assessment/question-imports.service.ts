import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail';
import { Programmes } from '../catalogue/programmes.service';
import { UnitOfWork } from '../database/unit-of-work';
import type { PersonActor } from '../identity/access';
import { sha256Hex } from '../kernel/canonical-json';
import { Clock } from '../kernel/clock';
import { Invalid } from '../kernel/errors';
import { Ids } from '../kernel/ids';
import { QuestionShelf } from './data/question-shelf';
import { ReviewBook } from './data/review-book';
import { withKeptPictures, withPictureInPlace } from './domain/exchange/arriving-pictures';
import { withKeptTags } from './domain/exchange/arriving-tags';
import { concluded, type ImportedQuestion, Notes, reportOf, sentenceOf } from './domain/exchange/exchange';
import { draftFaults } from './draft-check';
import { ExchangeDesk } from './exchange-desk';
import type { KnownFormat } from './exchange-formats';
import type { ImportReport } from './import-report';
import { Pictures } from './pictures.service';

/** Bytes of one file of questions. */
export const FILE_BYTES = 64 * 1024 * 1024;

/** Questions of other programs, coming in. */
@Injectable()
export class QuestionImports {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly programmes: Programmes,
    private readonly desk: ExchangeDesk,
    private readonly shelf: QuestionShelf,
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
    const read = await this.arriving(await this.desk.read(format, bytes));
    if (dryRun) return summaryOf(read, new Map());
    const fileDigest = sha256Hex(bytes);
    return this.unitOfWork.run(async () => {
      const earlier = await this.shelf.findImport(target, format, fileDigest);
      if (earlier) return earlier.report;
      const taken = read.flatMap((question, index) =>
        question.definition ? [{ question, index, definition: question.definition }] : [],
      );
      for (const { question } of taken) {
        for (const file of question.media) await this.pictures.keepArrived(file);
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
        await this.shelf.retag([plan[n].questionId], question.tags, []);
      }
      const { imported, changed, refused } = report;
      const facts = { programme: target, format, fileDigest, imported, changed, refused };
      await this.audit.record('questions.imported', actor, { type: 'question-import', id: importId }, facts);
      return report;
    });
  }

  /** Questions as the bank would keep them, with their tags and pictures; what is not kept as it was is said of each. */
  private async arriving({ questions }: { questions: readonly ImportedQuestion[] }): Promise<ImportedQuestion[]> {
    const kept = await this.pictures.keptOf(questions.flatMap(({ media }) => media.map(({ path }) => path)));
    const isKept = (path: string) => kept.has(path);
    return checked(questions.map((question) => withKeptPictures(withPictureInPlace(withKeptTags(question)), isKept)));
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
    const notes = Notes.of(question.notes);
    for (const { path, message } of faults.slice(0, 5)) {
      notes.refuse('not-a-draft', `${path} ${message}`, question.line);
    }
    return concluded({ ...question, notes: notes.all, definition: null });
  });
}
