import mongoose from 'mongoose';
import type { Cursor } from '@/lib/cursor';

/**
 * Filter of what lies beyond a place in a list that is ordered by a time and then by id.
 * @param field name of the time
 * @param operator `$lt` and `$lte` for what is older, `$gt` and `$gte` for what is newer; with `e` the place itself too
 */
export function beyond(
  field: string,
  operator: '$lt' | '$lte' | '$gt' | '$gte',
  { at, id }: Cursor,
): Record<string, unknown> {
  const side = operator.slice(0, 3) as '$lt' | '$gt';
  return {
    // Says once more what the alternatives say together, so that an index can begin in the right place.
    [field]: mongoose.trusted({ [`${side}e`]: at }),
    $or: [
      { [field]: mongoose.trusted({ [side]: at }) },
      { [field]: at, _id: mongoose.trusted({ [operator]: new mongoose.Types.ObjectId(id) }) },
    ],
  };
}
