import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../../identity/access';
import { isDay } from '../../kernel/day';
import { NotFound } from '../../kernel/errors';
import { JURISDICTION_CODE, type Standing } from '../../scope-of-practice/rule-set';
import { ScopeRegister } from '../../scope-of-practice/scope-register.service';
import { Page, SeeOther } from '../page';
import { capitalised, counted, unhyphened, Wording } from '../wording';
import { presentRule, reviewInWords, standingInWords } from './rule-presenter';
import { legend, standingMaps } from './standing-map';
import { editionsInWords } from './timeline';

const DEFAULT_PROFESSION = 'physical-therapist';
const PROFESSION = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The strictest first: whoever reads no further than the top has read where not to. */
const STRICTEST_FIRST: readonly Standing[] = [
  'prohibited',
  'contested',
  'unknown',
  'silent',
  'permitted-with-conditions',
  'permitted',
];

/** The law by place, for anyone. */
@ApiExcludeController()
@Controller('scope-of-practice')
@Public()
export class ScopePagesController {
  constructor(
    private readonly register: ScopeRegister,
    private readonly wording: Wording,
  ) {}

  @Get()
  async index(@Query('jurisdiction') sought?: string, @Query('profession') chosen?: string) {
    const profession = professionIn(chosen) ?? DEFAULT_PROFESSION;
    const code = textIn(sought).toUpperCase();
    if (JURISDICTION_CODE.test(code)) return new SeeOther(`/scope-of-practice/${code}`);
    const jurisdictions = (await this.register.jurisdictions()).toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
    const professions = [...new Set(jurisdictions.flatMap((place) => place.professions.map((one) => one.profession)))];
    const places = jurisdictions.map(({ code: of, name, fictional, regulator, professions: held }) => {
      const found = held.find((one) => one.profession === profession);
      return {
        address: `/scope-of-practice/${of}?profession=${profession}`,
        code: of,
        name,
        fictional,
        regulator: regulator.name,
        standing: found?.standing ?? ('unknown' as const),
        reviewState: found?.review ?? ('unverified' as const),
        review: found ? reviewInWords(found.review) : { text: 'No rule is recorded', tone: 'careful' },
        others: held
          .filter((one) => one !== found)
          .map(
            (one) => `${unhyphened(one.profession)}: ${standingInWords(one.standing, one.review).text.toLowerCase()}`,
          ),
      };
    });
    return new Page('scope/index', {
      title: 'The law by place',
      profession: capitalised(unhyphened(profession)),
      professions: professions.toSorted().map((value) => ({ value, label: capitalised(unhyphened(value)) })),
      chosen: profession,
      sought: textIn(sought),
      styles: ['css/law.css'],
      legend,
      maps: standingMaps(
        places.map(({ code: of, name, standing, reviewState }) => ({ code: of, name, standing, review: reviewState })),
        profession,
      ),
      count: counted(jurisdictions.length, 'place'),
      groups: STRICTEST_FIRST.map((standing) => ({
        standing: standingInWords(standing, 'unverified'),
        places: places.filter((place) => place.standing === standing),
      })).filter((group) => group.places.length > 0),
    });
  }

  @Get(':code')
  async place(
    @Param('code') given: string,
    @Query('profession') chosen?: string,
    @Query('asOf') asOfGiven?: string,
    @Query('knownOn') knownGiven?: string,
  ) {
    const code = given.toUpperCase();
    if (!JURISDICTION_CODE.test(code)) throw new NotFound('That place');
    const today = this.register.today();
    const isFaulty = textIn(asOfGiven) !== '' && !isDay(textIn(asOfGiven));
    const isKnownFaulty = textIn(knownGiven) !== '' && !isDay(textIn(knownGiven));
    const knownDay = isKnownFaulty ? '' : textIn(knownGiven);
    const knownOn = knownDay === '' || knownDay >= today ? undefined : this.register.endOf(knownDay);
    const asOf = textIn(asOfGiven) === '' || isFaulty ? today : textIn(asOfGiven);
    const overview = (await this.register.jurisdictions()).find((item) => item.code === code);
    const recorded = overview?.professions.map(({ profession }) => profession) ?? [];
    const profession =
      professionIn(chosen) ?? recorded.find((one) => one === DEFAULT_PROFESSION) ?? recorded[0] ?? DEFAULT_PROFESSION;
    const [set, editions] = await Promise.all([
      this.register.ruleSet({ jurisdiction: code, profession, asOf, knownOn }),
      this.register.editions({ jurisdiction: code, profession, knownOn }),
    ]);
    const address = (day: string) =>
      `/scope-of-practice/${code}?${new URLSearchParams({ profession, asOf: day, ...(knownOn ? { knownOn: knownDay } : {}) }).toString()}`;
    return new Page(
      'scope/place',
      {
        title: `${set.jurisdiction.name}: dry needling and the law`,
        name: set.jurisdiction.name,
        code,
        crumbs: [{ label: 'The law by place', address: '/scope-of-practice' }, { label: set.jurisdiction.name }],
        fictional: set.jurisdiction.fictional,
        // Links go to official publishers only; others are named.
        regulator: set.jurisdiction.regulator && {
          name: set.jurisdiction.regulator.name,
          address: set.jurisdiction.regulator.official ? set.jurisdiction.regulator.url : null,
        },
        profession: capitalised(unhyphened(profession)),
        professions: [...new Set([...recorded, profession])]
          .toSorted()
          .map((value) => ({ value, label: capitalised(unhyphened(value)) })),
        chosen: profession,
        asOf,
        asOfInWords: asOf === today ? 'Today' : `On ${this.wording.day(asOf)}`,
        isToday: asOf === today && knownOn === undefined,
        knownOn: knownDay,
        knownInWords: knownOn && this.wording.day(knownDay),
        knownError: isKnownFaulty ? 'That is no day of the calendar. Below is what is known today.' : undefined,
        todayAddress: `/scope-of-practice/${code}?profession=${profession}`,
        asOfError: isFaulty ? 'That is no day of the calendar. Below is the law of today.' : undefined,
        standing: standingInWords(set.standing, set.review),
        review: reviewInWords(set.review),
        verified: set.review === 'verified',
        hasRules: set.rules.length > 0,
        several: set.rules.length > 1,
        rules: set.rules.map((rule) => presentRule(rule, this.wording)),
        editions: editionsInWords(editions, { today, wording: this.wording, address }),
        version: set.version,
        digest: set.digest,
        forPrograms: `/api/v1/scope-of-practice/rules?${new URLSearchParams({ jurisdiction: code, profession, asOf, ...(knownOn ? { knownOn: knownDay } : {}) }).toString()}`,
      },
      isFaulty || isKnownFaulty ? 400 : 200,
    );
  }
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function professionIn(value: unknown): string | null {
  const text = textIn(value);
  return PROFESSION.test(text) && text.length <= 60 ? text : null;
}
