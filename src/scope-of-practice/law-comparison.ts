import type { Requirement, SingleRequirement } from '../training-record/requirement';
import type { EditionFile, JurisdictionFile } from './domain/register-file';

export type RegisterFile = JurisdictionFile;

/** The research as its files have it: read on its own, so that a fault of the register's reader cannot hide itself. */
export interface ResearchFile {
  readonly jurisdiction: string;
  readonly name: string;
  readonly regulator: { readonly name: string; readonly url?: string };
  readonly rules: readonly ResearchRule[];
}
interface ResearchText {
  readonly instrument?: {
    readonly kind: string;
    readonly citation: string;
    readonly url?: string;
    readonly effective_from?: string;
    readonly effective_to?: string;
  } | null;
  readonly requirements: readonly ResearchRequirement[];
  readonly sources: readonly {
    readonly url: string;
    readonly kind: string;
    readonly as_of: string | null;
    readonly supports: string;
  }[];
}
interface ResearchRule extends ResearchText {
  readonly profession: string;
  readonly intervention: string;
  readonly standing: string;
  readonly legal_term?: string;
  readonly summary: string;
  readonly confidence: string;
  readonly confidence_why: string;
  readonly superseded?: readonly ResearchText[];
}
interface ResearchRequirement {
  readonly kind: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly unit?: string;
  readonly detail: string;
}

/** What stands otherwise in the register on purpose: whole files read by hand, and single members by their path. */
export interface Rereadings {
  readonly wordedAnew: readonly string[];
  readonly members: Readonly<Record<string, { readonly register: unknown; readonly reason: string }>>;
}

