import { z } from 'zod';
import { CURSOR_FORM } from '@/lib/cursor';
import { LIMITS } from '@/lib/limits';

/** How a list is asked for: where to go on, and how many rows. */
export const pageInput = {
  cursor: z.string({ error: 'errors.cursorInvalid' }).regex(CURSOR_FORM, 'errors.cursorInvalid').optional(),
  limit: z.coerce
    .number({ error: 'errors.limitInvalid' })
    .int('errors.limitInvalid')
    .min(1, 'errors.limitInvalid')
    .max(LIMITS.pageMax, 'errors.limitInvalid')
    .default(LIMITS.pageDefault),
};
