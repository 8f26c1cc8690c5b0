import { ApiProperty } from '@nestjs/swagger';
import { ROLES, type Role } from '../domain/permissions';
import type { Person } from '../people.service';

export class PersonDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ format: 'email' })
  email: string;

  @ApiProperty()
  emailConfirmed: boolean;

  @ApiProperty({ enum: ROLES, isArray: true })
  roles: Role[];
}

export class PersonListDto {
  @ApiProperty({ type: [PersonDto] })
  items: PersonDto[];

  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export function presentPerson({ id, name, email, emailConfirmed, roles }: Person): PersonDto {
  return { id, name, email, emailConfirmed, roles };
}
