import type { ListItem, Nodes, Paragraph, Parents, PhrasingContent, Root, RootContent, Text } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import rehypeSanitize, { type Options as Allowed } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkDirective from 'remark-directive';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import type { CheckQuestion } from '../programme';
import { sizeOfFigure } from './figure';
import { LineFault } from './yaml-file';

/** What stands around a lesson, and may be pointed at from its text; `null` where it could not be read. */
export interface Surroundings {
  /** SVG text by file name. */
  readonly figures: Readonly<Record<string, string>>;
  readonly figureUrl: (name: string) => string;
  /** Ids of the lesson's references and facts. */
  readonly references: readonly string[] | null;
  readonly facts: readonly string[] | null;
  /** Ids of the programme's patient claims. */
  readonly claims: readonly string[] | null;
}

export interface LessonPage {
  readonly html: string;
  readonly checks: readonly CheckQuestion[];
  readonly faults: readonly LineFault[];
}

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkDirective).freeze();

/**
 * What may reach a page. Authors cannot write HTML at all; this is the second lock, so that no mistake above lets through
 * what a page would run or load.
 */
const ALLOWED: Allowed = {
  tagNames: [
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'p',
    'a',
    'em',
    'strong',
    'del',
    'code',
    'pre',
    'blockquote',
    'ul',
    'ol',
    'li',
    'hr',
    'br',
    'sup',
    'table',
    'thead',
    'tbody',
    'tr',
    'th',
    'td',
    'img',
    'figure',
    'figcaption',
    'section',
    'aside',
    'div',
    'fieldset',
    'legend',
    'input',
    'label',
    'details',
    'summary',
  ],
  attributes: {
    '*': ['id'],
    a: [
      'href',
      'ariaLabel',
      'ariaDescribedBy',
      'dataFootnoteRef',
      'dataFootnoteBackref',
      ['className', 'data-footnote-backref', 'fact'],
    ],
    code: [['className', /^language-[a-z0-9]+$/]],
    ol: ['start'],
    h2: [['className', 'sr-only']],
    section: ['dataFootnotes', ['className', 'footnotes']],
    th: ['align', 'scope'],
    td: ['align'],
    img: ['src', 'alt', 'width', 'height', ['loading', 'lazy']],
    aside: ['ariaLabelledBy', ['role', 'note'], ['className', /^callout(-[a-z-]+)?$/], 'dataGrade', 'dataClaim'],
    p: [['className', 'callout-title', 'check-verdict']],
    div: [['className', 'table-scroll', 'check-option'], ['role', 'region'], 'ariaLabel', 'tabIndex'],
    fieldset: [['className', 'check-question'], 'dataCheck'],
    label: ['htmlFor'],
    input: [['type', 'radio'], 'name', 'value'],
    details: [['className', 'check-feedback'], 'dataCorrect'],
  },
  protocols: { href: ['http', 'https', 'mailto'], src: [] },
  // Ids are made here, never by authors: there is nothing to keep them apart from.
  clobberPrefix: '',
  required: {},
};

const printer = unified().use(remarkRehype).use(rehypeSanitize, ALLOWED).use(rehypeStringify).freeze();

/** What each callout says first, so that its colour is never the only sign. */
const CALLOUTS: Readonly<Record<string, string>> = {
  danger: 'Danger',
  evidence: 'How sure we are',
  'law-differs': 'The law differs',
  'patient-says': 'A patient may say',
};

const GRADES: Readonly<Record<string, string>> = {
  A: 'grade A, source read',
  B: 'grade B, seen through a secondary source',
  C: 'grade C, professional background',
  D: 'grade D, contested or unverifiable',
};

const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  danger: [],
  evidence: ['grade'],
  'law-differs': [],
  'patient-says': ['claim'],
  check: ['id'],
};

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const FACTS = /\[(F\d{1,2}\.\d{2}(?:, F\d{1,2}\.\d{2})*)\]/;
const FIGURE = /^figures\/([a-z0-9]+(?:-[a-z0-9]+)*\.svg)$/;

/** Makes a lesson's page from its Markdown, and says everything that stands in the way. `firstLine`: where the text begins. */
export function lessonPage(markdown: string, surroundings: Surroundings, firstLine = 1): LessonPage {
  const page = new PageMaker(markdown, surroundings, firstLine);
  const tree = page.make(parser.parse(markdown));
  return { html: printer.stringify(printer.runSync(tree)), checks: page.checks, faults: page.faults };
}

