import { ApiProperty } from '@nestjs/swagger';
import { IsString, IsUUID, MaxLength, MinLength } from 'class-validator';

/** What a registrar sends to take somebody over to another version of their programme. */
export class MoveEnrolmentDto {
  @ApiProperty({ format: 'uuid', description: 'The `versionId` of the programme' })
  @IsUUID('all', { message: 'is the versionId of a programme' })
  programmeVersion: string;

  @ApiProperty({ maxLength: 500, example: 'The lesson on pneumothorax was corrected' })
  @IsString()
  @MinLength(3, { message: 'says why, in a few words' })
  @MaxLength(500)
  reason: string;
}
