import { Injectable } from '@nestjs/common';
import type { ProgrammeVersion, QuestionDefinition } from '../catalogue/programme';
import { Programmes } from '../catalogue/programmes.service';
import { NotFound } from '../kernel/errors';
import type { Listing, PageRequest } from '../kernel/listing';
import { type QuestionFacets, QuestionCards } from './data/question-cards';
import { QuestionShelf, type WholeQuestion } from './data/question-shelf';
import type { QuestionVersion } from './data/question-version.entity';
import { QuizBank } from './data/quiz-bank';
import { ReviewBook, type Step } from './data/review-book';
import { type Grounds, shortcomings } from './domain/readiness';
import { stateOf } from './domain/review-state';
import { QuestionDraw } from './question-draw.service';
import type { OriginView, QuestionSummary, QuestionVersionView, QuestionView, StepView } from './question-view';

export type { QuestionFacets } from './data/question-cards';

/** The bank as it may be looked at by those who teach. */
@Injectable()
export class Questions {
  constructor(
    private readonly programmes: Programmes,
    private readonly shelf: QuestionShelf,
    private readonly cards: QuestionCards,
    private readonly book: ReviewBook,
    private readonly quizzes: QuizBank,
    private readonly draws: QuestionDraw,
  ) {}

  /** @throws NotFound */
  async get(questionId: string): Promise<QuestionView> {
    const whole = await this.shelf.find(questionId);
    if (!whole) throw new NotFound('That question');
    const { question, versions, origin } = whole;
    const ids = versions.map(({ id }) => id);
    const steps = await this.book.stepsOfAll('question', ids);
    const grounds = await this.groundsOf(question.programme);
    const newest = versions[versions.length - 1];
    return {
      id: question.id,
      slug: newest.content.slug,
      programme: question.programme,
      origin: await this.originOf(origin),
      tags: (await this.shelf.tagsOf([question.id])).get(question.id) ?? [],
      versions: versions.map((version) => versionView(version, steps.get(version.id) ?? [], grounds)),
      usage: {
        ...(await this.shelf.exposureOf(ids)),
        quizzes: await this.quizzesAsking(versions),
        pools: await this.quizzesDrawing(question.programme, versions),
        exposures: await this.exposuresOf(ids),
      },
    };
  }

  async list(facets: QuestionFacets, page: PageRequest): Promise<Listing<QuestionSummary>> {
    const { items, next } = await this.cards.list(facets, page);
    const ids = items.map(({ id }) => id);
    const versions = new Map((await this.shelf.versionsOf(ids)).map((version) => [version.id, version]));
    const states = await this.cards.statesOf(ids);
    const tags = await this.shelf.tagsOf(items.map(({ questionId }) => questionId));
    return {
      next,
      items: items.flatMap((card): QuestionSummary[] => {
        const version = versions.get(card.id);
        if (!version) return [];
        const { slug, type, prompt, topic, level = null, safetyCritical, competencies } = version.content;
        return [
          {
            ...{ id: card.questionId, programme: card.programme, slug, type, prompt, topic, level },
            ...{ safetyCritical, competencies, tags: tags.get(card.questionId) ?? [] },
            ...{ versionId: card.id, version: card.number, recordedAt: card.recordedAt },
            state: states.get(card.id) ?? 'approved',
          },
        ];
      }),
    };
  }

  /** Topics, tags and competencies by which the bank can be narrowed. */
  facetsOf(programme?: string) {
    return this.cards.facetsOf(programme);
  }

  /** What these versions say, in the order of their ids here. */
  async versionsOf(ids: readonly string[]): Promise<{ id: string; content: QuestionDefinition }[]> {
    const versions = new Map((await this.shelf.versionsOf(ids)).map((version) => [version.id, version]));
    return ids.flatMap((id) => {
      const version = versions.get(id);
      return version ? [{ id, content: version.content }] : [];
    });
  }

  /** What a question may rest on: the facts and competencies of its programme as it runs now. */
  async groundsOf(programme: string): Promise<Grounds> {
    return groundsIn(await this.programmes.running(programme));
  }

  private async originOf(origin: WholeQuestion['origin']): Promise<OriginView> {
    if (!origin) return { kind: 'package', by: null, clonedFrom: null, imported: null };
    const { kind, personId, clonedFromVersionId, importId } = origin;
    const [source] = clonedFromVersionId ? await this.shelf.versionsOf([clonedFromVersionId]) : [];
    const file = importId ? await this.shelf.findImportById(importId) : null;
    return {
      kind,
      by: personId,
      clonedFrom: source ? { questionId: source.questionId, number: source.number } : null,
      imported: file && { format: file.format, fileDigest: file.fileDigest },
    };
  }

  private async quizzesDrawing(programme: string, versions: readonly QuestionVersion[]) {
    const numbers = new Map(versions.map(({ id, number }) => [id, number]));
    const drawing = [];
    for (const quizId of await this.quizzes.quizIdsOf(programme)) {
      const edition = await this.quizzes.editionInUse(quizId);
      if (!edition.content.pools) continue;
      const drawn = (await this.draws.candidatesOf(edition)).flat().find((id) => numbers.has(id));
      if (!drawn) continue;
      drawing.push({ quizId, title: edition.content.title, questionVersion: numbers.get(drawn) as number });
    }
    return drawing;
  }

  private async exposuresOf(versionIds: readonly string[]) {
    const exposures = [];
    for (const one of await this.shelf.exposuresOf(versionIds)) {
      const { content } = await this.quizzes.editionInUse(one.quizId);
      exposures.push({ ...one, title: content.title });
    }
    return exposures;
  }

  private async quizzesAsking(versions: readonly QuestionVersion[]) {
    const numbers = new Map(versions.map(({ id, number }) => [id, number]));
    const pinned = (await this.shelf.pinnedBy([...numbers.keys()])).filter(({ ofEverybody }) => ofEverybody);
    const steps = await this.book.stepsOfAll(
      'quiz',
      pinned.map(({ quizVersionId }) => quizVersionId),
    );
    return pinned.map(({ quizId, quizVersionId, number, title, questionVersionId }) => ({
      quizId,
      title,
      version: number,
      questionVersion: numbers.get(questionVersionId) ?? 0,
      state: stateOf(steps.get(quizVersionId) ?? []),
    }));
  }
}

export function stepViews(steps: readonly Step[]): StepView[] {
  return steps.map(({ fromState, toState, at, actorId, note }) => ({ fromState, toState, at, by: actorId, note }));
}

export function versionView(
  { id, number, digest, recordedAt, content }: QuestionVersion,
  steps: readonly Step[],
  grounds: Grounds,
): QuestionVersionView {
  const missing = shortcomings(content, grounds);
  return { id, number, digest, recordedAt, state: stateOf(steps), content, steps: stepViews(steps), missing };
}

function groundsIn({ content }: ProgrammeVersion): Grounds {
  const { facts = [], framework } = content;
  return {
    facts: new Map(facts.map(({ id, mark }) => [id, mark])),
    competencies: new Set((framework.competencies ?? []).map(({ id }) => id)),
  };
}
