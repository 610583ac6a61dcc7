/**
 * The long form runs by itself (`npm run test:faults`): every step, a hundred kills, thousands of connections. The short
 * one is part of `npm test` and samples: a rule that is broken fails it at once, one that breaks seldom fails the long one.
 */
export const isLong = process.env.FAULTS === 'long';
