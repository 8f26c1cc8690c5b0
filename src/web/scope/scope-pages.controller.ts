import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../../identity/access';
import { isDay } from '../../kernel/day';
import { Invalid, NotFound } from '../../kernel/errors';
import { JURISDICTION_CODE } from '../../scope-of-practice/rule-set';
import { ScopeRegister } from '../../scope-of-practice/scope-register.service';
import { Page, SeeOther } from '../page';
import { capitalised, counted, unhyphened, Wording } from '../wording';
import { presentRule, reviewInWords, standingInWords } from './rule-presenter';

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
  async index(@Query('jurisdiction') chosen?: string) {
    if (chosen) return new SeeOther(`/scope-of-practice/${encodeURIComponent(chosen.trim().toUpperCase())}`);
    const jurisdictions = await this.register.jurisdictions();
    return new Page('scope/index', {
      title: 'The law by place',
      count: counted(jurisdictions.length, 'jurisdiction'),
      jurisdictions: jurisdictions
        .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
        .map(({ code, name, fictional, professions }) => ({
          code,
          name,
          fictional,
          professions: professions.map(({ profession, standing, review }) => ({
            profession: capitalised(unhyphened(profession)),
            standing: standingInWords(standing, review),
            review: reviewInWords(review),
          })),
        })),
    });
  }

  @Get(':code')
  async place(@Param('code') given: string, @Query('asOf') asOfGiven?: string) {
    const code = given.toUpperCase();
    if (!JURISDICTION_CODE.test(code)) throw new NotFound('That place');
    if (asOfGiven && !isDay(asOfGiven)) throw new Invalid([{ path: 'asOf', message: 'is a day of the calendar, YYYY-MM-DD' }]);
    const asOf = asOfGiven || this.register.today();
    const overview = (await this.register.jurisdictions()).find((item) => item.code === code);
    const sets = await Promise.all(
      (overview?.professions ?? []).map(({ profession }) => this.register.ruleSet({ jurisdiction: code, profession, asOf })),
    );
    const [first] = sets;
    return new Page('scope/place', {
      title: `${overview?.name ?? code}: dry needling and the law`,
      name: overview?.name ?? code,
      code,
      crumbs: [{ label: 'The law by place', address: '/scope-of-practice' }, { label: overview?.name ?? code }],
      fictional: first?.jurisdiction.fictional ?? false,
      known: sets.length > 0,
      asOf,
      asOfInWords: this.wording.day(asOf),
      unknown: standingInWords('unknown', 'unverified'),
      regulator: overview && { name: overview.regulator.name, address: overview.regulator.official ? overview.regulator.url : null },
      professions: sets.map((set) => ({
        profession: capitalised(unhyphened(set.profession)),
        anchor: set.profession,
        standing: standingInWords(set.standing, set.review),
        review: reviewInWords(set.review),
        verified: set.review === 'verified',
        version: set.version,
        digest: set.digest,
        rules: set.rules.map((rule) => presentRule(rule, this.wording)),
      })),
    });
  }
}
