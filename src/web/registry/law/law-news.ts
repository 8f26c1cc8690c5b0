import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../../config/settings';
import { Letters } from '../../../identity/letters';
import { People } from '../../../identity/people.service';
import type { RuleView } from '../../../scope-of-practice/rule-set';
import { ScopeRegister } from '../../../scope-of-practice/scope-register.service';
import { unhyphened, Wording } from '../../wording';
import { periodInWords } from '../../scope/rule-presenter';
import type { Impact } from './law-impact';

/** Tells those whom a new version of a rule concerns. No letter names a figure: the page beside the sources does. */
@Injectable()
export class LawNews {
  constructor(
    private readonly letters: Letters,
    private readonly people: People,
    private readonly scope: ScopeRegister,
    private readonly wording: Wording,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  tell(version: RuleView, { certificates, people }: Impact): void {
    const concerned = new Set([...people.map(({ id }) => id), ...certificates.map(({ holder }) => holder.id)]);
    this.letters.later(async () => {
      const place = (await this.scope.jurisdictions()).find(({ code }) => code === version.jurisdiction);
      const where = place?.name ?? version.jurisdiction;
      const what = `what the law of ${where} says to a ${unhyphened(version.profession)} about ${unhyphened(version.intervention)}`;
      for (const personId of concerned) {
        const person = await this.people.find(personId);
        if (!person) continue;
        const held = certificates.filter(({ holder }) => holder.id === personId);
        const text = [
          `Dear ${person.name},`,
          `our register has a new version of ${what}.`,
          `In force ${periodInWords(version.inForce, this.wording)}, by ${version.instrument?.citation ?? 'no instrument that we know of'}.`,
          ...(held.length === 0
            ? []
            : [
                `Your certificate ${held.map(({ number }) => number).join(', ')} stays as it was issued, and says what was recorded then. Whoever verifies it is told what has changed.`,
              ]),
          'What it says, with its sources:',
          `${this.settings.publicUrl}/scope-of-practice/${version.jurisdiction}`,
          'A register is no legal advice. Ask the regulator before you rely on it.',
        ].join('\n\n');
        await this.letters.send({ to: person.email, subject: `The law of ${where}: a new version`, text });
      }
    });
  }
}
