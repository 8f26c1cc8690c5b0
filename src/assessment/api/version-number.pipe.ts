import { Injectable, PipeTransform } from '@nestjs/common';
import { Invalid } from '../../kernel/errors';

/** The number of a version in an address: 1, 2, 3 … */
@Injectable()
export class VersionNumberPipe implements PipeTransform<string, number> {
  transform(value: string): number {
    if (!/^[1-9]\d{0,5}$/.test(value)) throw new Invalid([{ path: 'version', message: 'is the number of a version' }]);
    return Number(value);
  }
}