/** An element that Markdown has no word for. */
function element(tag: string, properties: Record<string, unknown>, children: readonly Nodes[]): RootContent {
  return { type: 'filiform', data: { hName: tag, hProperties: properties }, children } as unknown as RootContent;
}

const text = (value: string): PhrasingContent => ({ type: 'text', value });
const strong = (value: string): PhrasingContent => ({ type: 'strong', children: [text(value)] });

const BLOCKS = ['root', 'list', 'listItem', 'blockquote', 'table', 'tableRow'];

/** The words of a node, without its marks. */
function wordsOf(node: Nodes): string {
  if ('value' in node) return node.value;
  if (node.type === 'break') return ' ';
  return 'children' in node ? (node.children as Nodes[]).map(wordsOf).join(BLOCKS.includes(node.type) ? ' ' : '') : '';
}

class PageMaker {
  readonly checks: CheckQuestion[] = [];
  readonly faults: LineFault[] = [];
  private callouts = 0;
  private tables = 0;
  private headingDepth = 1;

  constructor(
    private readonly source: string,
    private readonly around: Surroundings,
    private readonly firstLine: number,
  ) {}

  make(tree: Root): Root {
    return { ...tree, children: this.children(tree) as RootContent[] };
  }

  private fault(node: Nodes, message: string, remedy: string): void {
    this.faults.push({ line: (node.position?.start.line ?? 1) + this.firstLine - 1, message, remedy });
  }

  private children(parent: Parents): Nodes[] {
    return (parent.children as Nodes[]).flatMap((child) => this.node(child));
  }

  private node(node: Nodes): Nodes[] {
    switch (node.type) {
      case 'html':
        this.fault(
          node,
          'HTML is not read in lessons',
          'Write it in Markdown, or use a callout; a comment belongs in the commit message.',
        );
        return [];
      case 'containerDirective':
        return this.directive(node);
      case 'leafDirective':
        this.fault(
          node,
          `nothing is called “::${node.name}”`,
          `Begin a callout with three colons, or write a space after the colons.`,
        );
        return [];
      case 'textDirective':
        // "Note:this" is a sentence, not a directive: lessons have none within a line.
        return [text(this.sourceOf(node))];
      case 'text':
        return this.factsIn(node);
      case 'heading':
        this.checkHeading(node, node.depth);
        break;
      case 'paragraph': {
        const figure = this.figureIn(node);
        if (figure) return [figure];
        if (/^[ \t]*:{3}/m.test(this.sourceOf(node))) {
          this.fault(
            node,
            'a line of ::: opens or closes nothing',
            'Write :::name{attribute=value} on a line of its own, and ::: to close it.',
          );
        }
        break;
      }
      case 'image':
      case 'imageReference':
        this.fault(
          node,
          'the figure stands inside a line',
          'Give it a paragraph of its own: ![alternative text](figures/name.svg "caption").',
        );
        return [];
      case 'listItem':
        if (typeof node.checked === 'boolean') {
          this.fault(
            node,
            'a box to tick stands outside a check question',
            'Write a plain list, or make it a check question: :::check{#id}.',
          );
        }
        break;
      case 'link':
      case 'definition':
        this.checkAddress(node, node.url);
        break;
      case 'table':
        // Wide tables scroll by themselves, by keyboard too, so that the page never does (WCAG 2.2, 1.4.10).
        this.tables += 1;
        return [
          element(
            'div',
            { className: ['table-scroll'], role: 'region', ariaLabel: `Table ${this.tables}`, tabIndex: 0 },
            [{ ...node, children: this.children(node) } as Nodes],
          ),
        ];
      default:
    }
    return 'children' in node ? [{ ...node, children: this.children(node) } as Nodes] : [node];
  }

  /** `[F6.01, F6.02]` points at facts: the page lists them under `fact-<id>`. */
  private factsIn(node: Text): Nodes[] {
    return node.value.split(FACTS).flatMap((part, index): Nodes[] => {
      // The pattern captures what stands between the brackets, so every second part is a list of facts.
      if (index % 2 === 0) return part === '' ? [] : [text(part)];
      const links = part.split(', ').flatMap((id): Nodes[] => {
        if (this.around.facts && !this.around.facts.includes(id)) {
          this.fault(
            node,
            `the text rests on ${id}, which its front matter does not list`,
            'Add it to facts in the front matter, or correct the id.',
          );
        }
        return [text(', '), element('a', { className: ['fact'], href: `#fact-${id}` }, [text(id)])];
      });
      return [text('['), ...links.slice(1), text(']')];
    });
  }

