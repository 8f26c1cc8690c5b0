import { Body, Controller, Get, Ip, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { Allow, CurrentActor, type PersonActor, Public } from '../access';
import { Accounts } from '../accounts.service';
import { Cohorts } from '../cohorts.service';
import { People } from '../people.service';
import { RequestAllowance } from '../request-allowance';
import { IsOneLine } from '../one-line';
import { ChosenPasswordField, EmailField, NameField } from './fields';
import { PersonDto, PersonListDto, presentPerson } from './person.presenter';
import { PageQuery } from '../../kernel/page-query';

/** A trainee registers. */
export class RegisterDto {
  @EmailField()
  email: string;

  @ChosenPasswordField()
  password: string;

  @NameField()
  name: string;
}

export class PeopleQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Exactly this address, in any case' })
  @IsOptional()
  @IsOneLine(254)
  email?: string;
}

@ApiTags('Identity')
@Controller('api/v1/people')
export class PeopleController {
  constructor(
    private readonly accounts: Accounts,
    private readonly people: People,
    private readonly cohorts: Cohorts,
    private readonly allowance: RequestAllowance,
  ) {}

  @Post()
  @Public()
  @ApiOperation({ summary: 'Register as a trainee. A letter asks to confirm the e-mail address' })
  @ApiCreatedResponse({ type: PersonDto, description: 'The account that was made' })
  async register(@Body() body: RegisterDto, @Ip() address: string): Promise<PersonDto> {
    this.allowance.take('registration', address);
    const { id } = await this.accounts.register(body);
    return presentPerson(await this.people.get(id));
  }

  @Get()
  @Allow('person:list')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'The people that one may see: instructors and assessors those of their cohorts' })
  @ApiOkResponse({ type: PersonListDto, description: 'People, in the order in which they came' })
  async list(@Query() query: PeopleQuery, @CurrentActor() actor: PersonActor): Promise<PersonListDto> {
    const among = await this.cohorts.visiblePeople(actor);
    const { items, next } = await this.people.list(query, { email: query.email, among });
    return { items: items.map(presentPerson), next };
  }

  @Get(':id')
  @Allow('person:list')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'One person that one may see' })
  @ApiOkResponse({ type: PersonDto, description: 'The person' })
  async get(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() actor: PersonActor): Promise<PersonDto> {
    await this.cohorts.assertMaySee(actor, id);
    return presentPerson(await this.people.get(id));
  }
}
