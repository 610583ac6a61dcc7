import mongoose from 'mongoose';
import type { Cursor } from '@/lib/cursor';

/** Says once more what the alternatives say together, so that an index can begin in the right place. */
const BOUND = (operator: '$lte' | '$gte', { at }: Cursor) => ({
  createdAt: mongoose.trusted({ [operator]: at }),
});

const id = (cursor: Cursor) => new mongoose.Types.ObjectId(cursor.id);

/** Filter of what stands below a row of the history. */
export function olderThan(row: Cursor) {
  return {
    ...BOUND('$lte', row),
    $or: [
      { createdAt: mongoose.trusted({ $lt: row.at }) },
      { createdAt: row.at, _id: mongoose.trusted({ $lt: id(row) }) },
    ],
  };
}

/** Filter of a row and what stands below it. */
export function upTo(row: Cursor) {
  return {
    ...BOUND('$lte', row),
    $or: [
      { createdAt: mongoose.trusted({ $lt: row.at }) },
      { createdAt: row.at, _id: mongoose.trusted({ $lte: id(row) }) },
    ],
  };
}

/** Filter of what stands above a row. */
export function newerThan(row: Cursor) {
  return {
    ...BOUND('$gte', row),
    $or: [
      { createdAt: mongoose.trusted({ $gt: row.at }) },
      { createdAt: row.at, _id: mongoose.trusted({ $gt: id(row) }) },
    ],
  };
}
