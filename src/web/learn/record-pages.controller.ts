import { Controller, Get, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { CompetencyFramework } from '../../catalogue/programme';
import { Programmes } from '../../catalogue/programmes.service';
import { Certification } from '../../certification/certification.service';
import { Enrolments } from '../../enrolment/enrolments.service';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { People } from '../../identity/people.service';
import { Clock } from '../../kernel/clock';
import { Invalid } from '../../kernel/errors';
import { JURISDICTION_CODE, type Outcome } from '../../scope-of-practice/rule-set';
import { ScopeRegister } from '../../scope-of-practice/scope-register.service';
import type { TrainingRecord } from '../../training-record/requirement';
import { TrainingRecords } from '../../training-record/training-records.service';
import { certificateStatusInWords } from '../registry/certificate-words';
import { inWords } from '../findings';
import { Page } from '../page';
import { reviewInWords, standingInWords } from '../scope/rule-presenter';
import { capitalised, counted, unhyphened, Wording } from '../wording';
import { tabs } from './learn.controller';
import { SchemeStandings } from './scheme-standing';

const OUTCOMES: Record<Outcome, { tone: string; title: string; words: string }> = {
  meets: {
    tone: 'plain',
    title: 'What the register records is met',
    words:
      'Your record shows everything that the recorded rule asks. The rule decides, not this page: ask the regulator before practising.',
  },
  'does-not-meet': {
    tone: 'bad',
    title: 'Not yet',
    words: 'The recorded rule asks for something that your record does not show, or does not allow it.',
  },
  'cannot-tell': {
    tone: 'careful',
    title: 'This cannot be told',
    words:
      'Something the rule asks cannot be seen in any record, or the rule itself is not clear. That is not permission: ask the regulator.',
  },
};

/** No record changes this. */
const PROHIBITED = {
  tone: 'bad',
  title: 'Recorded as prohibited',
  words: 'Whatever you have shown, the recorded rule does not allow it to this profession.',
};

const DELIVERIES = {
  'in-person': 'in person',
  'live-online': 'live online',
  'self-paced': 'self-paced',
  'not-stated': 'delivery not stated',
};

/** What a person has shown, and what it is worth where they would practise. */
@ApiExcludeController()
@Controller('learn')
export class RecordPagesController {
  constructor(
    private readonly clock: Clock,
    private readonly people: People,
    private readonly records: TrainingRecords,
    private readonly enrolments: Enrolments,
    private readonly programmes: Programmes,
    private readonly standings: SchemeStandings,
    private readonly scope: ScopeRegister,
    private readonly certification: Certification,
    private readonly wording: Wording,
  ) {}

  @Get('record')
  @Allow('record:read')
  async record(
    @CurrentActor() actor: PersonActor,
    @Query('jurisdiction') jurisdiction?: string,
    @Query('profession') profession?: string,
  ) {
    const today = this.wording.dayOf(this.clock.now());
    const profile = await this.people.profileOf(actor.id);
    const [enrolment] = await this.enrolments.ofPerson(actor.id);
    const version = enrolment && (await this.programmes.version(enrolment.programmeVersionId));
    const jurisdictions = await this.scope.jurisdictions();
    const asked = {
      jurisdiction: jurisdiction || profile?.jurisdiction || '',
      profession: profession || profile?.profession || '',
    };
    return new Page('learn/record', {
      title: 'My record',
      tabs: tabs('/learn/record'),
      today: this.wording.day(today),
      facts: describeRecord(await this.records.of(actor.id, today), version?.content.framework, this.wording),
      standings: version
        ? (await this.standings.of(actor.id, version, today)).map(({ title, findings }) => ({
            title,
            shown: `${findings.filter(({ verdict }) => verdict === 'met').length} of ${findings.length} shown`,
            findings: findings.map(inWords),
          }))
        : [],
      asked,
      jurisdictions: jurisdictions
        .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
        .map(({ code, name, fictional }) => ({ value: code, label: fictional ? `${name} (fictional)` : name })),
      professions: [...new Set(jurisdictions.flatMap((place) => place.professions.map((item) => item.profession)))]
        .toSorted()
        .map((code) => ({ value: code, label: capitalised(unhyphened(code)) })),
      mayI: asked.jurisdiction && asked.profession ? await this.mayI(actor.id, asked) : null,
    });
  }

  @Get('certificates')
  @Allow('certificate:read')
  async certificates(@CurrentActor() actor: PersonActor) {
    const { items } = await this.certification.list(actor, { limit: 50 }, { mine: true });
    const views = await Promise.all(items.map(({ id }) => this.certification.get(id, actor)));
    return new Page('learn/certificates', {
      title: 'My certificates',
      tabs: tabs('/learn/certificates'),
      certificates: views.map((view) => ({
        id: view.id,
        number: view.number,
        scheme: view.snapshot?.scheme.title ?? view.scheme,
        place: view.jurisdiction,
        status: certificateStatusInWords(view.status),
        issuedOn: this.wording.day(view.issuedOn),
        expiresOn: this.wording.day(view.expiresOn),
        verifyUrl: view.verifyUrl,
      })),
    });
  }

  private async mayI(personId: string, asked: { jurisdiction: string; profession: string }) {
    if (!JURISDICTION_CODE.test(asked.jurisdiction))
      throw new Invalid([{ path: 'jurisdiction', message: 'is a place from the list' }]);
    const question = { ...asked, asOf: this.scope.today() };
    const set = await this.scope.ruleSet(question);
    const { outcome, requirements } = await this.scope.evaluate(personId, question);
    return {
      ...(set.standing === 'prohibited' ? PROHIBITED : OUTCOMES[outcome]),
      place: set.jurisdiction.name,
      fictional: set.jurisdiction.fictional,
      code: asked.jurisdiction,
      profession: unhyphened(asked.profession),
      standing: standingInWords(set.standing, set.review),
      review: reviewInWords(set.review),
      findings: requirements.map(inWords),
    };
  }
}

/** The facts of a record, counted and named. */
function describeRecord(record: TrainingRecord, framework: CompetencyFramework | undefined, wording: Wording) {
  const hours = (items: TrainingRecord['instruction']) =>
    Math.round(items.reduce((sum, item) => sum + item.hours, 0) * 100) / 100;
  const titleOf = (id: string) => framework?.competencies.find((item) => item.id === id)?.title ?? id;
  return {
    hours: Object.entries(DELIVERIES).flatMap(([delivery, words]) => {
      const total = hours(record.instruction.filter((item) => item.delivery === delivery));
      return total > 0 ? [{ words: capitalised(words), hours: total }] : [];
    }),
    lessons: counted(record.lessons.length, 'lesson'),
    quizzes: record.quizzes.map(({ quiz, percentage, provisional, on }) => ({
      title: capitalised(unhyphened(quiz)),
      percentage,
      provisional,
      on: wording.day(on),
    })),
    signOffs: record.signOffs.map(({ competency, level, regionTier, on }) => ({
      competency,
      title: titleOf(competency),
      level,
      regionTier,
      on: wording.day(on),
    })),
    treatments: [1, 2, 3].flatMap((tier) => {
      const count = record.treatments.filter((item) => item.regionTier === tier).length;
      return count > 0 ? [{ tier, count }] : [];
    }),
  };
}
