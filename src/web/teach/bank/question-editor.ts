import { Injectable } from '@nestjs/common';
import { type Form, Refusal, textOf } from '../../forms';
import { Page } from '../../page';
import { BankDesk } from './bank-desk';
import { viewOfDraft } from './candidate-view';
import { fieldsAround, type Field, GROUPS, KINDS, type QuestionKind } from './question-fields';
import { contentOf, rowField, rowsOf, type Values } from './question-form';
import { bankTabs, CRUMBS, PREVIEW_SCRIPTS } from './tabs';

interface Editing {
  readonly programme: string;
  readonly type: QuestionKind;
  readonly values: Values;
  /** Where the form is sent. */
  readonly action: string;
  readonly title: string;
  readonly refusal?: Refusal;
  readonly tags?: string;
}

/** What a button of the form asks for. */
export type Wish = 'save' | 'preview' | { readonly moreOf: string };

export function wishIn(form: Form): Wish {
  const wish = textOf(form, 'do');
  if (wish.startsWith('more-')) return { moreOf: wish.slice('more-'.length) };
  return wish === 'save' ? 'save' : 'preview';
}

/** One more row of a group. */
export function withRow(values: Values, type: QuestionKind, group: string): Values {
  return { ...values, [`${group}-rows`]: String(rowsOf(values, type, group) + 1) };
}

/** The form of a question with the candidate's view beside it. Every button works without a script. */
@Injectable()
export class QuestionEditor {
  constructor(private readonly desk: BankDesk) {}

  async page({ programme, type, values, action, title, refusal, tags }: Editing): Promise<Page> {
    const { above, below } = fieldsAround(type);
    const errorAt = (path: string) => refusal?.errors[`content.${path}`];
    const shown = (field: Field) => ({ ...fieldModel(field, values[field.name] ?? ''), error: errorAt(field.name) });
    return new Page(
      'teach/bank/editor',
      {
        title,
        scripts: PREVIEW_SCRIPTS,
        unlisted: true,
        ...bankTabs('questions'),
        crumbs: [...CRUMBS, { label: title }],
        action,
        type,
        kind: KINDS[type],
        programme,
        above: above.map(shown),
        below: below.map(shown),
        groups: GROUPS[type].map((group) => ({
          ...group,
          rows: Array.from({ length: rowsOf(values, type, group.name) }, (_, index) => ({
            number: index + 1,
            name: `${group.row} ${index + 1}`,
            slug: group.columns.some(({ name }) => name === 'slug')
              ? null
              : {
                  name: rowField(group.name, index + 1, 'slug'),
                  value: values[rowField(group.name, index + 1, 'slug')],
                },
            cells: group.columns.map((column) => {
              const name = rowField(group.name, index + 1, column.name);
              return {
                ...fieldModel({ ...column, name }, values[name] ?? ''),
                error: errorAt(`${group.name}.${index}.${column.name}`),
              };
            }),
          })),
          count: rowsOf(values, type, group.name),
        })),
        preview: viewOfDraft(contentOf(values, type), await this.desk.pictures(programme)),
        refusal,
        tags,
        asksTags: tags !== undefined,
      },
      refusal?.status ?? 200,
    );
  }
}

function fieldModel(field: Field, value: string) {
  return {
    ...field,
    value,
    isArea: field.kind === 'area' || field.kind === 'lines',
    isTick: field.kind === 'tick',
    isChoice: field.kind === 'choice' || field.kind === 'yes-no',
    isNumber: field.kind === 'number',
    ticked: value === 'yes',
    options: field.options?.map((option) => ({ ...option, chosen: option.value === value })),
  };
}
