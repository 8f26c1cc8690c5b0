import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/catalogue.module';
import { EnrolmentModule } from '../enrolment/enrolment.module';
import { IdentityModule } from '../identity/identity.module';
import { ScopeOfPracticeModule } from '../scope-of-practice/scope-of-practice.module';
import { TrainingRecordModule } from '../training-record/training-record.module';
import { CertificatesController } from './api/certificates.controller';
import { IssuerKeysController } from './api/issuer-keys.controller';
import { CertificateChanges } from './certificate-changes';
import { CertificatePress } from './certificate-press';
import { Certification } from './certification.service';
import { IssuerKeys } from './issuer-keys';
import { IssuingGrounds } from './issuing-grounds';
import { Issuing } from './issuing.service';
import { CertificateRegister } from './register.service';

/** What we attest: certificates issued, changed by dated facts, and kept as they were. */
@Module({
  imports: [IdentityModule, CatalogueModule, EnrolmentModule, TrainingRecordModule, ScopeOfPracticeModule],
  controllers: [CertificatesController, IssuerKeysController],
  providers: [
    CertificateChanges,
    CertificatePress,
    CertificateRegister,
    Certification,
    IssuerKeys,
    Issuing,
    IssuingGrounds,
  ],
  exports: [CertificatePress, CertificateRegister, Certification, IssuerKeys],
})
export class CertificationModule {}
