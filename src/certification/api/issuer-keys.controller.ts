import { Controller, Get, Header, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { SETTINGS, type Settings } from '../../config/settings';
import { Public } from '../../identity/access';
import { pageOfAll } from '../../kernel/listing';
import { PageQuery } from '../../kernel/page-query';
import { NoDidHere } from '../certification.errors';
import { didDocument, didWebOf } from '../domain/did-web';
import { IssuerKeys } from '../issuer-keys';
import { IssuerKeyListDto, presentKey } from './certificate.presenter';

/** The keys with which certificates are verified, for anybody. */
@ApiTags('Issuer keys')
@Controller()
export class IssuerKeysController {
  constructor(
    private readonly keys: IssuerKeys,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('api/v1/issuer-keys')
  @Public()
  @ApiOperation({ summary: 'Every key that ever signed a certificate, as PEM and as JWK' })
  @ApiOkResponse({ type: IssuerKeyListDto, description: 'Keys, the oldest first' })
  async list(@Query() page: PageQuery): Promise<IssuerKeyListDto> {
    const { items, next } = pageOfAll(await this.keys.list(), page, ({ id }) => id);
    return { items: items.map(presentKey), next };
  }

  @Get('.well-known/did.json')
  @Public()
  @Header('content-type', 'application/did+json')
  @ApiOperation({ summary: 'The issuer as did:web; 404 where the address is a number, which did:web does not take' })
  @ApiOkResponse({
    content: { 'application/did+json': { schema: { type: 'object', additionalProperties: true } } },
    description: 'The DID document',
  })
  async didDocument(): Promise<object> {
    const did = didWebOf(this.settings.publicUrl);
    if (did === null) throw new NoDidHere();
    return didDocument(did, await this.keys.list());
  }
}
