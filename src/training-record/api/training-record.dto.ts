import { ApiProperty } from '@nestjs/swagger';
import { DELIVERIES } from '../domain/training-record';
import type {
  CompletedLesson,
  DatedEvidence,
  Instruction,
  Licence,
  QuizPass,
  SignOffInForce,
  SupervisedTreatment,
  TrainingRecord,
} from '../domain/training-record';

/* What a person has shown, for the OpenAPI document. Every `id` names the fact that it was derived from. */

const anId = { format: 'uuid' } as const;
const aDay = { format: 'date' } as const;
const ofSource = { ...anId, description: 'Of the fact that it was derived from' } as const;

export class StatedLicenceDto implements Licence {
  @ApiProperty({ ...anId, description: 'Of the version of the profile that stated it' }) id: string;
  @ApiProperty({ example: 'US-CO' }) jurisdiction: string;
  @ApiProperty(aDay) issuedOn: string;
}

export class InstructionDto implements Instruction {
  @ApiProperty({ enum: ['lesson-completion', 'attendance', 'external-evidence'] }) source: Instruction['source'];
  @ApiProperty(ofSource) id: string;
  @ApiProperty(aDay) on: string;
  @ApiProperty({ description: 'Clock hours: 45 minutes are 0.75' }) hours: number;
  @ApiProperty({ enum: DELIVERIES }) delivery: Instruction['delivery'];
  @ApiProperty({
    type: String,
    enum: ['didactic', 'practical'],
    nullable: true,
    description: 'Null where nobody said',
  })
  mode: Instruction['mode'];
  @ApiProperty({ example: 'dry-needling' }) subject: string;
}

export class CompletedLessonDto implements CompletedLesson {
  @ApiProperty(ofSource) id: string;
  @ApiProperty(anId) lessonId: string;
  @ApiProperty({ example: 'dry-needling' }) programme: string;
  @ApiProperty(aDay) on: string;
}

export class EnrolledProgrammeDto {
  @ApiProperty({ example: 'dry-needling' }) slug: string;
  @ApiProperty({
    type: 'array',
    items: { type: 'string', format: 'uuid' },
    description: 'Of the version that they are enrolled on',
  })
  lessonIds: readonly string[];
}

export class QuizPassDto implements QuizPass {
  @ApiProperty(anId) quizId: string;
  @ApiProperty({ example: 'final' }) quiz: string;
  @ApiProperty({ example: 'dry-needling' }) programme: string;
  @ApiProperty(anId) attemptId: string;
  @ApiProperty(anId) scoringRunId: string;
  @ApiProperty({ minimum: 0, maximum: 100 }) percentage: number;
  @ApiProperty({ description: 'The pass mark was not yet set by a panel' }) provisional: boolean;
  @ApiProperty(aDay) on: string;
}

export class SignOffInForceDto implements SignOffInForce {
  @ApiProperty(ofSource) id: string;
  @ApiProperty({ example: 'C19' }) competency: string;
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 5 }) level: number;
  @ApiProperty({ type: 'integer', nullable: true, minimum: 1, maximum: 3 }) regionTier: number | null;
  @ApiProperty(anId) assessorId: string;
  @ApiProperty({ ...aDay, description: 'On which it was observed' }) on: string;
}

export class SupervisedTreatmentDto implements SupervisedTreatment {
  @ApiProperty(ofSource) id: string;
  @ApiProperty() region: string;
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 3 }) regionTier: number;
  @ApiProperty(anId) supervisorId: string;
  @ApiProperty(aDay) on: string;
}

export class DatedEvidenceDto implements DatedEvidence {
  @ApiProperty(ofSource) id: string;
  @ApiProperty() kind: string;
  @ApiProperty(aDay) on: string;
  @ApiProperty({ ...aDay, type: String, nullable: true }) validUntil: string | null;
}

export class TrainingRecordDto implements TrainingRecord {
  @ApiProperty(anId) personId: string;
  @ApiProperty({ ...aDay, description: 'The day by whose end it was recorded' }) asOf: string;
  @ApiProperty({ type: String, nullable: true, example: 'physical-therapist' }) profession: string | null;
  @ApiProperty({ type: [StatedLicenceDto] }) licences: readonly StatedLicenceDto[];
  @ApiProperty({ type: [InstructionDto], description: 'Hours of teaching' }) instruction: readonly InstructionDto[];
  @ApiProperty({ type: [CompletedLessonDto] }) lessons: readonly CompletedLessonDto[];
  @ApiProperty({ type: [EnrolledProgrammeDto] }) programmes: readonly EnrolledProgrammeDto[];
  @ApiProperty({ type: [QuizPassDto] }) quizzes: readonly QuizPassDto[];
  @ApiProperty({ type: [SignOffInForceDto], description: 'In force on that day' })
  signOffs: readonly SignOffInForceDto[];
  @ApiProperty({ type: [SupervisedTreatmentDto], description: 'Verified by their supervisors' })
  treatments: readonly SupervisedTreatmentDto[];
  @ApiProperty({ type: [DatedEvidenceDto], description: 'Documents from elsewhere; none are collected yet' })
  evidence: readonly DatedEvidenceDto[];
}
