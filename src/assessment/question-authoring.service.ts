import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail';
import { Programmes } from '../catalogue/programmes.service';
import { UnitOfWork } from '../database/unit-of-work';
import type { PersonActor } from '../identity/access';
import { Invalid, NotFound } from '../kernel/errors';
import { OfPackage } from './authoring.errors';
import { QuestionShelf, type WholeQuestion } from './data/question-shelf';
import type { QuestionVersion } from './data/question-version.entity';
import { ReviewBook } from './data/review-book';
import { isTag, normalTag, TAG_FORM } from './domain/question-tag';
import { questionDraft } from './question-drafts';

export interface WrittenVersion {
  readonly questionId: string;
  readonly number: number;
  /** False: a version said the same already, and is this one. */
  readonly isNew: boolean;
}

export interface TagChange {
  readonly questions: readonly string[];
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** Writes questions. What is written is a draft; a second person decides whether anybody is asked it. */
@Injectable()
export class QuestionAuthoring {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly programmes: Programmes,
    private readonly shelf: QuestionShelf,
    private readonly book: ReviewBook,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws Invalid naming every fault of the content at once. */
  async write(
    actor: PersonActor,
    { programme, content, tags }: { programme: string; content: unknown; tags?: readonly string[] | null },
  ): Promise<WrittenVersion> {
    const draft = questionDraft(content);
    await this.mustRun(programme);
    return this.unitOfWork.run(async () => {
      const origin = { kind: 'written' as const, personId: actor.id, clonedFromVersionId: null, importId: null };
      const [version] = await this.shelf.enter(programme, [draft], origin);
      await this.begun(actor, version, 'question.written', { programme });
      await this.shelf.retag([version.questionId], tagsIn(tags ?? []), []);
      return { questionId: version.questionId, number: 1, isNew: true };
    });
  }

  /** Makes another version; the same content again makes none. @throws OfPackage */
  async edit(actor: PersonActor, questionId: string, content: unknown): Promise<WrittenVersion> {
    const draft = questionDraft(content);
    return this.unitOfWork.run(async () => {
      const { version, isNew } = await this.shelf.addVersion(await this.own(questionId), draft);
      if (isNew) await this.begun(actor, version, 'question.edited', {});
      return { questionId, number: version.number, isNew };
    });
  }

  /** Another question that begins with what this one says; its lineage is kept. Also of a package's. */
  async clone(actor: PersonActor, questionId: string, number?: number): Promise<WrittenVersion> {
    return this.unitOfWork.run(async () => {
      const whole = await this.whole(questionId);
      const wanted = number ?? Math.max(...whole.versions.map((version) => version.number));
      const source = whole.versions.find((version) => version.number === wanted);
      if (!source) throw new NotFound('That version of the question');
      const origin = { kind: 'cloned' as const, personId: actor.id, clonedFromVersionId: source.id, importId: null };
      const [version] = await this.shelf.enter(whole.question.programme, [source.content], origin);
      await this.begun(actor, version, 'question.cloned', { clonedFrom: questionId, number: wanted });
      const tags = (await this.shelf.tagsOf([questionId])).get(questionId) ?? [];
      await this.shelf.retag([version.questionId], tags, []);
      return { questionId: version.questionId, number: 1, isNew: true };
    });
  }

  /** Puts tags on many questions and takes others off, all or none. */
  async retag(actor: PersonActor, { questions, add, remove }: TagChange): Promise<void> {
    const ids = [...new Set(questions)];
    const [added, removed] = [tagsIn(add, 'add'), tagsIn(remove, 'remove')];
    await this.unitOfWork.run(async () => {
      const known = await this.shelf.existing(ids);
      const faults = questions.flatMap((id, index) =>
        known.has(id) ? [] : [{ path: `questions.${index}`, message: 'is not a question of the bank' }],
      );
      if (faults.length > 0) throw new Invalid(faults);
      await this.shelf.retag(ids, added, removed);
      const [first] = ids;
      await this.audit.record(
        'questions.tagged',
        actor,
        { type: 'question', id: first },
        {
          questions: ids.length,
          ids: ids.slice(0, 200),
          added,
          removed,
        },
      );
    });
  }

  private async begun(
    actor: PersonActor,
    { id, questionId, number, digest }: QuestionVersion,
    action: string,
    facts: Record<string, string | number>,
  ): Promise<void> {
    await this.book.append('question', id, { sequence: 1, fromState: null, toState: 'draft', actorId: actor.id });
    const subject = { type: 'question', id: questionId };
    await this.audit.record(action, actor, subject, { ...facts, version: number, digest });
  }

  private async mustRun(programme: string): Promise<void> {
    const running = await this.programmes.list();
    if (running.some(({ slug }) => slug === programme)) return;
    throw new Invalid([{ path: 'programme', message: 'is not a programme that runs here' }]);
  }

  private async own(questionId: string): Promise<WholeQuestion> {
    const whole = await this.whole(questionId);
    if (!whole.origin) throw new OfPackage('question');
    return whole;
  }

  private async whole(questionId: string): Promise<WholeQuestion> {
    const whole = await this.shelf.find(questionId);
    if (!whole) throw new NotFound('That question');
    return whole;
  }
}

/** Tags in one form: without capitals and spaces at the ends, each once. */
export function tagsIn(tags: readonly string[], path = 'tags'): string[] {
  const forms = tags.map(normalTag);
  const faults = forms.flatMap((tag, index) => (isTag(tag) ? [] : [{ path: `${path}.${index}`, message: TAG_FORM }]));
  if (faults.length > 0) throw new Invalid(faults);
  return [...new Set(forms)].sort();
}
