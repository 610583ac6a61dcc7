/** The long form runs by itself (`npm run test:faults`); the short one is part of `npm test`. */
export const isLong = process.env.FAULTS === 'long';
