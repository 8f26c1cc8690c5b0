import { Injectable, PipeTransform } from '@nestjs/common';
import { NotFound } from '../kernel/errors';
import { isUuid } from '../kernel/ids';

/** An id in the address of a page. What is none names nothing here, so the page is not found rather than badly asked for. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isUuid(value)) throw new NotFound('That page');
    return value.toLowerCase();
  }
}
