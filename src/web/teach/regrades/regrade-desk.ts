import { Injectable } from '@nestjs/common';
import type {
  Difference,
  RegradePlan,
  RegradeRequest,
  RegradeSummary,
  RegradeView,
  Tally,
} from '../../../assessment/regrade-view';
import { Regrades } from '../../../assessment/regrades.service';
import { Quizzes } from '../../../assessment/quizzes.service';
import type { PersonActor } from '../../../identity/access';
import { Cohorts } from '../../../identity/cohorts.service';
import { People } from '../../../identity/people.service';
import type { RegradeAnswerDto, RegradeSummaryDto, RegradeTallyDto } from './regrade.dto';
import { PassTouches } from '../results/pass-touches';
import { ResultNews } from '../results/result-news';

type Whole = RegradePlan & Partial<RegradeView> & { readonly quiz: RegradeView['quiz'] };

/** Regrades with what rests on them, as each member of staff may see it: names only of those whom they may see. */
@Injectable()
export class RegradeDesk {
  constructor(
    private readonly regrades: Regrades,
    private readonly quizzes: Quizzes,
    private readonly touches: PassTouches,
    private readonly news: ResultNews,
    private readonly cohorts: Cohorts,
    private readonly people: People,
  ) {}

  async dryRun(actor: PersonActor, quizId: string, request: RegradeRequest): Promise<RegradeAnswerDto> {
    const plan = await this.regrades.dryRun(quizId, request);
    return this.present(actor, { ...plan, quiz: await this.quizzes.nameOf(quizId), reason: request.reason });
  }

  async propose(actor: PersonActor, quizId: string, request: RegradeRequest): Promise<RegradeAnswerDto> {
    return this.present(actor, await this.regrades.propose(actor, quizId, request));
  }

  async get(actor: PersonActor, regradeId: string): Promise<RegradeAnswerDto> {
    return this.present(actor, await this.regrades.get(regradeId));
  }

  async list(page: { limit?: number; cursor?: string }, quizId?: string) {
    const { items, next } = await this.regrades.list(page, quizId);
    const names = await this.people.namesOf(items.flatMap(staffIn));
    return { items: items.map((one) => summaryOf(one, names)), next };
  }

  /** Candidates and registrars are told once it has taken effect. */
  async approve(
    actor: PersonActor,
    regradeId: string,
    given: { digest?: string; note?: string },
  ): Promise<RegradeAnswerDto> {
    const approved = await this.regrades.approve(actor, regradeId, given);
    this.news.tellOfRegrade(approved, await this.touches.of(approved.quiz.programme, approved.passes));
    return this.present(actor, approved);
  }

  async decline(actor: PersonActor, regradeId: string, note?: string): Promise<RegradeAnswerDto> {
    return this.present(actor, await this.regrades.decline(actor, regradeId, note));
  }

  private async present(actor: PersonActor, whole: Whole): Promise<RegradeAnswerDto> {
    const { questions, differences, passes, digest, isStale = false } = whole;
    const visible = await this.cohorts.visiblePeople(actor);
    const sees = (personId: string) => visible === 'everyone' || visible.includes(personId);
    const { certificates, enrolments } = await this.touches.of(whole.quiz.programme, passes);
    const seen = <Touched extends { readonly personId: string }>(all: readonly Touched[]) =>
      all.filter(({ personId }) => sees(personId));
    const shown = { certificates: seen(certificates), enrolments: seen(enrolments) };
    const hidden = certificates.length - shown.certificates.length + (enrolments.length - shown.enrolments.length);
    const candidates = differences.map(({ personId }) => personId).filter(sees);
    const names = await this.people.namesOf([...staffIn(whole), ...candidates]);
    return {
      ...summaryOf(whole, names),
      questions,
      differences: differences.map(({ personId, ...difference }) => ({
        ...presentedDifference(difference),
        person: sees(personId) ? { id: personId, name: names.get(personId) ?? null } : null,
      })),
      touches: { ...shown, others: hidden },
      digest,
      isStale,
    };
  }
}

function presentedDifference({ attemptId, number, state, before, after, change }: Omit<Difference, 'personId'>) {
  return { attemptId, number, state, before, after, change };
}

function staffIn({ proposedBy, decidedBy }: { proposedBy?: string; decidedBy?: string | null }): string[] {
  return [proposedBy, decidedBy].flatMap((id) => (id ? [id] : []));
}

type Summarised = Pick<RegradePlan, 'policy' | 'neverLower' | 'tally'> &
  Partial<
    Pick<RegradeSummary, 'id' | 'number' | 'state' | 'reason' | 'proposedBy' | 'proposedAt' | 'decidedBy' | 'decidedAt'>
  > &
  Pick<RegradeSummary, 'quiz'>;

function summaryOf(one: Summarised, names: ReadonlyMap<string, string>): RegradeSummaryDto {
  const { quiz, policy, neverLower, tally, proposedBy, decidedBy } = one;
  const person = (id: string | null | undefined) => (id ? { id, name: names.get(id) ?? null } : null);
  return {
    id: one.id ?? null,
    number: one.number ?? null,
    state: one.state ?? 'dry-run',
    ...{ quiz, policy, neverLower },
    reason: one.reason ?? null,
    summary: tallyIn(tally),
    proposedBy: person(proposedBy),
    proposedAt: one.proposedAt ?? null,
    decidedBy: person(decidedBy),
    decidedAt: one.decidedAt ?? null,
  };
}

function tallyIn({ attempts, higher, lower, same, ...passes }: Tally): RegradeTallyDto {
  return { attempts, passesGained: passes['gains-pass'], passesLost: passes['loses-pass'], higher, lower, same };
}
