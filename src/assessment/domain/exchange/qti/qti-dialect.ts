import { type Attributes, element } from '../xml/xml-writer';

export type QtiVersion = '2.1' | '2.2' | '3.0';

interface Dialect {
  readonly namespace: string;
  readonly resourceType: string;
  readonly manifestNamespace: string;
  readonly schema: string;
  readonly schemaVersion: string;
}

/** Source: IMS QTI 2.1 and 2.2 Integration Guides (Content Packaging), 1EdTech QTI 3.0 Best Practices, 4. */
export const DIALECTS: Readonly<Record<QtiVersion, Dialect>> = {
  '2.1': {
    namespace: 'http://www.imsglobal.org/xsd/imsqti_v2p1',
    resourceType: 'imsqti_item_xmlv2p1',
    manifestNamespace: 'http://www.imsglobal.org/xsd/imscp_v1p1',
    schema: 'QTIv2.1 Package',
    schemaVersion: '1.0.0',
  },
  '2.2': {
    namespace: 'http://www.imsglobal.org/xsd/imsqti_v2p2',
    resourceType: 'imsqti_item_xmlv2p2',
    manifestNamespace: 'http://www.imsglobal.org/xsd/imscp_v1p1',
    schema: 'QTIv2.2 Package',
    schemaVersion: '1.0.0',
  },
  '3.0': {
    namespace: 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0',
    resourceType: 'imsqti_item_xmlv3p0',
    manifestNamespace: 'http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1',
    schema: 'QTI Package',
    schemaVersion: '3.0.0',
  },
};

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Writes elements of QTI, named as in QTI 2, in the names of a version. */
export class QtiMarkup {
  constructor(readonly version: QtiVersion) {}

  readonly tag = (name: string, attributes: Attributes, ...content: readonly string[]): string => {
    if (this.version !== '3.0') return element(name, attributes, ...content);
    const named = Object.fromEntries(
      Object.entries(attributes).map(([key, value]) => [/^xml/.test(key) ? key : kebab(key), value]),
    );
    return element(`qti-${kebab(name)}`, named, ...content);
  };

  /** Flowing content, which QTI 3 wraps. */
  flow(content: string): string {
    return this.version === '3.0' ? this.tag('contentBody', {}, content) : content;
  }
}
