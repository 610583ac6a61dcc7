import type { Problem } from '@/lib/result';

/** The sentence of a problem that belongs to no field. */
export function FormError({ problem, shown = [] }: { problem: Problem | null; shown?: string[] }) {
  if (!problem || shown.some((field) => problem.fields?.[field])) return null;
  return (
    <p role="alert" className="mb-3 text-danger">
      {problem.message}
    </p>
  );
}