  private sourceOf({ position }: Nodes): string {
    return this.source.slice(position?.start.offset, position?.end.offset);
  }

  private checkHeading(node: Nodes, depth: number): void {
    if (depth === 1) {
      this.fault(
        node,
        'the text has a heading of its first level',
        'Begin with ##: the lesson’s title is the page’s first level.',
      );
    } else if (depth > this.headingDepth + 1) {
      this.fault(
        node,
        `a heading of level ${depth} follows one of level ${this.headingDepth}`,
        'Do not skip a level: readers move by headings.',
      );
    }
    this.headingDepth = depth;
  }

  private checkAddress(node: Nodes, url: string): void {
    if (url.startsWith('#ref-')) {
      if (this.around.references && !this.around.references.includes(url.slice('#ref-'.length))) {
        this.fault(
          node,
          `no reference has the id “${url.slice('#ref-'.length)}”`,
          'Add it to the references in the front matter, or correct the id.',
        );
      }
    } else if (!/^(https?:\/\/|mailto:)/i.test(url)) {
      this.fault(node, `the link leads to “${url}”`, 'Link to https://…, or to a reference by #ref- and its id.');
    }
  }

  /** A paragraph that is a figure and nothing else. */
  private figureIn(paragraph: Paragraph): Nodes | null {
    const [image, ...rest] = paragraph.children;
    if (image?.type !== 'image' || rest.length > 0) return null;
    const name = FIGURE.exec(image.url)?.[1];
    if (!name) {
      this.fault(
        image,
        `the figure is at “${image.url}”`,
        'Put it in the programme’s figures folder as figures/name.svg, name in small letters and hyphens.',
      );
      return text('');
    }
    if (!Object.hasOwn(this.around.figures, name)) {
      this.fault(image, `the figure “figures/${name}” is missing`, 'Add the file, or correct its name.');
      return text('');
    }
    if (!image.alt?.trim()) {
      this.fault(
        image,
        'the figure has no alternative text',
        'Say between the square brackets what it shows, for those who cannot see it.',
      );
    }
    const picture = element(
      'img',
      {
        src: this.around.figureUrl(name),
        alt: image.alt ?? '',
        loading: 'lazy',
        ...sizeOfFigure(this.around.figures[name]),
      },
      [],
    );
    return element('figure', {}, image.title ? [picture, element('figcaption', {}, [text(image.title)])] : [picture]);
  }

  private directive(node: ContainerDirective): Nodes[] {
    const known = ATTRIBUTES[node.name];
    if (!known) {
      this.fault(node, `nothing is called “:::${node.name}”`, `Use one of: ${Object.keys(ATTRIBUTES).join(', ')}.`);
      return [];
    }
    if (!/(^|\n)[ \t]*:{3,}[ \t]*$/.test(this.sourceOf(node))) {
      this.fault(node, `“:::${node.name}” is never closed`, 'Close it with ::: on a line of its own.');
    }
    for (const attribute of Object.keys(node.attributes ?? {})) {
      if (!known.includes(attribute)) {
        const remedy = known.length > 0 ? `It takes: ${known.join(', ')}.` : 'It takes none.';
        this.fault(node, `“:::${node.name}” does not know “${attribute}”`, remedy);
      }
    }
    return node.name === 'check' ? this.check(node) : this.callout(node);
  }

  private callout(node: ContainerDirective): Nodes[] {
    this.callouts += 1;
    const id = `callout-${this.callouts}`;
    const [label, body] = labelAndBody(node);
    const properties: Record<string, unknown> = {
      className: ['callout', `callout-${node.name}`],
      role: 'note',
      ariaLabelledBy: id,
    };
    let heading = CALLOUTS[node.name];
    if (node.name === 'evidence') {
      const grade = node.attributes?.grade ?? '';
      if (!Object.hasOwn(GRADES, grade)) {
        this.fault(node, 'the evidence has no grade', 'Write {grade=A}, B, C or D behind it.');
      } else {
        heading += `: ${GRADES[grade]}`;
        properties.dataGrade = grade;
      }
    }
    const claim = node.attributes?.claim;
    if (claim) {
      properties.dataClaim = claim;
      if (this.around.claims && !this.around.claims.includes(claim)) {
        this.fault(node, `no patient claim has the id “${claim}”`, 'Add it to claims.yaml, or correct the id.');
      }
    }
    if (body.length === 0) this.fault(node, `“:::${node.name}” is empty`, 'Say something in it, or remove it.');
    const title = element('p', { className: ['callout-title'], id }, [
      strong(label ? `${heading}: ` : heading),
      ...(label ? this.children(label) : []),
    ]);
    return [element('aside', properties, [title, ...body.flatMap((child) => this.node(child))])];
  }

