import { ApiProperty } from '@nestjs/swagger';
import { IsString, Matches, MaxLength } from 'class-validator';

/** What a trainee sends to begin a programme. */
export class EnrolDto {
  @ApiProperty({ example: 'dry-needling', maxLength: 60 })
  @IsString()
  @MaxLength(60)
  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: 'is the slug of a programme, such as dry-needling' })
  programme: string;
}