/** Every difference that no re-reading explains, one line each; a re-reading that explains nothing is one too. */
export function differencesOf(
  research: readonly ResearchFile[],
  register: readonly JurisdictionFile[],
  rereadings: Rereadings,
): string[] {
  const used = new Set<string>();
  const lines: string[] = [];
  const same = (at: string, ours: unknown, theirs: unknown) => {
    const [found, expected] = [ours, theirs].map((value) => JSON.stringify(value ?? null));
    if (found === expected) return;
    const reread = rereadings.members[at];
    if (reread && JSON.stringify(reread.register ?? null) === found) used.add(at);
    else lines.push(`${at}: the research has ${expected}, the register ${found}.`);
  };
  const places = new Set([...research.map(({ jurisdiction }) => jurisdiction), ...register.map(({ code }) => code)]);
  for (const code of places) {
    const theirs = research.find(({ jurisdiction }) => jurisdiction === code);
    const ours = register.find((file) => file.code === code);
    if (!theirs || !ours) {
      lines.push(`${code}: only in the ${ours ? 'register' : 'research'}.`);
      continue;
    }
    const byHand = rereadings.wordedAnew.includes(code);
    if (!byHand) {
      same(`${code}/name`, ours.name, theirs.name);
      same(
        `${code}/regulator`,
        [ours.regulator.name, ours.regulator.url],
        [theirs.regulator.name, theirs.regulator.url],
      );
    }
    same(
      `${code}/rules`,
      ours.rules.map(({ profession, intervention }) => `${profession} ${intervention}`),
      theirs.rules.map(({ profession, intervention }) => `${profession} ${intervention}`),
    );
    theirs.rules.forEach((rule, index) => {
      const editions = ours.rules[index]?.editions;
      if (!editions) return;
      const at = `${code}/${index}`;
      const [now, ...earlier] = editions;
      if (byHand) {
        same(`${at}/standing`, now.standing, rule.standing);
        same(`${at}/confidence`, now.confidence, rule.confidence);
        same(`${at}/from`, now.inForce.from, rule.instrument?.effective_from);
        same(`${at}/sources`, now.sources.map(({ url }) => url).sort(), rule.sources.map(({ url }) => url).sort());
        const figures = [...leavesOf(now.requirements).values()].flatMap(({ requirement: one }) => [
          one.minimum ?? one.exclusiveMinimum ?? one.maximum ?? [],
        ]);
        same(
          `${at}/figures`,
          [...new Set(figures.flat())].sort(),
          [...new Set(rule.requirements.flatMap(({ minimum, maximum }) => minimum ?? maximum ?? []))].sort(),
        );
        return;
      }
      same(`${at}/standing`, now.standing, rule.standing);
      same(`${at}/legalTerm`, now.legalTerm, rule.legal_term);
      same(`${at}/summary`, now.summary, rule.summary);
      same(`${at}/confidence`, [now.confidence, now.confidenceWhy], [rule.confidence, rule.confidence_why]);
      same(`${at}/hold`, now.hold, null);
      same(
        `${at}/watchNotes`,
        now.watchNotes.map(({ text }) => text),
        [],
      );
      text(at, now, rule);
      same(`${at}/superseded`, earlier.length, rule.superseded?.length ?? 0);
      rule.superseded?.forEach((past, order) => {
        const edition = earlier[order];
        if (!edition) return;
        same(`${at}/superseded/${order}/confidence`, edition.confidence, 'low');
        text(`${at}/superseded/${order}`, edition, past);
      });
    });
  }
  for (const at of Object.keys(rereadings.members)) if (!used.has(at)) lines.push(`${at}: a re-reading without need.`);
  return lines;

  function text(at: string, ours: EditionFile, theirs: ResearchText): void {
    const { kind, citation, url, effective_from: from, effective_to: to } = theirs.instrument ?? {};
    same(
      `${at}/instrument`,
      ours.instrument && [ours.instrument.kind, ours.instrument.citation, ours.instrument.url],
      theirs.instrument && [kind, citation, url],
    );
    same(`${at}/inForce`, [ours.inForce.from, ours.inForce.to], [from ?? null, to ?? null]);
    same(
      `${at}/sources`,
      ours.sources.map((one) => [one.url, one.kind, one.asOf, one.supports]),
      theirs.sources.map((one) => [one.url, one.kind, one.as_of, one.supports]),
    );
    const leaves = leavesOf(ours.requirements);
    const ids = new Set(theirs.requirements.map((_, index) => `r${index + 1}`));
    for (const [id, { path }] of leaves) if (!ids.has(id)) lines.push(`${at}/${path}${id}: only in the register.`);
    theirs.requirements.forEach((asked, index) => {
      const leaf = leaves.get(`r${index + 1}`);
      const here = `${at}/r${index + 1}`;
      const one = leaf?.requirement;
      same(`${here}/kind`, one?.kind, asked.kind);
      same(`${here}/figure`, [one?.minimum, one?.maximum, one?.unit], figureOf(asked));
      same(`${here}/exclusiveMinimum`, one?.exclusiveMinimum, null);
      same(`${here}/appliesFrom`, one?.appliesFrom, null);
      same(`${here}/bearer`, one?.bearer, one && 'practitioner');
      same(`${here}/detail`, one?.detail, asked.detail);
      same(`${here}/group`, leaf?.path, '');
    });
  }
}

/** A window's figure is an upper limit wherever the research wrote it; a unit without a figure says nothing. */
function figureOf({ kind, minimum, maximum, unit }: ResearchRequirement): unknown[] {
  const upper = kind === 'completion-window' || /at most/.test(unit ?? '');
  const least = upper ? undefined : minimum;
  const most = maximum ?? (upper ? minimum : undefined);
  const plain = unit?.replace(' (at most)', '').replace('calendar years', 'years');
  return [least, most, least === undefined && most === undefined ? undefined : plain];
}

type Leaves = Map<string, { readonly path: string; readonly requirement: SingleRequirement }>;

function leavesOf(requirements: readonly Requirement[], path = '', into: Leaves = new Map()): Leaves {
  for (const item of requirements) {
    if ('anyOf' in item) leavesOf(item.anyOf, `${path}any-of ${item.id}/`, into);
    else if ('allOf' in item) leavesOf(item.allOf, `${path}all-of ${item.id}/`, into);
    else into.set(item.id, { path, requirement: item });
  }
  return into;
}

/** Requirements whose kind the language cannot say. */
export function freeTextOf(register: readonly JurisdictionFile[]): string[] {
  return register.flatMap(({ code, rules }) =>
    rules.flatMap(({ profession, editions }) =>
      editions.flatMap(({ edition, requirements }) =>
        [...leavesOf(requirements).values()]
          .filter(({ requirement }) => requirement.kind === 'other')
          .map(({ requirement }) => `${code}/${profession}/${edition}/${requirement.id}: ${requirement.detail}`),
      ),
    ),
  );
}