  private check(node: ContainerDirective): Nodes[] {
    const id = node.attributes?.id ?? '';
    if (!SLUG.test(id)) {
      this.fault(node, 'the check question has no id', 'Name it: :::check{#small-letters-and-hyphens}.');
    } else if (this.checks.some((other) => other.id === id)) {
      this.fault(node, `two check questions are called “${id}”`, 'Rename one of them.');
    }
    const [, [prompt, list, ...rest]] = labelAndBody(node);
    if (prompt?.type !== 'paragraph' || list?.type !== 'list' || rest.length > 0) {
      this.fault(
        node,
        'the check question is not a paragraph followed by a list',
        'Ask in one paragraph, then list the options: - [x] right, - [ ] wrong.',
      );
      return [];
    }
    const options = list.children.map((item) => this.option(item));
    if (list.children.filter(({ checked }) => checked === true).length !== 1) {
      this.fault(
        list,
        'the check question has not exactly one right option',
        'Mark one option with [x] and the others with [ ].',
      );
    }
    if (list.children.length < 2)
      this.fault(list, 'the check question has fewer than two options', 'Add a plausible wrong one.');
    this.checks.push({
      id,
      prompt: wordsOf(prompt),
      options: options.map(({ label, feedback, correct }) => ({
        text: wordsOf(label),
        correct,
        feedback: feedback.map(wordsOf).join(' '),
      })),
    });
    return [
      element('fieldset', { className: ['check-question'], dataCheck: id }, [
        element('legend', {}, this.children(prompt)),
        ...options.map((option, index) => this.optionElement(`check-${id}`, index + 1, option)),
      ]),
    ];
  }

  private option(item: ListItem): Option {
    const [label, ...feedback] = item.children;
    if (typeof item.checked !== 'boolean') {
      this.fault(
        item,
        'the option does not say whether it is right',
        'Begin it with [x] if it is right, with [ ] if not.',
      );
    }
    if (label?.type !== 'paragraph') {
      this.fault(item, 'the option has no text', 'Write the option behind its box.');
    }
    if (feedback.length === 0) {
      this.fault(item, 'the option has no feedback', 'Leave a line free below it, then say why, set in by two spaces.');
    }
    return {
      label: label?.type === 'paragraph' ? label : { type: 'paragraph', children: [] },
      feedback,
      correct: item.checked === true,
    };
  }

  /** Works without scripts: each option opens its own answer. A script may open the one that is chosen. */
  private optionElement(name: string, number: number, { label, feedback, correct }: Option): RootContent {
    const id = `${name}-${number}`;
    return element('div', { className: ['check-option'] }, [
      element('input', { type: 'radio', name, id, value: String(number) }, []),
      element('label', { htmlFor: id }, this.children(label)),
      element('details', { className: ['check-feedback'], dataCorrect: String(correct) }, [
        element('summary', {}, [text(`Answer ${number}: right or not?`)]),
        element('p', { className: ['check-verdict'] }, [strong(correct ? 'Right.' : 'Not right.')]),
        ...feedback.flatMap((child) => this.node(child)),
      ]),
    ]);
  }
}

interface Option {
  readonly label: Paragraph;
  readonly feedback: readonly RootContent[];
  readonly correct: boolean;
}

/** `:::danger[label]`: the label comes as a first paragraph that says so. */
function labelAndBody(node: ContainerDirective): [label: Paragraph | null, body: RootContent[]] {
  const [first, ...rest] = node.children as RootContent[];
  const isLabel =
    first?.type === 'paragraph' && (first.data as { directiveLabel?: boolean } | undefined)?.directiveLabel;
  return isLabel ? [first, rest] : [null, node.children];
}
