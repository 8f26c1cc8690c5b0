/** Words above the next page: what has just been done. */
export interface Notice {
  readonly tone: 'good' | 'plain' | 'careful';
  readonly text: string;
}

/** What a page says of itself besides its own content. */
export interface PageModel {
  /** The name of the page, for the tab and the heading. */
  readonly title: string;
  /** Which entry of the navigation it belongs to: the first part of its address unless told. */
  readonly section?: string;
  /** For pages that hold a secret in their address, or say something about a person: search engines stay away. */
  readonly unlisted?: boolean;
  /** Style sheets besides those of the house. */
  readonly styles?: readonly string[];
  readonly [field: string]: unknown;
}

/** A page as a controller hands it over: a template under `templates/pages`, and words and numbers ready to print. */
export class Page {
  constructor(
    readonly template: string,
    readonly model: PageModel,
    readonly status = 200,
  ) {}
}

/** After a form was carried out: the page to look at next, which a reload does not repeat. */
export class SeeOther {
  constructor(
    readonly address: string,
    readonly notice?: string | Notice,
  ) {}
}
